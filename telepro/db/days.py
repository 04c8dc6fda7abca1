"""A teleprospector's day: calls as marks, conversations, results and what they bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import CallResult
from campaigns.dispositions import (
    RULES,
    Conversation,
    Disposition,
    DispositionKind,
    is_argued_contact,
)
from campaigns.pay import Earnings, earnings
from campaigns.states import CallbackState
from campaigns.teleprospector.own_day import OwnCall
from telepro.db import result_counts
from telepro.db.calling import Attempt
from telepro.db.results import Callback, Outcome
from telepro.db.what_for import Campaign, MissionTerms
from telepro.db.who import Person

LONGEST_RIBBON = 400


class Mark(StrEnum):
    """How a call stands on the day ribbon: taller means further."""

    MISSED = "missed"
    REACHED = "reached"
    ARGUED = "argued"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Day:
    """Today's work of one person on one campaign; earnings are those of the whole campaign."""

    calls: int
    conversations: int
    meetings: int
    marks: tuple[Mark, ...]
    waiting_cents: int
    accepted_cents: int
    currency: str
    callbacks_due: int


def day_of(session: Session, person_id: int, campaign: Campaign, now: datetime) -> Day:
    """The day so far, from midnight in the campaign's own zone."""
    marks = _marks(session, person_id, campaign.id, _midnight(campaign.time_zone, now))
    earned, currency = _earned(session, person_id, campaign, now)
    return Day(
        calls=len(marks),
        conversations=sum(mark is not Mark.MISSED for mark in marks),
        meetings=sum(mark is Mark.RESULT for mark in marks),
        marks=tuple(marks[-LONGEST_RIBBON:]),
        waiting_cents=earned.waiting_cents,
        accepted_cents=earned.accepted_cents,
        currency=currency,
        callbacks_due=_callbacks_due(session, person_id, now),
    )


def marks_of(
    session: Session, campaign: Campaign, people: Sequence[str], now: datetime
) -> dict[str, tuple[Mark, ...]]:
    """The day so far of several people on a campaign, each by public id."""
    since = _midnight(campaign.time_zone, now)
    asked = {"people": list(people), "campaign": campaign.id, "since": since}
    made: dict[str, list[Mark]] = {each: [] for each in people}
    for person, *call in session.execute(_CALLS_OF_MANY, asked):
        made[person].append(_mark(*call))
    return {person: tuple(marks[-LONGEST_RIBBON:]) for person, marks in made.items()}


def mark_of(call: OwnCall) -> Mark:
    """How one call of somebody's own day stands on the ribbon."""
    return _mark(call.result, call.disposition, call.argued, call.decision_maker)


def _midnight(zone: str, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date(), time(0), tzinfo=ZoneInfo(zone))


def _marks(session: Session, person_id: int, campaign_id: int, since: datetime) -> list[Mark]:
    asked = {"person": person_id, "campaign": campaign_id, "since": since}
    return [_mark(*row) for row in session.execute(_CALLS, asked)]


_later = aliased(Outcome)
_CALLS_OF_ALL = (
    select(Attempt.result, Outcome.disposition, Outcome.argued, Outcome.decision_maker)
    .outerjoin(
        Outcome,
        (Outcome.attempt_id == Attempt.id) & ~exists().where(_later.supersedes_id == Outcome.id),
    )
    .where(
        Attempt.campaign_id == bindparam("campaign"),
        Attempt.intended_at >= bindparam("since"),
        Attempt.sid.is_not(None),
    )
    .order_by(Attempt.id)
)
_CALLS = _CALLS_OF_ALL.where(Attempt.person_id == bindparam("person"))
_CALLS_OF_MANY = (
    _CALLS_OF_ALL.with_only_columns(Person.public_id, *_CALLS_OF_ALL.selected_columns)
    .join(Person, Person.id == Attempt.person_id)
    .where(Person.public_id.in_(bindparam("people", expanding=True)))
)


def _mark(result: CallResult | None, code: Disposition | None, argued: bool, decides: bool) -> Mark:
    if code is None:
        return Mark.REACHED if result is CallResult.ANSWERED else Mark.MISSED
    kind = RULES[code].kind
    if kind is DispositionKind.POSITIVE:
        return Mark.RESULT
    if is_argued_contact(code, Conversation(argued, decides)):
        return Mark.ARGUED
    return Mark.MISSED if kind is DispositionKind.TECHNICAL else Mark.REACHED


def _earned(
    session: Session, person_id: int, campaign: Campaign, now: datetime
) -> tuple[Earnings, str]:
    terms = session.get_one(MissionTerms, campaign.terms_id)
    counted = result_counts.of_person(session, person_id, campaign.id, now)
    return earnings(counted.waiting, counted.accepted, terms.price_cents), terms.currency


def _callbacks_due(session: Session, person_id: int, now: datetime) -> int:
    return session.scalars(_DUE, {"person": person_id, "soon": now + timedelta(minutes=5)}).one()


_DUE = (
    select(func.count())
    .select_from(Callback)
    .where(
        Callback.owner_id == bindparam("person"),
        Callback.state == CallbackState.PROMISED,
        Callback.due_at <= bindparam("soon"),
    )
)
