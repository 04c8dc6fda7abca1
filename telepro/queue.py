"""Rings: puts a waiting job where a worker hears it, and a topic where an open page hears it.

Redis is a doorbell and nothing else. A job names no row that the database does not know, each
drain takes everything that waits, and a ring that is lost is made good by the next sweep.
"""

import json
import logging
from enum import StrEnum

from flask import Flask, current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

log = logging.getLogger(__name__)

PUSH_CHANNEL = "telepro:push"
EXTENSION = "telepro.redis"


class Bell(StrEnum):
    """The queues, one worker process each: a worker on two queues loses jobs when it is killed."""

    DIAL = "dial"
    EVENTS = "events"
    DEAL = "deal"
    IMPORTS = "imports"
    CHORES = "chores"


JOB_SECONDS = {Bell.IMPORTS: 6 * 3600}


def connect(app: Flask, url: str) -> None:
    """Give the application its Redis; a dead one costs a ring half a second, never a request."""
    app.extensions[EXTENSION] = Redis.from_url(
        url, socket_connect_timeout=0.5, socket_timeout=1.0, health_check_interval=15
    )


def redis() -> Redis:
    """The connection that rings."""
    connection: Redis = current_app.extensions[EXTENSION]
    return connection


def ring(*bells: Bell) -> None:
    """Wake the workers behind `bells`; call it after the commit, never inside a transaction.

    A job that still waits will start after this moment and see what was committed before it, so
    a queue needs no second one.
    """
    for bell in bells:
        try:
            queue = Queue(bell, connection=redis(), serializer=JSONSerializer)
            if queue.count == 0:
                enqueue(queue, bell)
        except RedisError as trouble:
            log.warning(
                "bell %s not rung: %s; the sweep will ring it", bell, type(trouble).__name__
            )


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


def announce(*topics: str) -> None:
    """Tell open pages that something about these topics changed; they fetch it themselves."""
    for topic in dict.fromkeys(topics):
        try:
            redis().publish(PUSH_CHANNEL, json.dumps({"topic": topic}))
        except RedisError as trouble:
            log.warning("topic not announced: %s; pages poll", type(trouble).__name__)
            return


def desk_topic(person_public_id: str) -> str:
    """The topic of one teleprospector's desk."""
    return f"desk:{person_public_id}"


def board_topic(campaign_public_id: str) -> str:
    """The topic of one campaign's live board."""
    return f"campaign:{campaign_public_id}"
