"""Many prospects at once: what an action would do, the action itself in batches, and its undo."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Refused
from campaigns.prospect_base.prospect_action_problems import Trouble, problem
from campaigns.prospect_base.prospect_actions import (
    MOST_AT_ONCE,
    WITH_TAG,
    Action,
    ActionState,
    WhyNot,
    read_tag,
)
from campaigns.prospect_file.undoing import UNDO_WITHIN
from telepro import clock, crash
from telepro.db import audit, missions, prospect_actions, prospect_files, transaction
from telepro.db.prospect_search import MOST, ProspectFilter, named
from telepro.db.set_aside import ProspectAction
from telepro.db.who import Organisation, Person

SILENT_AFTER = timedelta(seconds=60)
LISTED = 50


@dataclass(frozen=True, slots=True)
class Manager:
    """The manager who acts, the agencies they manage for, and the language in which they are told."""

    person_id: int
    agencies: tuple[int, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to whom; `tag` is what was typed, and counts for actions on tags only."""

    wanted: ProspectFilter
    action: Action
    tag: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an action would do: to how many of those chosen, and how many it leaves out and why."""

    company: Organisation
    action: Action
    tag: str
    chosen: int
    takes: int
    left_out: Mapping[WhyNot, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An action as its page tells it; `undo_until` None: it can't be undone any more."""

    row: ProspectAction
    company: str
    person: str
    left_out: Mapping[WhyNot, int]
    undo_until: datetime | None


def foresee(manager: Manager, wish: Wish, now: datetime) -> Foreseen:
    """Say what an action would do, with nothing done.

    Raises `Refused` for several companies at once, nobody, too many, or an action on tags without one.
    """
    with transaction() as session:
        return _foreseen(session, manager, wish, now)[0]


def begin(manager: Manager, wish: Wish, takes: int, now: datetime) -> str:
    """Let a worker do what was foreseen for `takes` prospects; gives the action's public id.

    Raises `Refused` when by now it would be another number: it is to be looked at again.
    """
    with transaction() as session:
        seen, wanted = _foreseen(session, manager, wish, now)
        if seen.takes != takes:
            numbers = {"number": seen.takes, "before": takes}
            raise Refused(problem(Trouble.CHANGED, manager.language, **numbers))
        row = ProspectAction(
            organisation_id=seen.company.id,
            agency_id=_agency(session, manager, seen.company),
            person_id=manager.person_id,
            action=seen.action,
            tag=seen.tag,
            state=ActionState.WAITING,
            chosen=seen.chosen,
            created_at=now,
        )
        prospect_actions.choose(session, row, wanted)
        _note(session, row, "begun", manager.person_id, {"chosen": row.chosen}, now)
        return row.public_id


def listed(manager: Manager) -> Sequence[Told]:
    """The latest actions of one's agencies."""
    with transaction() as session:
        rows = prospect_actions.newest(session, manager.agencies, LISTED)
        return [_told(session, row) for row in rows]


def opened(manager: Manager, action_id: str) -> Told:
    """One action; raises `NotFound` for that of another agency."""
    with transaction() as session:
        return _told(session, _own(session, manager, action_id))


def ask_undo(manager: Manager, action_id: str, now: datetime) -> None:
    """Let a worker undo an action within 24 hours of its end; a second word changes nothing."""
    with transaction() as session:
        row = _own(session, manager, action_id)
        until = _undo_until(row)
        if until is None or now >= until:
            raise Refused(problem(Trouble.TOO_LATE, manager.language))
        row.state, row.cursor, row.beat_at = ActionState.UNDOING, 0, None
        _note(session, row, "undo_asked", manager.person_id, {}, now)


def waiting(now: datetime) -> list[int]:
    """The actions that wait to be done or undone, those whose process died included."""
    with transaction() as session:
        return prospect_actions.unattended(session, now - SILENT_AFTER)


def run(action_id: int, now: datetime, beat: Callable[[], datetime] = clock.now) -> None:
    """Do or undo an action to its end; killed at any point, it goes on after its last whole batch."""
    with transaction() as session:
        if not prospect_actions.take(session, action_id, now - SILENT_AFTER, now):
            return
    while _one_batch(action_id, beat()):
        crash.point("batch of an action done")


