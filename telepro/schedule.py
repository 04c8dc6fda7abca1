"""When bells ring by themselves: the sweep that makes good every lost ring, and the chores.

RQ's CronScheduler keeps the time. What it rings is a doorbell like any other, so a second scheduler
is harmless, and whatever must happen once is guarded by a row per (name, slot).
"""

import logging
import os
import time

from redis import Redis
from redis.exceptions import RedisError
from rq.cron import CronJob, CronScheduler
from rq.utils import now as rq_now

from telepro import queue
from telepro.application import without_pages
from telepro.jobs import drain
from telepro.queue import Bell
from telepro.settings import Settings

log = logging.getLogger(__name__)

SECONDS = {Bell.DIAL: 1, Bell.EVENTS: 1, Bell.DEAL: 2, Bell.IMPORTS: 5, Bell.CHORES: 5}


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
    """Ring until told to stop; when Redis is away, begin anew when it is back."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    settings = Settings.from_environ(os.environ)
    with without_pages(settings).app_context():
        while _ring_until_stopped(settings.redis_url):
            time.sleep(1)


def _ring_until_stopped(url: str) -> bool:
    """False when it was told to stop, True when Redis went away."""
    sweep = Sweep(Redis.from_url(url, socket_connect_timeout=2), logging_level="WARNING")
    for bell, seconds in SECONDS.items():
        sweep.register(drain, bell, args=(str(bell),), interval=seconds)
    try:
        sweep.start()  # type: ignore[no-untyped-call]
    except RedisError as trouble:
        log.warning("Redis is away (%s); ringing again when it is back", type(trouble).__name__)
        return True
    return False


if __name__ == "__main__":
    main()
