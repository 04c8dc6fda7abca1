"""Recordings after the call: moved from the carrier to our own storage, heard by few, then deleted."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns.call.recording import Mark, RecordingState, marks
from campaigns.problems import NotFound
from telepro.db import audit, frozen, statement, transaction
from telepro.db import recordings as rows
from telepro.db.calling import Attempt
from telepro.db.recordings import Heard, ToFetch
from telepro.storage import Away, Storage
from telepro.telephony.carrier import Carrier
from telepro.telephony.troubles import TelephonyError

log = logging.getLogger(__name__)

LARGEST = 400 * 1024 * 1024  # bytes: twenty minutes of two voices take forty megabytes
REST = timedelta(minutes=2)
MOST_TRIES = 30  # an hour of tries: the carrier makes the file a while after the call
OVERDUE = timedelta(minutes=3)
NOT_OLDER = timedelta(days=2)
AT_ONCE = 20
NOBODY = -1  # made no call


@dataclass(frozen=True, slots=True)
class Playable:
    """A recording for the page that plays it."""

    id: str
    prospect: str
    person: str
    campaign: str
    campaign_id: str
    started_at: datetime | None
    seconds: int | None
    state: RecordingState
    delete_on: datetime
    purpose: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in our storage: its place and its size in bytes."""

    place: str
    size: int


def move_next(tell_time: Callable[[], datetime], carrier: Carrier, storage: Storage) -> bool:
    """Bring one recording from the carrier to our storage and delete it there; False when none waits,
    and when the storage is away: the next one would wait for it as long.

    Killed in between it is done again: a file is replaced by itself, and deleting twice is harmless.
    """
    with transaction() as session:
        taken = rows.take_next(session, tell_time(), REST)
    if taken is None:
        return False
    try:
        if taken.place is None:
            _store(taken, carrier, storage, tell_time)
        carrier.recordings.delete(taken.sid)
    except (TelephonyError, OSError, ValueError) as trouble:
        _note_trouble(taken, trouble, tell_time())
        return not isinstance(trouble, Away)
    with statement() as session:
        rows.gone_at_carrier(session, taken.id, tell_time())
    return True


def purge(now: datetime, carrier: Carrier, storage: Storage) -> int:
    """Delete what has been kept for as long as it may be; how many are gone."""
    with transaction() as session:
        over = [(each.id, each.sid, each.place) for each in rows.to_purge(session, now, AT_ONCE)]
    gone = 0
    try:
        for each in over:
            gone += _gone(each, now, carrier, storage)
    except Away as trouble:
        # Each of the others would wait for an answer as long; the next purge tries them all.
        log.warning("recordings not deleted: %s", trouble)
    return gone


def ask_to_delete(
    managed_by: tuple[int, ...], by_id: int, recording_id: str, now: datetime
) -> None:
    """Let a recording go before its time: nobody hears it from now on, and the next purge deletes it
    everywhere. Raises `NotFound` for anybody but a manager of the campaign."""
    with transaction() as session:
        found = rows.of_listener(session, managed_by, NOBODY, recording_id)
        if found is None:
            raise NotFound(recording_id)
        found.recording.delete_on = now
        subject, company = f"recording {recording_id}", found.campaign.controller_id
        audit.note(session, by_id, company, "recording.deleted", subject, {}, now)


def opened(managed_by: tuple[int, ...], person_id: int, recording_id: str) -> Playable:
    """A recording to play; raises `NotFound` for whoever may not hear it."""
    with transaction() as session:
        found = _heard(session, managed_by, person_id, recording_id)
        done = rows.moments_of(session, found.attempt_id)
        row = found.recording
        begun = row.started_at or found.answered_at
        return Playable(
            row.public_id, found.prospect, found.person, found.campaign.name,
            found.campaign.public_id, begun, row.seconds, row.state, row.delete_on, row.purpose,
            marks(begun, done),
        )  # fmt: skip


def sound_of(managed_by: tuple[int, ...], person_id: int, recording_id: str, now: datetime) -> Kept:
    """Where to hear it; raises `NotFound` for whoever may not hear it, and when there is none."""
    with transaction() as session:
        row = _heard(session, managed_by, person_id, recording_id).recording
        is_there = row.state is RecordingState.STORED and row.delete_on > now
        if not is_there or row.place is None:
            raise NotFound(recording_id)
        return Kept(row.place, row.bytes or 0)


def note_hearing(
    managed_by: tuple[int, ...], person_id: int, recording_id: str, now: datetime
) -> None:
    """Write down that somebody begins to hear a recording."""
    with transaction() as session:
        found = _heard(session, managed_by, person_id, recording_id)
        subject, company = f"recording {recording_id}", found.campaign.controller_id
        audit.note(session, person_id, company, "recording.heard", subject, {}, now)


def look_for_missing(now: datetime, carrier: Carrier) -> int:
    """Ask the carrier for recordings of which no message came; how many were found."""
    with transaction() as session:
        asked = [
            (attempt.id, attempt.sid)
            for attempt in rows.missing(session, now - OVERDUE, now - NOT_OLDER, AT_ONCE)
            if attempt.sid
        ]
    return sum(_found(attempt_id, sid, now, carrier) for attempt_id, sid in asked)


def _heard(
    session: Session, managed_by: tuple[int, ...], person_id: int, recording_id: str
) -> Heard:
    found = rows.of_listener(session, managed_by, person_id, recording_id)
    if found is None:
        raise NotFound(recording_id)
    return found


def _store(
    taken: ToFetch, carrier: Carrier, storage: Storage, tell_time: Callable[[], datetime]
) -> None:
    with carrier.recordings.fetched(taken.sid) as sound:
        kept = storage.put(taken.public_id + sound.ending, sound.pieces, LARGEST)
    with statement() as session:
        rows.stored(session, taken.id, kept, tell_time())


def _note_trouble(taken: ToFetch, trouble: Exception, now: datetime) -> None:
    # What our own storage lacks is no reason to leave a recording at the carrier for ever.
    gives_up = taken.tries >= MOST_TRIES and not isinstance(trouble, OSError)
    again = None if gives_up else now + REST
    words = f"{type(trouble).__name__}: {trouble}"
    with statement() as session:
        rows.not_yet(session, taken.id, words, again)


def _gone(
    recording: tuple[int, str, str | None], now: datetime, carrier: Carrier, storage: Storage
) -> bool:
    """Delete the sound everywhere, then say so: what fails in between is done again at the next purge."""
    row_id, sid, place = recording
    try:
        if place is not None:
            storage.delete(place)
        carrier.recordings.delete(sid)
    except Away:
        raise
    except (TelephonyError, OSError) as trouble:
        log.warning("recording %s not deleted: %s", row_id, type(trouble).__name__)
        return False
    with transaction() as session:
        rows.purged(session, row_id, now)
        rows.gone_at_carrier(session, row_id, now)
    return True


def _found(attempt_id: int, call_sid: str, now: datetime, carrier: Carrier) -> int:
    try:
        known = carrier.recordings.of_call(call_sid)
    except TelephonyError:
        return 0
    with transaction() as session:
        attempt = session.get_one(Attempt, attempt_id)
        plan = frozen.plan(session, attempt.plan_id)
        for each in known:
            rows.told(session, attempt, each, plan.actions.recording, now)
    return len(known)
