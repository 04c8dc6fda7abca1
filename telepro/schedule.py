"""When bells ring by themselves: the sweep that makes good every lost ring, and the chores.

RQ's CronScheduler keeps the time. What it rings is a doorbell like any other, so a second scheduler
is harmless, and whatever must happen once is guarded by a row per (name, slot). While Redis is away no
worker hears a bell: then the work that calls wait for is done here, once a second.
"""

import logging
import os
import signal
import time

from redis import Redis
from redis.exceptions import RedisError
from rq.cron import CronJob, CronScheduler
from rq.utils import now as rq_now

from telepro import queue
from telepro.application import without_pages
from telepro.jobs import drain
from telepro.mishaps import JobFailed
from telepro.queue import Bell
from telepro.settings import Settings

log = logging.getLogger(__name__)

SECONDS = {Bell.DIAL: 1, Bell.EVENTS: 1, Bell.DEAL: 2, Bell.IMPORTS: 5, Bell.CHORES: 5}
# What people wait for at their telephone; a file to import, or a letter, may wait until Redis is back.
OF_CALLS = (Bell.EVENTS, Bell.DIAL, Bell.DEAL)
ANSWERS_WITHIN = 2  # seconds; a Redis that takes a request and answers none is as good as away


class Sweep(CronScheduler):
    """Rings our bells with our serializer; one job of a kind waits at most."""

    def enqueue_jobs(self) -> list[CronJob]:
        """Ring every bell whose second has come."""
        due = [job for job in self.get_jobs() if job.should_run()]
        for job in due:
            queue.ring(Bell(job.args[0]))
            job.set_enqueue_time(rq_now())
        return due


def main() -> None:
    """Ring until told to stop; while Redis is away, answer the bells of calls and try again."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    settings = Settings.from_environ(os.environ)
    with without_pages(settings).app_context():
        while _ring_until_stopped(settings.redis_url):
            answer_bells_of_calls()
            time.sleep(1)


def answer_bells_of_calls() -> None:
    """Do once what the workers behind these bells would do; what fails is said, and tried again next time."""
    # RQ's own handlers raise, and a drain takes every error for its own: here a stop ends us at once,
    # which any drain bears.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for bell in OF_CALLS:
        try:
            drain(bell)
        except JobFailed as trouble:
            log.warning("bell %s, answered without Redis: %s", bell, trouble)


def _ring_until_stopped(url: str) -> bool:
    """False when it was told to stop, True when Redis went away."""
    connection = Redis.from_url(
        url, socket_connect_timeout=ANSWERS_WITHIN, socket_timeout=ANSWERS_WITHIN
    )
    sweep = Sweep(connection, logging_level="WARNING")
    for bell, seconds in SECONDS.items():
        sweep.register(drain, bell, args=(str(bell),), interval=seconds)
    try:
        sweep.start()  # type: ignore[no-untyped-call]
    except RedisError as trouble:
        log.warning("Redis is away (%s); calls go on from here", type(trouble).__name__)
        return True
    return False


if __name__ == "__main__":
    main()
