"""Queries of recordings: what the carrier told of them, which are to be fetched, which are to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.attempts import CallStatus
from campaigns.call.recording import Moment, Purpose, Recording, RecordingState, Told, delete_on
from telepro import ids
from telepro.db.calling import Attempt, Call
from telepro.db.other_legs import CallOrder, CallRecording
from telepro.db.what_for import Campaign
from telepro.db.who import Person
from telepro.db.whom import Prospect
from telepro.storage import Stored

KEPT_AFTER_ALL = timedelta(days=30)  # where the plan has lost its word on recordings since
SHUFFLE, MINUTES = 7919, 101  # two primes: another order of rows in each minute of the hour

STATES: Mapping[str, RecordingState] = MappingProxyType(
    {"completed": RecordingState.AT_CARRIER, "absent": RecordingState.ABSENT}
)
"""By the carrier's words; all others mean that it is still being made."""


def told(
    session: Session, attempt: Attempt, said: Told, recording: Recording | None, now: datetime
) -> None:
    """Keep what the carrier says of a recording; a state that was passed is not come back to."""
    state = STATES.get(said.status, RecordingState.EXPECTED)
    purpose = recording.purpose if recording else Purpose(attempt.recorded or Purpose.QUALITY)
    values = {
        "public_id": ids.public_id(),
        "attempt_id": attempt.id,
        "sid": said.sid,
        "purpose": purpose,
        "state": state,
        "seconds": said.seconds,
        "started_at": said.started_at,
        "delete_on": delete_on(recording, now) if recording else now + KEPT_AFTER_ALL,
        "tries": 0,
        "next_try_at": now if state is RecordingState.AT_CARRIER else None,
    }
    row = insert(CallRecording).values(**values)
    changed = ("state", "seconds", "started_at", "next_try_at")
    session.execute(
        row.on_conflict_do_update(
            index_elements=[CallRecording.sid],
            set_={name: row.excluded[name] for name in changed},
            where=and_(
                CallRecording.state == RecordingState.EXPECTED,
                row.excluded.state != RecordingState.EXPECTED,
            ),
        )
    )


def attempt_of(session: Session, public_id: str) -> Attempt | None:
    """The call of which the carrier speaks; None when nobody knows it."""
    return session.scalar(select(Attempt).where(Attempt.public_id == public_id))


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A recording that lies at the carrier and was taken to be fetched."""

    id: int
    public_id: str
    sid: str
    tries: int
    place: str | None


def take_next(session: Session, now: datetime, rest: timedelta) -> ToFetch | None:
    """Take one recording that is to be fetched; nobody else takes it for `rest`."""
    chosen = (
        select(CallRecording.id)
        .where(CallRecording.next_try_at <= now, CallRecording.purged_at.is_(None))
        .order_by(CallRecording.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = session.execute(
        update(CallRecording)
        .where(CallRecording.id == chosen)
        .values(next_try_at=now + rest, tries=CallRecording.tries + 1)
        .returning(
            CallRecording.id,
            CallRecording.public_id,
            CallRecording.sid,
            CallRecording.tries,
            CallRecording.place,
        )
        .execution_options(synchronize_session=False)
    ).first()
    return ToFetch(*taken) if taken else None


def stored(session: Session, recording_id: int, kept: Stored, now: datetime) -> None:
    """Note that a recording lies in our own storage; the carrier's is still to be deleted."""
    _change(
        session,
        recording_id,
        {
            "state": RecordingState.STORED,
            "place": kept.place,
            "bytes": kept.size,
            "sha256": kept.sha256,
            "stored_at": now,
            "problem": None,
        },
    )


def gone_at_carrier(session: Session, recording_id: int, now: datetime) -> None:
    """Note that the carrier has none any more: nothing is left to be done there."""
    _change(session, recording_id, {"deleted_at_carrier_at": now, "next_try_at": None})


def not_yet(
    session: Session, recording_id: int, problem: str, next_try_at: datetime | None
) -> None:
    """Note why a recording could not be fetched, and when to try again; None gives up."""
    _change(session, recording_id, {"problem": problem[:200], "next_try_at": next_try_at})


def to_purge(session: Session, now: datetime, limit: int) -> list[CallRecording]:
    """Recordings whose time is over, locked."""
    return list(
        session.scalars(
            select(CallRecording)
            .where(CallRecording.purged_at.is_(None), CallRecording.delete_on <= now)
            .order_by(CallRecording.delete_on)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def purged(session: Session, recording_id: int, now: datetime) -> None:
    """Note that the sound of a recording is gone; the row stays."""
    _change(session, recording_id, {"state": RecordingState.PURGED, "purged_at": now})


def missing(session: Session, before: datetime, since: datetime, limit: int) -> Sequence[Attempt]:
    """Recorded calls that were answered and ended before `before`, of whose recording no end was told.

    Which of them, when there are more than `limit`, changes by the minute: those of which the carrier
    has nothing to tell must not keep it from being asked for the others.
    """
    known = select(CallRecording.attempt_id).where(CallRecording.state != RecordingState.EXPECTED)
    return session.scalars(
        select(Attempt)
        .join(Call, Call.attempt_id == Attempt.id)
        .where(
            Attempt.recorded.is_not(None),
            Attempt.ended_at.between(since, before),
            # The message of the answer may be lost too; who completes a call has answered it.
            or_(Call.answered_at.is_not(None), Call.status == CallStatus.COMPLETED),
            Attempt.id.not_in(known),
        )
        .order_by(Attempt.id * SHUFFLE % (before.minute + MINUTES), Attempt.id)
        .limit(limit)
    ).all()


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording with whose call it is, for a page that plays it."""

    recording: CallRecording
    attempt_id: int
    prospect: str
    person: str
    person_id: int
    campaign: Campaign
    answered_at: datetime | None


def of_listener(
    session: Session, managed_by: tuple[int, ...], person_id: int, public_id: str
) -> Heard | None:
    """A recording that somebody may hear: the campaign's manager, or who made the call."""
    row = session.execute(
        select(
            CallRecording,
            Attempt.id,
            Prospect.name,
            Person.name,
            Person.id,
            Campaign,
            Call.answered_at,
        )
        .join(Attempt, Attempt.id == CallRecording.attempt_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Person, Person.id == Attempt.person_id)
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .where(
            CallRecording.public_id == public_id,
            or_(Campaign.managed_by_id.in_(managed_by), Attempt.person_id == person_id),
        )
    ).first()
    return Heard(*row) if row else None


def moments_of(session: Session, attempt_id: int) -> list[Moment]:
    """What was asked of a call while it went on and when, in order: the marks of its recording."""
    at = func.coalesce(CallOrder.done_at, CallOrder.asked_at)
    done = CallOrder.done_at.is_not(None), CallOrder.problem.is_(None)
    asked = select(CallOrder.order, at).where(CallOrder.attempt_id == attempt_id, *done)
    return [(order, moment) for order, moment in session.execute(asked.order_by(CallOrder.id))]


def _change(session: Session, recording_id: int, values: dict[str, Any]) -> None:
    session.execute(update(CallRecording).where(CallRecording.id == recording_id).values(**values))
