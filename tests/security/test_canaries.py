"""Whatever breaks, no name, number or address of a person reaches a log, a body or Redis."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import event
from sqlalchemy.exc import DataError, IntegrityError

from telepro.mishaps import told
from telepro.queue import Bell
from telepro.settings import Settings
from telepro.worker import HotWorker
from tests.security.forgeries import FORM, PAGES, signature
from tests.security.houses import House, house
from tests.security.matrix import rows
from tests.security.test_forged_forms import filled, who_may

__all__ = ["house"]

CANARIES = (
    "Zéphirine Canari", "canari.secret@example.net", "+33199009876", "01 99 00 98 76",
    "33199009876", "Impasse du Serin", "note confidentielle du serin", "98765432100017",
)  # fmt: skip
DETAIL = f"duplicate key\nDETAIL:  Key (x)=({', '.join(CANARIES)}) already exists."
INSIDE = re.compile(r"Traceback|psycopg|sqlalchemy|select |insert |File \"|telepro/", re.IGNORECASE)
QUIET = {
    "GET /livez", "GET /static/<path:filename>", "GET /sign-in", "GET /forgotten",
    "GET /forgotten/sent", "GET /", "GET /imports/<import_id>/rejected.csv",
}  # fmt: skip


# What a database throws, with the row that it stumbled over in its words.
TROUBLES = (
    IntegrityError("insert", {}, psycopg.errors.UniqueViolation(DETAIL), True),
    DataError("select", {"name": CANARIES[0]}, psycopg.errors.InvalidTextRepresentation(DETAIL)),
    ValueError(DETAIL),
    KeyError(CANARIES[1]),
)


@contextmanager
def breaking(house: House, at: int) -> Iterator[list[int]]:
    """Break the statement of that number; gives how many were asked."""
    asked = [0]

    def refuse(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        # What a request leaves undone is taken back when it is over: nothing of ours can break there.
        if statement.startswith("ROLLBACK"):
            return
        asked[0] += 1
        if asked[0] == at:
            raise TROUBLES[(at - 1) % len(TROUBLES)]

    event.listen(house.connection, "before_cursor_execute", refuse)
    try:
        yield asked
    finally:
        event.remove(house.connection, "before_cursor_execute", refuse)


def ask(house: House, route: str, at: int = 0) -> tuple[int, str, int]:
    """Ask with canaries in every field while one statement breaks: status, body, statements."""
    path, form = filled(house, route)
    name, headers = who_may(route), dict(house.token(who_may(route)))
    form |= {"search": CANARIES[0], "note": CANARIES[6], "address": CANARIES[5]}
    form |= {key: CANARIES[0] for key in ("name",) if key in form}
    form |= {"email": CANARIES[1]} if "email" in form else {}
    form |= {"number": CANARIES[3]} if "number" in form else {}
    if "/twilio/" in path:
        form = FORM | {"To": CANARIES[2]}
        headers = {"X-Twilio-Signature": signature(PAGES + path, form)}
    with house.undone(), breaking(house, at) as asked:
        method = route.partition(" ")[0]
        answer = house.client(name).open(path, method=method, data=form or None, headers=headers)
        text = answer.get_data(as_text=True)
        answer.close()
    # What somebody typed a moment ago, they may read again.
    for typed in form.values():
        text = text.replace(typed, "")
    return answer.status_code, text, asked[0]


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def logged(caplog: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(message)s")
    return "\n".join(formatter.format(record) for record in caplog.records)


@pytest.mark.parametrize("route", [route for route in rows() if route not in QUIET])
def test_a_route_that_breaks_says_nothing_of_anybody(
    house: House, caplog: pytest.LogCaptureFixture, route: str
) -> None:
    _status, _body, statements = ask(house, route)
    broken = 0
    # A form may also break when all is done but the last thing.
    last = {statements} if route.startswith("POST ") else set[int]()
    for at in sorted({max(1, statements // 2), *last}):
        status, body, _asked = ask(house, route, at)
        broken += status == 500
        if status == 500:
            assert leaks(body) == []
            assert not INSIDE.search(body)
    assert broken, statements
    assert leaks(logged(caplog)) == []
    assert "Error" in logged(caplog)


def dumped(redis: Any) -> str:
    """Every key and value of Redis, as text."""
    parts: list[object] = []
    readers: dict[str, Callable[[bytes], object]] = {
        "string": redis.get,
        "hash": redis.hgetall,
        "set": redis.smembers,
        "list": lambda key: redis.lrange(key, 0, -1),
        "zset": lambda key: redis.zrange(key, 0, -1),
        "stream": redis.xrange,
    }
    for key in redis.scan_iter():
        parts += [key, readers[redis.type(key).decode()](key)]
    # RQ packs what a job is called with.
    for bell in Bell:
        jobs = Queue(bell, connection=redis, serializer=JSONSerializer).jobs
        parts += [(job.func_name, job.args, job.kwargs, job.description, job.meta) for job in jobs]
    return "\n".join(repr(part) for part in parts)


@pytest.mark.parametrize("bell", Bell)
def test_a_job_that_breaks_keeps_nothing_of_anybody(
    house: House, settings: Settings, caplog: pytest.LogCaptureFixture, bell: Bell
) -> None:
    redis = Redis.from_url(settings.redis_url)
    redis.flushdb()
    queue = Queue(bell, connection=redis, serializer=JSONSerializer)
    worker = HotWorker([queue], connection=redis, serializer=JSONSerializer)
    worker.application = house.app
    job = queue.enqueue("telepro.jobs.drain", str(bell), failure_ttl=3600, description=str(bell))
    with house.undone(), breaking(house, 1):
        worker.work(burst=True, logging_level="WARNING")
    kept = dumped(redis)
    assert job.get_status().value == "failed"
    failure = job.latest_result()
    assert failure
    assert "JobFailed: IntegrityError" in str(failure.exc_string)
    assert leaks(kept) == leaks(str(failure.exc_string)) == leaks(logged(caplog)) == []
    redis.flushdb()
    redis.close()


def test_redis_holds_nobody_after_every_form_was_sent(house: House, settings: Settings) -> None:
    redis = Redis.from_url(settings.redis_url)
    redis.flushdb()
    for route in rows():
        if route.startswith("POST "):
            ask(house, route)
    kept = dumped(redis)
    people = [*CANARIES, *house.emails.values(), "École", "Ateliers", "Vasseur", "+33199"]
    assert "rq:job:" in kept
    assert [each for each in people if each in kept] == []
    redis.flushdb()
    redis.close()


def test_the_servers_own_log_leaves_out_the_rows(house: House) -> None:
    asked = house.connection.exec_driver_sql("show log_error_verbosity").scalar()
    assert asked == "terse"


@pytest.mark.parametrize("name", ["gunicorn.error", "telepro", "telepro.jobs"])
def test_whoever_logs_a_traceback_logs_no_words_of_it(
    house: House, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    logger = logging.getLogger(name)
    try:
        raise TROUBLES[0]
    except IntegrityError:
        logger.exception("Error handling request")
    assert "Error handling request: IntegrityError" in logged(caplog)
    assert leaks(logged(caplog)) == []


def test_an_error_is_told_by_kind_and_place() -> None:
    try:
        try:
            int(CANARIES[2] + "x")
        except ValueError as cause:
            raise KeyError(CANARIES[0]) from cause
    except KeyError as error:
        said = told(error)
    assert said.startswith("KeyError from ValueError\n")
    assert "test_canaries.py" in said
    assert leaks(said) == []
