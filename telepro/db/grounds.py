"""What an outcome is judged and folded by, beside the outcomes of its lead: all in one question.

An outcome is judged by the plan that its attempt was made with, whatever its campaign runs on by now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.orm import Session

from campaigns.plan import Plan
from campaigns.states import PhoneState
from telepro.db import frozen
from telepro.db.calling import Attempt, Call
from telepro.db.places import FALLBACK_ZONE, zone_among
from telepro.db.results import Callback
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Person
from telepro.db.whom import Lead, Phone, Prospect


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the prospect: whether it is dead, and the zone that it is called in."""

    state: PhoneState
    zone: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the outcomes of a lead are folded with: its lines by phone, in the order to try."""

    lines: Mapping[int, Line]

    @property
    def zone(self) -> str:
        """The zone of the lead: that of the number tried first."""
        return next((line.zone for line in self.lines.values()), FALLBACK_ZONE)


@dataclass(frozen=True, slots=True)
class AttemptGrounds(Grounds):
    """And what an outcome of one attempt is judged by: its plan, its call, its person, what the lead
    was promised (the id of the promise that stands); `topics` are whose pages show it."""

    plan: Plan
    call: Call | None
    language: str
    promise_id: int | None
    topics: tuple[str, str]


def of_lead(session: Session, lead: Lead) -> Grounds:
    """What the outcomes of a lead are folded with."""
    row = session.execute(_OF_LEAD, {"lead": lead.id}).one()
    return Grounds(_lines(row))


def of_attempt(session: Session, attempt: Attempt) -> AttemptGrounds:
    """What a new outcome of a locked attempt is judged and folded by."""
    which = {
        "lead": attempt.lead_id,
        "attempt": attempt.id,
        "plan": attempt.plan_id,
        "caller": attempt.person_id,
    }
    row = session.execute(_OF_ATTEMPT, which).one()
    return AttemptGrounds(
        lines=_lines(row),
        plan=frozen.keep(session, attempt.plan_id, row.text),
        call=row.Call,
        language=row.language,
        promise_id=row.promise_id,
        topics=(row.person, row.campaign),
    )


def _lines(row: Any) -> dict[int, Line]:
    return {
        phone_id: Line(PhoneState(state), zone_among(row, zones))
        for phone_id, state, zones in row.phones or ()
    }


_PHONES = (
    select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_array(Phone.id, Phone.state, Phone.zones),
                Phone.position,
                Phone.id,
            ),
            type_=JSONB,
        )
    )
    .where(Phone.prospect_id == Lead.prospect_id)
    .scalar_subquery()
)
_OF_LEAD = (
    select(
        Prospect.time_zone,
        Prospect.country,
        Prospect.postal_code,
        Prospect.region,
        _PHONES.label("phones"),
    )
    .select_from(Lead)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .where(Lead.id == bindparam("lead"))
)
# Whoever writes a call or a promise has locked its lead before: what is read here is as it stands.
# The state of a promise is spelled as in its partial index.
_OF_ATTEMPT = (
    _OF_LEAD.add_columns(
        PlanRow.text,
        Call,
        Person.language,
        Callback.id.label("promise_id"),
        Person.public_id.label("person"),
        Campaign.public_id.label("campaign"),
    )
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .join(PlanRow, PlanRow.id == bindparam("plan"))
    .join(Person, Person.id == bindparam("caller"))
    .outerjoin(Callback, and_(Callback.lead_id == Lead.id, text("callbacks.state = 'promised'")))
    .outerjoin(Call, Call.attempt_id == bindparam("attempt"))
    .execution_options(populate_existing=True)
)
