"""Queries of managers who listen: to whose line, and how they take part."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from campaigns.call.on_call import LegKind, LegState, Mode
from telepro.db import scripts
from telepro.db.calling import Attempt, Call, LiveCall
from telepro.db.other_legs import CallLeg
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession
from telepro.db.whom import Lead, Prospect


@dataclass(frozen=True, slots=True)
class Heard:
    """A manager's leg with the line it listens to."""

    id: int
    public_id: str
    by_id: int
    mode: Mode
    state: LegState
    left_at: datetime | None
    session_row: int
    session_id: str
    leg_sid: str | None
    person: str
    person_id: str
    campaign: str
    campaign_id: str
    controller_id: int


@dataclass(frozen=True, slots=True)
class Step:
    """A section of the script that is read, and whether the teleprospector stands there."""

    title: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class CallHeard:
    """The call on a line that is listened to: with whom, since when, what was marked and noted so far."""

    lead_id: str
    prospect: str
    city: str | None
    since: datetime
    answered_at: datetime | None
    argued: bool
    decision_maker: bool
    note: str | None
    steps: tuple[Step, ...] = ()


def line_of(
    session: Session, managed_by: tuple[int, ...], campaign_id: str, person_id: str
) -> tuple[WorkSession, Campaign, Person] | None:
    """The open session of a teleprospector on a campaign of these agencies, its row locked."""
    row = session.execute(
        select(WorkSession, Campaign, Person)
        .join(Campaign, Campaign.id == WorkSession.campaign_id)
        .join(Person, Person.id == WorkSession.person_id)
        .where(
            Campaign.public_id == campaign_id,
            Campaign.managed_by_id.in_(managed_by),
            Person.public_id == person_id,
            WorkSession.ended_at.is_(None),
        )
        .with_for_update(of=WorkSession)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def open_leg(session: Session, session_row: int, by_id: int) -> CallLeg | None:
    """The leg by which a manager listens to a session already, if they do."""
    return session.scalar(
        select(CallLeg).where(
            CallLeg.session_id == session_row,
            CallLeg.person_id == by_id,
            CallLeg.kind == LegKind.LISTENER,
            CallLeg.left_at.is_(None),
        )
    )


def own_leg(session: Session, by_id: int, public_id: str) -> Heard | None:
    """A manager's own leg with the line it listens to; None for anybody else's."""
    return _one(session, CallLeg.public_id == public_id, CallLeg.person_id == by_id)


def heard_session(session: Session, public_id: str) -> Heard | None:
    """The line that a leg listens to; None once the leg or the session is over."""
    here = CallLeg.left_at.is_(None), WorkSession.ended_at.is_(None)
    return _one(session, CallLeg.public_id == public_id, *here)


def call_on(session: Session, session_row: int) -> CallHeard | None:
    """The call of a session's campaign that rings or talks on its line now."""
    found = session.execute(
        select(
            Lead.public_id, Prospect.name, Prospect.city, LiveCall.since, Call.answered_at,
            Attempt.argued, Attempt.decision_maker, LiveCall.note, LiveCall.section, Attempt,
        )
        .select_from(WorkSession)
        .join(LiveCall, LiveCall.person_id == WorkSession.person_id)
        .join(Attempt, Attempt.id == LiveCall.attempt_id)
        .join(Lead, Lead.id == Attempt.lead_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .where(WorkSession.id == session_row, Attempt.campaign_id == WorkSession.campaign_id)
    ).first()  # fmt: skip
    if found is None:
        return None
    told: list[Any] = list(found)
    attempt, section = told.pop(), told.pop()
    return replace(CallHeard(*told), steps=_steps(session, attempt, section))


def follow(session: Session, public_id: str, section: str | None, note: str | None) -> None:
    """Keep where the caller of a call under way stands, while anybody listens to its line."""
    listened = exists().where(
        CallLeg.session_id == Attempt.session_id,
        CallLeg.kind == LegKind.LISTENER,
        CallLeg.left_at.is_(None),
    )
    this = Attempt.id == LiveCall.attempt_id, Attempt.public_id == public_id
    session.execute(update(LiveCall).where(*this, listened).values(section=section, note=note))


def _steps(session: Session, attempt: Attempt, section: str | None) -> tuple[Step, ...]:
    read = scripts.of_call(session, attempt, {}).script
    return tuple(Step(each.title, each.key == section) for each in read.sections)


def _one(session: Session, *where: ColumnElement[bool]) -> Heard | None:
    found = session.execute(_HEARD.where(*where)).first()
    return Heard(*found) if found else None


_HEARD: Any = (
    select(
        CallLeg.id,
        CallLeg.public_id,
        CallLeg.person_id,
        CallLeg.mode,
        CallLeg.state,
        CallLeg.left_at,
        WorkSession.id,
        WorkSession.public_id,
        WorkSession.leg_sid,
        Person.name,
        Person.public_id,
        Campaign.name,
        Campaign.public_id,
        Campaign.controller_id,
    )
    .join(WorkSession, WorkSession.id == CallLeg.session_id)
    .join(Person, Person.id == WorkSession.person_id)
    .join(Campaign, Campaign.id == WorkSession.campaign_id)
    .where(CallLeg.kind == LegKind.LISTENER)
)
