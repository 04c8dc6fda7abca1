"""Rings: puts a waiting job where a worker hears it, and a topic where an open page hears it.

Redis is a doorbell and nothing else. A job names no row that the database does not know, each
drain takes everything that waits, and a ring that is lost is made good by the next sweep.
"""

import json
import logging
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from threading import Timer
from typing import Protocol

from flask import Flask, current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from telepro.gathering import Gathering

log = logging.getLogger(__name__)

PUSH_CHANNEL = "telepro:push"
EXTENSION = "telepro.redis"
DOORBELL = "telepro.doorbell"
AT_ONCE = 1000  # hands on one bell


class Bell(StrEnum):
    """The queues, one worker process each: a worker on two queues loses jobs when it is killed."""

    DIAL = "dial"
    EVENTS = "events"
    DEAL = "deal"
    IMPORTS = "imports"
    CHORES = "chores"


JOB_SECONDS = {Bell.IMPORTS: 6 * 3600}


class Doorbell(Protocol):
    """What rings: Redis, or a simulation, in which no worker is another process."""

    def ring(self, bell: Bell) -> None:
        """Wake the worker behind a bell."""

    def ring_later(self, bell: Bell, seconds: float) -> None:
        """Wake the worker behind a bell in so many seconds."""

    def announce(self, topics: Sequence[str]) -> None:
        """Tell open pages that something about these topics changed."""


def connect(app: Flask, url: str) -> None:
    """Give the application its Redis; a dead one costs a ring half a second, never a request."""
    app.extensions[EXTENSION] = Redis.from_url(
        url, socket_connect_timeout=0.5, socket_timeout=1.0, health_check_interval=15
    )
    app.extensions[DOORBELL] = RedisDoorbell(app.extensions[EXTENSION])


def hang(app: Flask, doorbell: Doorbell) -> None:
    """Ring by another doorbell than Redis."""
    app.extensions[DOORBELL] = doorbell


def redis() -> Redis:
    """The connection that rings."""
    connection: Redis = current_app.extensions[EXTENSION]
    return connection


class RedisDoorbell:
    """Rings by a job on the bell's queue, announces by publishing to the push service."""

    def __init__(self, connection: Redis) -> None:
        self._connection = connection
        self._hands = {bell: Gathering(partial(self._ring, bell), AT_ONCE) for bell in Bell}
        self._later: set[Bell] = set()

    def ring(self, bell: Bell) -> None:
        """Put one job on the queue, unless one waits there; once for all who ring meanwhile."""
        self._hands[bell].do(None)

    def _ring(self, bell: Bell, hands: Sequence[None]) -> Sequence[None]:
        try:
            queue = Queue(bell, connection=self._connection, serializer=JSONSerializer)
            if queue.count == 0:
                enqueue(queue, bell)
        except RedisError as trouble:
            log.warning(
                "bell %s not rung: %s; the sweep will ring it", bell, type(trouble).__name__
            )
        return hands

    def ring_later(self, bell: Bell, seconds: float) -> None:
        """Ring when the time has come, if this process still lives; the sweep does it otherwise."""
        if bell in self._later:
            return
        self._later.add(bell)
        timer = Timer(seconds, self._ring_now, (bell,))
        timer.daemon = True
        timer.start()

    def _ring_now(self, bell: Bell) -> None:
        self._later.discard(bell)
        self.ring(bell)

    def announce(self, topics: Sequence[str]) -> None:
        """Publish the topics' names; who looks at one fetches what changed."""
        try:
            for topic in topics:
                self._connection.publish(PUSH_CHANNEL, json.dumps({"topic": topic}))
        except RedisError as trouble:
            log.warning("topics not announced: %s; pages poll", type(trouble).__name__)


def ring(*bells: Bell) -> None:
    """Wake the workers behind `bells`; call it after the commit, never inside a transaction.

    A job that still waits will start after this moment and see what was committed before it, so
    a queue needs no second one.
    """
    for bell in bells:
        _doorbell().ring(bell)


def ring_later(bell: Bell, seconds: float) -> None:
    """Wake the worker behind a bell in so many seconds: what waits has a time, and nobody sleeps on it."""
    _doorbell().ring_later(bell, seconds)


def announce(*topics: str) -> None:
    """Tell open pages that something about these topics changed; they fetch it themselves."""
    if topics:
        _doorbell().announce(tuple(dict.fromkeys(topics)))


def _doorbell() -> Doorbell:
    found: Doorbell = current_app.extensions[DOORBELL]
    return found


def enqueue(queue: Queue, bell: Bell) -> None:
    """Put the drain of one bell on its queue, without results, descriptions or personal data."""
    queue.enqueue(
        "telepro.jobs.drain",
        str(bell),
        job_timeout=JOB_SECONDS.get(bell, 60),
        result_ttl=0,
        failure_ttl=3600,
        description=str(bell),
    )


def waiting() -> dict[str, int]:
    """How many jobs wait behind each bell."""
    return {bell: Queue(bell, connection=redis()).count for bell in Bell}


def desk_topic(person_public_id: str) -> str:
    """The topic of one teleprospector's desk."""
    return f"desk:{person_public_id}"


def board_topic(campaign_public_id: str) -> str:
    """The topic of one campaign's live board."""
    return f"campaign:{campaign_public_id}"