def _one_batch(action_id: int, now: datetime) -> bool:
    """Do or undo one batch with its counts, or nothing of it; False when there is no more."""
    with transaction() as session:
        row = session.get_one(
            ProspectAction, action_id, with_for_update=True, populate_existing=True
        )
        if row.state not in prospect_actions.AT_WORK:
            return False
        # An import, its undo and an action on one company's prospects wait for each other.
        prospect_files.lock_company(session, row.organisation_id)
        step = _undo if row.state is ActionState.UNDOING else _do
        last = step(session, row, now)
        row.beat_at = now
        if last is None:
            _finish(session, row, now)
        else:
            row.cursor = last
        crash.point("batch of an action written, before its commit")
        return last is not None


def _do(session: Session, row: ProspectAction, now: datetime) -> int | None:
    batch = prospect_actions.next_batch(session, row, now)
    if not batch:
        return None
    taken = [prospect_id for prospect_id, why in batch.items() if why is None]
    if taken:
        prospect_actions.do(session, row, taken, now)
    left_out = Counter(row.left_out)
    left_out.update(str(why) for why in batch.values() if why is not None)
    row.done, row.left_out = row.done + len(taken), dict(left_out)
    return max(batch)


def _undo(session: Session, row: ProspectAction, now: datetime) -> int | None:
    batch = prospect_actions.done_after(session, row)
    if not batch:
        return None
    row.taken_back += prospect_actions.undo(session, row, batch, now)
    return batch[-1]


def _finish(session: Session, row: ProspectAction, now: datetime) -> None:
    row.beat_at = None
    if row.state is ActionState.UNDOING:
        row.state = ActionState.UNDONE
        _note(session, row, "undone", None, {"taken_back": row.taken_back}, now)
    else:
        row.state, row.finished_at = ActionState.DONE, now
        _note(session, row, "done", None, {"done": row.done, "left_out": row.left_out}, now)


def _foreseen(
    session: Session, manager: Manager, wish: Wish, now: datetime
) -> tuple[Foreseen, ProspectFilter]:
    company, wanted = _meant(session, manager, wish.wanted)
    tag = read_tag(wish.tag) if wish.action in WITH_TAG else ""
    if wish.action in WITH_TAG and not tag:
        raise Refused(problem(Trouble.NO_TAG, manager.language))
    chosen = prospect_actions.count(session, wanted)
    if not chosen:
        raise Refused(problem(Trouble.NOBODY, manager.language))
    # Of what words find, no more than the search names can be meant.
    if chosen > MOST_AT_ONCE or (wanted.ids is not None and len(wanted.ids) == MOST):
        raise Refused(problem(Trouble.TOO_MANY, manager.language, number=chosen))
    told = prospect_actions.foreseen(session, wanted, wish.action, tag, now)
    takes = told.pop(None, 0)
    left_out = {why: told[why] for why in WhyNot if why in told}
    return Foreseen(company, wish.action, tag, chosen, takes, left_out), wanted


def _meant(
    session: Session, manager: Manager, wanted: ProspectFilter
) -> tuple[Organisation, ProspectFilter]:
    """The one company meant, and its prospects that fit; `NotFound` for a company of anybody else."""
    managed = {each.id: each for each in missions.companies_of_manager(session, manager.agencies)}
    chosen = wanted.companies or tuple(managed)
    if not managed.keys() >= set(chosen):
        raise NotFound("company")
    if len(chosen) != 1:
        raise Refused(problem(Trouble.ONE_COMPANY, manager.language))
    return managed[chosen[0]], named(session, replace(wanted, companies=chosen))


def _agency(session: Session, manager: Manager, company: Organisation) -> int:
    """The agency of this manager that works for the company, the first where several do."""
    return next(
        agency
        for agency in manager.agencies
        if company in missions.companies_of_manager(session, (agency,))
    )


def _told(session: Session, row: ProspectAction) -> Told:
    left_out = {why: row.left_out[why] for why in WhyNot if why in row.left_out}
    company = session.get_one(Organisation, row.organisation_id).name
    person = session.get_one(Person, row.person_id).name
    return Told(row, company, person, left_out, _undo_until(row))


def _undo_until(row: ProspectAction) -> datetime | None:
    if row.state is not ActionState.DONE or row.finished_at is None or not row.done:
        return None
    return row.finished_at + UNDO_WITHIN


def _own(session: Session, manager: Manager, action_id: str) -> ProspectAction:
    row = prospect_actions.of_agencies(session, manager.agencies, action_id)
    if row is None:
        raise NotFound(action_id)
    return row


def _note(
    session: Session,
    row: ProspectAction,
    what: str,
    person_id: int | None,
    details: Mapping[str, object],
    now: datetime,
) -> None:
    told = {"action": row.action, **details}
    subject, company = f"prospect action {row.public_id}", row.organisation_id
    audit.note(session, person_id, company, f"prospects.action_{what}", subject, told, now)
