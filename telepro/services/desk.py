"""Step 4 of a lead's journey: a teleprospector at work, one lead at a time.

The intention to call is the other half of this step: see `intentions`.
"""

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState
from campaigns.call.lines import LineLoss
from campaigns.dealing import LEASE
from campaigns.problems import NotFound
from campaigns.states import EntryEnd, WorkState
from telepro import ids
from telepro.db import (
    call_lists,
    calls_made,
    counters,
    desk_views,
    engaged,
    lines,
    next_entries,
    sessions,
    statement,
    transaction,
)
from telepro.db.calling import Attempt
from telepro.db.calls_made import Progress
from telepro.db.desk_views import Choice, Desk
from telepro.db.next_entries import Entry
from telepro.db.places import zone_to_ring
from telepro.db.sessions import AtWork
from telepro.db.who import WorkSession


def choices(person_id: int, now: datetime) -> list[Choice]:
    """The running campaigns that a person is engaged on."""
    with transaction() as session:
        return engaged.choices(session, person_id, now)


def start(person_id: int, campaign_id: str, now: datetime) -> str:
    """Begin to work on a campaign; the session's public id. One that is open already goes on."""
    with transaction() as session:
        campaign = engaged.campaign(session, person_id, campaign_id)
        if campaign is None:
            raise NotFound(campaign_id)
        open_one = sessions.locked_open_of(session, person_id)
        if open_one is not None and open_one.campaign_id == campaign.id:
            open_one.last_seen_at = now
            return open_one.public_id
        if open_one is not None:
            _end(session, open_one, now, "changed_mission")
        work = WorkSession(
            public_id=ids.public_id(),
            person_id=person_id,
            campaign_id=campaign.id,
            state=WorkState.READY,
            started_at=now,
            last_seen_at=now,
        )
        session.add(work)
        session.flush()
        sessions.change_state(session, work, WorkState.READY, None, now)
        return work.public_id


def finish(person_id: int, now: datetime) -> None:
    """End the day's work; what was dealt and not called goes back."""
    with transaction() as session:
        work = sessions.working(session, person_id)
        _end(session, work, now, "finished")


def pause(person_id: int, state: WorkState, reason: str | None, now: datetime) -> None:
    """Stop getting calls for a while; the list is kept."""
    with transaction() as session:
        _change(session, person_id, state, reason, now)


def resume(person_id: int, now: datetime) -> None:
    """Take calls again."""
    with transaction() as session:
        _change(session, person_id, WorkState.READY, None, now)


def state(person_id: int, now: datetime) -> Desk:
    """All that the desk shows; opens the next lead when none is open, and keeps its lease alive."""
    with transaction() as session:
        work = sessions.open_of(session, person_id)
        if work is not None and work.last_seen_at < now - timedelta(seconds=5):
            work.last_seen_at = now
        current = calls_made.at_hand(session, person_id, now)
        entries = _entries(session, work, current, now) if work else []
        return desk_views.desk(session, person_id, work, entries, current, now)


@dataclass(frozen=True, slots=True)
class Glance:
    """The least that somebody needs to go on: the next lead with the zone of its number (none when
    every number is dead), whether the line is there, a call that still wants a result."""

    entry_id: str | None
    zone: str | None
    is_on_the_line: bool
    in_a_call: bool
    unfinished: str | None


def glance(person_id: int, now: datetime) -> Glance | None:
    """Open the next lead as `state` does, without reading its card; None for who is not at work."""
    with transaction() as session:
        work = sessions.seen(session, person_id, now)
        if work is None:
            return None
        current = calls_made.at_hand(session, person_id, now)
        entries = _entries(session, work, current, now)
        return Glance(
            entry_id=entries[0].public_id if entries else None,
            zone=zone_to_ring(session, entries[0].lead_id) if entries else None,
            is_on_the_line=work.on_the_line,
            in_a_call=current is not None and current.ended_at is None,
            unfinished=calls_made.unfinished(session, person_id),
        )


def call(person_id: int, attempt_id: str) -> Progress:
    """How far one call of a teleprospector has come; raises `NotFound` for another's."""
    with statement() as session:
        found = calls_made.progress_of(session, person_id, attempt_id)
        if found is None:
            raise NotFound(attempt_id)
        return found


def dial_in_code(person_id: int) -> str:
    """The code by which a person's own telephone becomes their line; the same all session long."""
    with transaction() as session:
        work = sessions.working(session, person_id)
        work.dial_in_code = work.dial_in_code or ids.dial_in_code()
        return work.dial_in_code


def softphone_session(person_id: int) -> str:
    """The public id of the open session, which the person's softphone speaks for."""
    with transaction() as session:
        return sessions.working(session, person_id).public_id


def line_lost(person_id: int, leg: str, loss: LineLoss, now: datetime) -> None:
    """Keep why a leg of the open session was lost, as its page saw it; who has gone home since, or
    a leg that nobody knows, changes nothing."""
    with transaction() as session:
        work = sessions.locked_open_of(session, person_id)
        if work is not None:
            added = lines.explain(session, work, leg, loss)
            counters.add(session, work.campaign_id, person_id, now, {}, added)


def skip(person_id: int, entry_id: str, reason: str, now: datetime) -> None:
    """Give a lead back with a reason; it is dealt again, after a rest, perhaps to somebody else."""
    with transaction() as session:
        entry = call_lists.entry_of(session, person_id, entry_id)
        if entry is None:
            raise NotFound(entry_id)
        if call_lists.end_entry(session, entry, EntryEnd.RETURNED, now):
            call_lists.block(
                session, {entry.lead_id: (f"skipped:{reason[:40]}", now + timedelta(hours=1))}
            )


def _change(
    session: Session, person_id: int, state: WorkState, reason: str | None, now: datetime
) -> None:
    work = sessions.working(session, person_id)
    if (work.state, state) == (WorkState.LINE_LOST, WorkState.READY):
        return  # they go on when their line is back, and the line says so itself
    added = Tally(sessions.change_state(session, work, state, reason, now))
    added.update(lines.redraw(session, work))
    counters.add(session, work.campaign_id, person_id, now, {}, added)


def _end(session: Session, work: WorkSession, now: datetime, reason: str) -> None:
    added = sessions.finish(session, work, now, reason, "person")
    call_lists.end_of_person(session, work.person_id, EntryEnd.SIGNED_OUT, now)
    counters.add(session, work.campaign_id, work.person_id, now, {}, added)


def _entries(
    session: Session, work: WorkSession | AtWork, current: Attempt | None, now: datetime
) -> list[Entry]:
    """The lead at hand and the one after it; looking at a lead renews its lease.

    While a call is unfinished its own lead stays at hand, and nothing else is opened.
    """
    if current is not None and current.state is not AttemptState.REFUSED:
        entries = next_entries.first(session, work.person_id, work.campaign_id, now, 1)
        return [next_entries.of_call(session, current.entry_id), *entries]
    if work.state is WorkState.READY:
        return next_entries.open_first(session, work.person_id, work.campaign_id, now, LEASE)
    return next_entries.first(session, work.person_id, work.campaign_id, now, 2)
