"""What the bells and the workers behind them do now, as Redis knows it: lengths, ages, kinds of failure.

A job carries nothing of anybody, and of an error only its kinds are kept (`mishaps`), so all of it may
be shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from redis import Redis
from rq import Queue, Worker
from rq.job import Job
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer
from rq.worker import BaseWorker

from telepro import queue
from telepro.queue import Bell

FAILURES_SHOWN = 20
_KINDS = re.compile(r"JobFailed: ([\w. ]{1,200})")


@dataclass(frozen=True, slots=True)
class BellLine:
    """How many jobs wait behind a bell, and since when the oldest."""

    bell: str
    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """A worker that lives: its bell, since when, when last heard of, since when it answers a ring."""

    bell: str
    since: datetime | None
    heard_at: datetime | None
    busy_since: datetime | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that failed within the hour: kinds of error, never words."""

    bell: str
    at: datetime | None
    kinds: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it at one moment."""

    bells: Sequence[BellLine]
    workers: Sequence[WorkerLine]
    failures: Sequence[Failure]


def look() -> Standing:
    """How bells and workers stand; raises `RedisError` while Redis is away."""
    connection = queue.redis()
    queues = [Queue(bell, connection=connection, serializer=JSONSerializer) for bell in Bell]
    return Standing(
        [_bell(each) for each in queues],
        sorted(_workers(connection), key=_by_bell),
        [failure for each in queues for failure in _failures(each)],
    )


def _bell(waiting: Queue) -> BellLine:
    first = waiting.get_job_ids(0, 1)
    jobs = Job.fetch_many(first, connection=waiting.connection, serializer=JSONSerializer)
    oldest = jobs[0].enqueued_at if jobs and jobs[0] else None
    return BellLine(waiting.name, waiting.count, oldest)


def _workers(connection: Redis) -> list[WorkerLine]:
    found = Worker.all(connection=connection, serializer=JSONSerializer)
    return [_worker(each) for each in found]


def _worker(worker: BaseWorker) -> WorkerLine:
    job = worker.get_current_job()
    bell = ", ".join(worker.queue_names())
    busy_since = job.started_at if job else None
    return WorkerLine(bell, worker.birth_date, worker.last_heartbeat, busy_since)


def _by_bell(line: WorkerLine) -> str:
    return line.bell


def _failures(waiting: Queue) -> list[Failure]:
    registry = FailedJobRegistry(queue=waiting)
    # To look at it is no time to tidy it up: the workers do.
    newest = registry.get_job_ids(0, FAILURES_SHOWN - 1, desc=True, cleanup=False)
    jobs = Job.fetch_many(newest, connection=waiting.connection, serializer=JSONSerializer)
    return [Failure(waiting.name, job.ended_at, _kinds(job)) for job in jobs if job]


def _kinds(job: Job) -> str:
    result = job.latest_result()
    found = _KINDS.search(result.exc_string or "") if result else None
    return found.group(1).strip() if found else "–"
