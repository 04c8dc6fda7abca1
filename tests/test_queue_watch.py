"""The page of jobs knows what waits, who works, and of a failure its kinds alone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from rq import Queue
from rq.serializers import JSONSerializer

from telepro import queue, queue_watch
from telepro.queue import Bell
from telepro.worker import HotWorker


@pytest.fixture
def bells(house: Flask) -> Iterator[Flask]:
    """The application with nothing on any bell, before and after."""
    with house.app_context():
        queue.redis().flushdb()
        yield house
        queue.redis().flushdb()


def test_a_ring_that_waits_has_an_age_and_nobody_listens_yet(bells: Flask) -> None:
    queue.ring(Bell.DEAL)
    found = queue_watch.look()
    waiting = {line.bell: line for line in found.bells}
    assert [waiting[bell].waiting for bell in ("dial", "deal")] == [0, 1]
    assert waiting["deal"].oldest is not None
    assert waiting["dial"].oldest is None
    assert (found.workers, found.failures) == ([], [])


def test_of_a_job_that_failed_only_the_kinds_are_told(bells: Flask) -> None:
    connection = queue.redis()
    waiting = Queue(Bell.CHORES, connection=connection, serializer=JSONSerializer)
    waiting.enqueue("telepro.jobs.drain", "Claire Vasseur +33199001001", failure_ttl=60)
    worker = HotWorker([waiting], connection=connection, serializer=JSONSerializer)
    worker.application = bells
    worker.work(burst=True, logging_level="ERROR")
    (failure,) = queue_watch.look().failures
    assert (failure.bell, failure.kinds) == ("chores", "ValueError")
    assert failure.at is not None
