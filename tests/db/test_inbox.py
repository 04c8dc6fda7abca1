"""The inbox: messages that come at the same moment are kept together, each of them once."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db import inbox
from telepro.db.calling import CallInbox

CROWD = 12
ROUNDS = 10


def payload(number: int) -> dict[str, str]:
    return {"AccountSid": "AC1", "CallSid": f"CA{number}", "CallStatus": "ringing"}


def keep_all(house: Flask, numbers: Sequence[int], now: datetime) -> list[bool]:
    """Keep messages by a crowd that begins together; which of them were new."""
    start = Barrier(CROWD)

    def keep(place: int) -> list[tuple[int, bool]]:
        start.wait()
        kept = []
        for index in range(place, len(numbers), CROWD):
            number = numbers[index]
            with house.app_context():
                new = inbox.keep("call", f"subject-{number}", f"key-{number}", payload(number), now)
            kept.append((index, new))
        return kept

    with ThreadPoolExecutor(CROWD) as crowd:
        found = dict(pair for pairs in crowd.map(keep, range(CROWD)) for pair in pairs)
    return [found[index] for index in range(len(numbers))]


def test_a_crowd_of_messages_is_kept_as_each_came(
    kept_rows: Session, house: Flask, now: datetime
) -> None:
    assert all(keep_all(house, range(CROWD * ROUNDS), now))
    for row in kept_rows.scalars(select(CallInbox)):
        number = int(row.key.removeprefix("key-"))
        assert (row.subject, row.call_sid) == (f"subject-{number}", f"CA{number}")
        assert (row.payload, row.received_at, row.tries) == (payload(number), now, 0)
    assert kept_rows.query(CallInbox).count() == CROWD * ROUNDS


def test_a_message_that_comes_many_times_at_once_is_new_once(
    kept_rows: Session, house: Flask, now: datetime
) -> None:
    numbers = [index % 7 for index in range(CROWD * ROUNDS)]
    new = keep_all(house, numbers, now)
    told = Counter(number for number, was_new in zip(numbers, new, strict=True) if was_new)
    assert told == dict.fromkeys(range(7), 1)
    assert kept_rows.query(CallInbox).count() == 7


def test_a_nul_is_left_out_because_postgresql_keeps_none(
    kept_rows: Session, house: Flask, now: datetime
) -> None:
    with house.app_context():
        inbox.keep("call", "subject", "key", {"CallSid": "CA\0" + "1", "To": "\0"}, now)
    row = kept_rows.scalars(select(CallInbox)).one()
    assert (row.call_sid, row.payload) == ("CA1", {"CallSid": "CA1", "To": ""})
