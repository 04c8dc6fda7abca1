"""Tasks beside the calls, as those see them who carry them out: the open ones, and what was closed lately."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select, true, update
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition
from campaigns.follow_up.reminders import NOT_TOLD, SPARES, Occasion
from campaigns.follow_up.tasks import CARRIED_AT, OwnerRole, TaskChange, TaskKind, Workplace
from campaigns.numbers.hidden_numbers import conceal
from campaigns.states import EngagementState
from telepro.db import promise_watch, suppressions
from telepro.db.appointments import MeetingMessage
from telepro.db.calling import Attempt
from telepro.db.results import Meeting, Outcome, Task
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Organisation
from telepro.db.whom import Contact, Lead, Phone, Prospect


@dataclass(frozen=True, slots=True)
class Whose:
    """From where somebody sees to tasks: a workplace, and its organisations or (at the desk) the person."""

    workplace: Workplace
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with all that seeing to it takes; `must_not_write` where the prospect has objected."""

    public_id: str
    kind: str
    what: str | None
    owner: OwnerRole
    due_at: datetime
    done_at: datetime | None
    withdrawn_at: datetime | None
    lead_id: str
    prospect: str
    address: str
    emails: Sequence[str]
    campaign: str
    disposition: Disposition
    note: str
    recorded_at: datetime
    controller_id: int
    values: Sequence[str]
    must_not_write: bool = False


def open_ones(
    session: Session, whose: Whose, owner: OwnerRole | None, limit: int
) -> list[TaskLine]:
    """The open tasks, the earliest due first."""
    asked = _lines(whose).where(*_OPEN).order_by(Task.due_at, Task.id)
    return _told(session, (asked.where(Task.owner_role == owner) if owner else asked).limit(limit))


def closed_since(session: Session, whose: Whose, since: datetime, limit: int) -> list[TaskLine]:
    """What somebody has closed since then, the latest first; not what a correction withdrew."""
    closed_at = func.coalesce(Task.done_at, Task.withdrawn_at)
    asked = _lines(whose).where(Task.closed_by_id.is_not(None), closed_at >= since)
    return _told(session, asked.order_by(closed_at.desc(), Task.id).limit(limit))


def counted(session: Session, whose: Whose, now: datetime) -> tuple[int, int]:
    """How many tasks are open, and how many of them are late."""
    late = func.count().filter(Task.due_at < now)
    asked = select(func.count(), late).select_from(Task).where(*_OPEN)
    found = session.execute(_joined(asked, whose)).one()
    return found[0], found[1]


def change(
    session: Session, whose: Whose, public_id: str, wanted: TaskChange, by_id: int, now: datetime
) -> int | None:
    """Close a task or open it again; gives its company. None where it is nobody's here.

    What stands so already stays as it is, whoever asked first.
    """
    asked = _joined(select(Task.id, Outcome.controller_id), whose)
    found = session.execute(asked.where(Task.public_id == public_id)).first()
    if found is None:
        return None
    row, company = cast(tuple[int, int], tuple(found))
    values = {name: now if said else None for name, said in _VALUES[wanted].items()}
    closed_by = None if wanted is TaskChange.REOPEN else by_id
    guard = Task.closed_by_id.is_not(None) if wanted is TaskChange.REOPEN else and_(*_OPEN)
    session.execute(
        update(Task).where(Task.id == row, guard).values(**values, closed_by_id=closed_by)
    )
    return company


def _told_by_a_message(kind: TaskKind, occasion: Occasion) -> ColumnElement[bool]:
    told = exists().where(
        Meeting.outcome_id == Task.outcome_id,
        MeetingMessage.meeting_id == Meeting.id,
        MeetingMessage.occasion == occasion,
        MeetingMessage.state.not_in(NOT_TOLD),
    )
    return and_(Task.kind == kind, told)


