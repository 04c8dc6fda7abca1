"""Leads as eligibility reads them: the lead itself, and its prospect with people and the number to ring.

Columns and not entities, codes as plain text: thousands of leads are judged at each deal.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    bindparam,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.orm import Session

from campaigns.states import PhoneState
from telepro.db.columns import Several, among
from telepro.db.whom import Contact, Lead, Phone, Prospect

LeadRow = Any


class ProspectRow(NamedTuple):
    """A prospect with its people and the number to ring, both empty where there are none.

    `people` and `phone_zones` are words apart by spaces.
    """

    id: int
    public_id: str
    time_zone: str | None
    postal_code: str | None
    region: str | None
    people: str | None
    phone_id: int | None
    e164: str | None
    phone_zones: str | None
    phone_kind: str | None
    phone_country: str | None
    phone_rests_until: datetime | None
    audience: str
    basis: str
    country: str
    source: str
    interest: str | None


# So many columns of a prospect are its own alone; the others it has in common with many.
OWN = 8


def _code(column: Any) -> ColumnElement[str]:
    return type_coerce(column, Text)


LEAD = (
    Lead.id,
    Lead.prospect_id,
    Lead.campaign_id,
    Lead.controller_id,
    Lead.next_call_at,
    # What the plan allows is counted anew in each pass.
    (Lead.attempts - Lead.attempts_before).label("attempts"),
    _code(Lead.tier).label("tier"),
    _code(Lead.closed_reason).label("closed_reason"),
)
_LEADS = select(*LEAD).where(among(Lead.id, "leads"))


def leads(session: Session, lead_ids: Collection[int]) -> Sequence[LeadRow]:
    """The rows of these leads."""
    return session.execute(_LEADS, {"leads": list(lead_ids)}).all()


def prospects(
    session: Session, leads: Iterable[LeadRow], chosen: Iterable[int] = ()
) -> Mapping[int, ProspectRow]:
    """The prospects of leads by id, each with its first live number or the one `chosen`."""
    asked = {"prospects": [lead.prospect_id for lead in leads], "chosen": list(chosen)}
    rows = map(ProspectRow._make, session.connection().execute(_PROSPECTS, asked))
    return {row.id: row for row in rows}


# Each table by the one list, along its index: a planner that joins them row by row reads a whole
# table, or asks its index as many times as there are leads.
_is_chosen = Phone.id == func.any(bindparam("chosen", type_=Several(BigInteger)))
_numbers = (
    select(
        Phone.prospect_id,
        Phone.id,
        Phone.e164,
        Phone.kind,
        Phone.country,
        Phone.zones,
        Phone.rest_until,
    )
    .ext(distinct_on(Phone.prospect_id))
    .where(among(Phone.prospect_id, "prospects"), Phone.state == PhoneState.ACTIVE)
    .order_by(
        Phone.prospect_id,
        _is_chosen.desc(),
        Phone.rest_until.nulls_first(),
        Phone.position,
        Phone.id,
    )
    .subquery("number")
)
_apart: Any = aggregate_order_by(literal_column("' '"), Contact.id)
_people = (
    select(Contact.prospect_id, func.string_agg(Contact.public_id, _apart).label("people"))
    .where(among(Contact.prospect_id, "prospects"))
    .group_by(Contact.prospect_id)
    .subquery("people")
)
_PROSPECTS = (
    select(
        Prospect.id,
        Prospect.public_id,
        Prospect.time_zone,
        Prospect.postal_code,
        Prospect.region,
        _people.c.people,
        _numbers.c.id.label("phone_id"),
        _numbers.c.e164,
        func.array_to_string(_numbers.c.zones, " ").label("phone_zones"),
        _code(_numbers.c.kind).label("phone_kind"),
        _numbers.c.country.label("phone_country"),
        _numbers.c.rest_until.label("phone_rests_until"),
        _code(Prospect.audience).label("audience"),
        _code(Prospect.basis).label("basis"),
        Prospect.country,
        Prospect.source,
        Prospect.interest,
    )
    .outerjoin(_numbers, _numbers.c.prospect_id == Prospect.id)
    .outerjoin(_people, _people.c.prospect_id == Prospect.id)
    .where(among(Prospect.id, "prospects"))
)
