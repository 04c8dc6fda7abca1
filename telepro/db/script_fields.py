"""What a script's fields stand for with one prospect, and how many leads of a campaign lack one."""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from campaigns.numbers.hidden_numbers import conceal
from campaigns.plan import Plan
from campaigns.script.remarks import Lacking
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation
from telepro.db.whom import Contact, Lead, Phone, Prospect

# A page asks at each change of a text: of a large campaign so many leads say enough.
MOST_LOOKED_AT = 2_000
MOST_CHOICES = 50


class Spoken(Protocol):
    """Whom one asks for: a row of contacts, or a card's."""

    @property
    def name(self) -> str:
        """First and last name."""

    @property
    def role(self) -> str | None:
        """What they do."""

    @property
    def email(self) -> str | None:
        """Where they read."""


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """A lead for whom a script may be shown."""

    public_id: str
    prospect: str


@dataclass(frozen=True, slots=True)
class _Counted:
    looked_at: int
    people: int
    roles: int
    emails: int
    cities: int


def values(
    prospect: Prospect, person: Spoken | None, caller: str, principal: str, plan: Plan
) -> dict[str, str]:
    """The fields of a script, by code, as they are said to this prospect by this caller."""
    names = (person.name if person else "").split(" ", 1)
    return {
        "first_name": names[0],
        "last_name": names[1] if len(names) > 1 else "",
        "contact": person.name if person else "",
        "role": (person.role or "") if person else "",
        "company": prospect.name,
        "city": prospect.city or "",
        "email": (person.email or "") if person else "",
        "caller": caller,
        "principal": principal,
        "offer": plan.preparation.offer.name,
        "source": prospect.source,
    }


def of_lead(
    session: Session, campaign: Campaign, lead: Lead | None, caller: str, plan: Plan
) -> dict[str, str]:
    """The fields as a teleprospector of the campaign would say them to this lead: without its numbers
    where the company hides them. Without a lead, neutral words stand for the prospect."""
    company = session.get_one(Organisation, campaign.controller_id)
    if lead is None:
        return {"caller": caller, "principal": company.name, "offer": plan.preparation.offer.name}
    prospect = session.get_one(Prospect, lead.prospect_id)
    said = values(prospect, _first_person(session, prospect.id), caller, company.name, plan)
    hides = campaign.mask_numbers if campaign.mask_numbers is not None else company.mask_numbers
    if not hides:
        return said
    numbers = session.scalars(select(Phone.e164).where(Phone.prospect_id == prospect.id)).all()
    return {name: conceal(each, numbers, prospect.country) for name, each in said.items()}


def choices(session: Session, campaign_id: int) -> list[LeadChoice]:
    """The first open leads of a campaign, for whom a script may be shown."""
    asked = (
        select(Lead.public_id, Prospect.name)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None))
        .order_by(Lead.id)
        .limit(MOST_CHOICES)
    )
    return [LeadChoice(*row) for row in session.execute(asked)]


def _first_person(session: Session, prospect_id: int) -> Contact | None:
    asked = select(Contact).where(Contact.prospect_id == prospect_id)
    first = (Contact.decision_maker.desc(), Contact.position, Contact.id)
    return session.scalars(asked.order_by(*first).limit(1)).first()


def lacking(session: Session, campaign_id: int) -> Lacking:
    """How many of the campaign's first open leads have no value for each field that may lack one."""
    found = _Counted(*session.execute(_lacking(campaign_id)).one())
    without = {
        "first_name": found.people,
        "last_name": found.people,
        "contact": found.people,
        "role": found.roles,
        "email": found.emails,
        "city": found.cities,
    }
    return Lacking(found.looked_at, without)


def _lacking(campaign_id: int) -> Any:
    open_leads = (
        select(Lead.prospect_id)
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None))
        .limit(MOST_LOOKED_AT)
        .subquery()
    )
    person = (
        select(Contact.id, Contact.role, Contact.email)
        .where(Contact.prospect_id == Prospect.id)
        .order_by(Contact.decision_maker.desc(), Contact.position, Contact.id)
        .limit(1)
        .lateral()
    )
    return (
        select(
            func.count(),
            func.count().filter(person.c.id.is_(None)),
            func.count().filter(func.coalesce(person.c.role, "") == ""),
            func.count().filter(func.coalesce(person.c.email, "") == ""),
            func.count().filter(func.coalesce(Prospect.city, "") == ""),
        )
        .select_from(open_leads)
        .join(Prospect, Prospect.id == open_leads.c.prospect_id)
        .outerjoin(person, true())
    )