_OPEN = (
    Task.done_at.is_(None),
    Task.withdrawn_at.is_(None),
    *(~_told_by_a_message(kind, occasion) for kind, occasion in SPARES.items()),
    ~promise_watch.is_needless(),
)
_VALUES: Mapping[TaskChange, Mapping[str, bool]] = {
    TaskChange.DONE: {"done_at": True},
    TaskChange.NOT_NEEDED: {"withdrawn_at": True},
    TaskChange.REOPEN: {"done_at": False, "withdrawn_at": False},
}
_WITHIN: Mapping[Workplace, Callable[[tuple[int, ...]], ColumnElement[bool]]] = {
    Workplace.AGENCY: lambda ids: Campaign.managed_by_id.in_(ids),
    Workplace.COMPANY: lambda ids: Outcome.controller_id.in_(ids),
    Workplace.DESK: lambda ids: and_(
        Attempt.person_id.in_(ids),
        # Whoever has left a mission sees none of its prospects any more; its manager does.
        exists().where(
            Engagement.mission_id == Campaign.mission_id,
            Engagement.person_id == Attempt.person_id,
            Engagement.state == EngagementState.ACTIVE,
        ),
    ),
}


def _joined(asked: Select[*tuple[Any, ...]], whose: Whose) -> Select[*tuple[Any, ...]]:
    carried = CARRIED_AT[whose.workplace]
    return (
        asked.join(Outcome, Outcome.id == Task.outcome_id)
        .join(Attempt, Attempt.id == Outcome.attempt_id)
        .join(Campaign, Campaign.id == Outcome.campaign_id)
        .where(
            _WITHIN[whose.workplace](whose.ids),
            Task.owner_role.in_(carried) if carried else true(),
        )
    )


def _lines(whose: Whose) -> Select[*tuple[Any, ...]]:
    emails = select(func.array_agg(Contact.email)).where(
        Contact.prospect_id == Prospect.id, Contact.email.is_not(None)
    )
    numbers = select(func.array_agg(Phone.e164)).where(Phone.prospect_id == Prospect.id)
    hides = func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers)
    asked = select(
        Task,
        Lead.public_id,
        Prospect,
        Campaign.name,
        Outcome,
        emails.scalar_subquery(),
        numbers.scalar_subquery(),
        hides if whose.workplace is Workplace.DESK else false(),
    )
    return (
        _joined(asked.select_from(Task), whose)
        .join(Organisation, Organisation.id == Campaign.controller_id)
        .join(Lead, Lead.id == Task.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
    )


def _told(session: Session, asked: Select[*tuple[Any, ...]]) -> list[TaskLine]:
    lines = [_line(*row) for row in session.execute(asked)]
    companies: defaultdict[int, set[str]] = defaultdict(set)
    for line in lines:
        companies[line.controller_id].update(line.values)
    objected = {
        (company, value)
        for company, values in companies.items()
        for value in suppressions.standing(session, company, values)
    }
    return [
        replace(
            line, must_not_write=any((line.controller_id, it) in objected for it in line.values)
        )
        for line in lines
    ]


def _line(
    task: Task,
    lead_id: str,
    prospect: Prospect,
    campaign: str,
    outcome: Outcome,
    emails: Sequence[str] | None,
    numbers: Sequence[str] | None,
    hides: bool,
) -> TaskLine:
    known, country = numbers or (), prospect.country
    return TaskLine(
        public_id=task.public_id,
        kind=task.kind,
        what=task.what,
        owner=OwnerRole(task.owner_role),
        due_at=task.due_at,
        done_at=task.done_at,
        withdrawn_at=task.withdrawn_at,
        lead_id=lead_id,
        prospect=prospect.name,
        address=_address(prospect),
        emails=emails or (),
        campaign=campaign,
        disposition=outcome.disposition,
        note=conceal(outcome.note, known, country) if hides else outcome.note,
        recorded_at=outcome.recorded_at,
        controller_id=outcome.controller_id,
        values=(prospect.public_id, *known),
    )


def _address(prospect: Prospect) -> str:
    place = f"{prospect.postal_code or ''} {prospect.city or ''}".strip()
    return ", ".join(part for part in (prospect.address, place) if part)
