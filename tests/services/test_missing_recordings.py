"""A recording whose message was lost is asked for, whether the carrier had said a word of it or none."""

from datetime import timedelta
from typing import TypeVar

import pytest

from campaigns.call.recording import Purpose, RecordingState, Told
from telepro.db import recordings as rows_of_recordings
from telepro.db.calling import Attempt, Call
from telepro.db.columns import Base
from telepro.db.other_legs import CallRecording
from telepro.services import recordings
from telepro.telephony.recordings import Recordings
from tests.services.calls import answered, call, calling, carrier_says
from tests.services.carriers import Scripted
from tests.world import World

__all__ = ["calling"]

Row = TypeVar("Row", bound=Base)
RECORDING = f"RE{1:032x}"
LATER = timedelta(minutes=4)


class OneRecording(Recordings):
    """What the carrier has of every call: one recording, which is complete."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def of_call(self, call_sid: str) -> list[Told]:
        self.asked.append(call_sid)
        return [Told(RECORDING, "completed", 42, None)]


@pytest.fixture
def carrier() -> Scripted:
    found = Scripted()
    found.recordings = OneRecording()
    return found


@pytest.fixture
def recorded(calling: World) -> Attempt:
    """A call that was answered, recorded and is over."""
    attempt = answered(calling)
    attempt.recorded = Purpose.QUALITY
    calling.rows.commit()
    return attempt


def hears(world: World, attempt: Attempt, status: str) -> None:
    told = Told(RECORDING, status, None, None)
    rows_of_recordings.told(world.rows, attempt, told, None, world.now)
    world.rows.commit()


def another_like(world: World, attempt: Attempt, number: int) -> None:
    """One more call of the same course, under names of its own."""
    (call_of_it,) = world.rows.query(Call).filter_by(attempt_id=attempt.id)
    copied = copy_of(attempt, public_id=f"copy-{number}", client_key=f"copy-{number}")
    world.rows.add(copied)
    world.rows.flush()
    world.rows.add(copy_of(call_of_it, attempt_id=copied.id, sid=f"CA{number:032d}x"))
    world.rows.flush()


def copy_of(row: Row, **changed: object) -> Row:
    columns = (column.key for column in row.__mapper__.column_attrs if column.key != "id")
    return type(row)(**{name: getattr(row, name) for name in columns} | changed)


@pytest.mark.parametrize("heard", [(), ("in-progress",)])
def test_a_recording_of_which_no_end_was_told_is_found(
    calling: World, recorded: Attempt, carrier: Scripted, heard: tuple[str, ...]
) -> None:
    for status in heard:
        hears(calling, recorded, status)
    assert recordings.look_for_missing(calling.now + LATER, carrier) == 1
    found = calling.rows.query(CallRecording).one()
    calling.rows.refresh(found)
    assert (found.state, found.seconds) == (RecordingState.AT_CARRIER, 42)
    assert recordings.look_for_missing(calling.now + 2 * LATER, carrier) == 0
    assert len(carrier.recordings.asked) == 1  # type: ignore[attr-defined]


def test_the_call_s_own_answer_may_be_lost_too(calling: World, carrier: Scripted) -> None:
    attempt = call(calling)
    attempt.recorded = Purpose.QUALITY
    carrier_says(calling, attempt, "initiated", "ringing", "completed")
    assert recordings.look_for_missing(calling.now + LATER, carrier) == 1


def test_a_call_that_nobody_took_has_no_recording(calling: World, carrier: Scripted) -> None:
    attempt = call(calling)
    attempt.recorded = Purpose.QUALITY
    carrier_says(calling, attempt, "initiated", "ringing", "no-answer")
    assert recordings.look_for_missing(calling.now + LATER, carrier) == 0


def test_in_another_minute_others_are_asked_for(calling: World, recorded: Attempt) -> None:
    for number in range(20):
        another_like(calling, recorded, number)
    asked = set()
    for minute in range(10):
        before = calling.now + LATER + timedelta(minutes=minute)
        found = rows_of_recordings.missing(calling.rows, before, calling.now - LATER, 5)
        assert len(found) == 5
        asked |= {attempt.id for attempt in found}
    assert len(asked) >= 15


def test_a_recording_that_the_carrier_said_is_there_or_is_none_is_not_asked_for(
    calling: World, recorded: Attempt, carrier: Scripted
) -> None:
    hears(calling, recorded, "absent")
    assert recordings.look_for_missing(calling.now + LATER, carrier) == 0
    assert carrier.recordings.asked == []  # type: ignore[attr-defined]
