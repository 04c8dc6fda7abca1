"""A worker: one process that answers one bell until it is told to stop."""

import logging
import os
import sys
from importlib import import_module
from typing import Any

from flask import Flask
from redis import Redis
from rq import Queue, SimpleWorker, Worker
from rq.serializers import JSONSerializer

from telepro import garbage
from telepro.application import without_pages
from telepro.queue import Bell
from telepro.settings import Settings

FORKING = frozenset({Bell.IMPORTS})
# A connection that stands and carries nothing is given up after about so many seconds; RQ's own
# choice would leave a worker deaf for seven minutes.
DEAF_FOR = 25


class _InTheApplication:
    """Runs each job inside the application, with a session of its own."""

    application: Flask
    # A bell that is back must be heard at once: a call that waits for it is refused after 5 s.
    max_connection_wait_time = 1.0

    def perform_job(self, *args: Any, **options: Any) -> bool:
        with self.application.app_context():
            return bool(super().perform_job(*args, **options))  # type: ignore[misc]


class HotWorker(_InTheApplication, SimpleWorker):
    """Answers in its own process: a fork would cost more than the work."""


class ForkingWorker(_InTheApplication, Worker):
    """Answers in a child process, whose memory and mistakes end with the job."""


def listener(bell: Bell, redis_url: str) -> HotWorker | ForkingWorker:
    """The worker of one bell, which hears again soon whatever became of its connection."""
    connection = Redis.from_url(redis_url, health_check_interval=15, socket_connect_timeout=2)
    kind = ForkingWorker if bell in FORKING else HotWorker
    return kind(
        [Queue(bell, connection=connection, serializer=JSONSerializer)],
        connection=connection,
        serializer=JSONSerializer,
        maintenance_interval=30,
        job_monitoring_interval=10,
        worker_ttl=DEAF_FOR,
        log_job_description=False,
    )


def work(bell: Bell) -> None:
    """Answer one bell until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    # The client library logs requests with their numbers; nothing of that may reach a log.
    for noisy in ("rq", "twilio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    application = without_pages()
    worker = listener(bell, Settings.from_environ(os.environ).redis_url)
    worker.application = application
    # The first ring must not wait until what answers it is loaded.
    import_module("telepro.jobs")
    garbage.settle()
    worker.work(logging_level="WARNING")


if __name__ == "__main__":
    work(Bell(sys.argv[1]))
