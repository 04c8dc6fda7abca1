"""The rows of a run: companies with two campaigns each, people who call, leads of several zones.

Two leads in a hundred are suppressed, one has a number that may never be rung, three share their
number with another lead, one in twenty is a consumer without consent. All other numbers are
reserved for fiction (ARCEP 2018-0881).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.dispositions import SuppressionScope
from campaigns.numbers.phones import PhoneKind
from campaigns.pipeline import Stage
from campaigns.prospects import Audience, Basis
from telepro import ids, passwords
from telepro.db import counters, suppressions
from telepro.db.what_for import Campaign, Plan
from telepro.db.who import Person
from telepro.db.whom import Lead, Phone, Prospect
from tests.chaos.sizes import Size
from tests.system.browser import PASSWORD
from tests.world import EXAMPLE, World

FICTION = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+26263998")
# Postal codes decide the zone, whatever the number says.
PLACES = (
    *(("94260", "FR"),) * 8,
    ("97600", "YT"),
    ("97400", "RE"),
    ("97110", "GP"),
    ("97300", "GF"),
)
ZONES = {
    "94260": "Europe/Paris",
    "97600": "Indian/Mayotte",
    "97400": "Indian/Reunion",
    "97110": "America/Guadeloupe",
    "97300": "America/Cayenne",
}
PREMIUM = "+33899"
MOST_ATTEMPTS = 6  # of the plan, in 30 days
RECORDED = "  recording: {purpose: quality, share: 20 %, keep_days: 90, notice: script}\n"
SOON = (
    ("wait: 15 minutes, at_most_per_day: 3", "wait: 2 minutes, at_most_per_day: 6"),
    ("{after: no_answer, wait: 4 hours, attempt: 1}", "{after: no_answer, wait: 2 minutes}"),
    ("    - {after: no_answer, wait: 1 day, slot: other}\n", ""),
    ("{after: machine, wait: 1 day, slot: other}", "{after: machine, wait: 2 minutes}"),
    ("{after: gatekeeper, wait: 1 day, slot: other}", "{after: gatekeeper, wait: 2 minutes}"),
    ("{after: away, wait: 2 days, slot: other}", "{after: away, wait: 2 minutes}"),
    ("minimum_gap: 15 minutes", "minimum_gap: 1 minute"),
    ("\nactions:\n", f"\nactions:\n{RECORDED}"),
)
AT_ONCE = (
    *((old, new.replace("2 minutes", "1 minute")) for old, new in SOON),
    ("max_attempts: 6", "max_attempts: 50"),
    ("cap: {attempts: 6, days: 30}", "cap: {attempts: 50, days: 30}"),
)


@dataclass
class Company(World):
    """One company with its agency and two campaigns; names tell it from the others."""

    mark: int = 0

    def _person(self, name: str) -> Person:
        email = f"{name.lower().replace(' ', '.')}.{self.mark}@example.org"
        row = Person(name=name, email=email, created_at=self.now, password_hash=_password())
        self.rows.add(row)
        self.rows.flush()
        return row


@dataclass(frozen=True, slots=True)
class Seat:
    """One simulated teleprospector: who, and on which campaign."""

    person: Person
    campaign: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What was put into the tables."""

    companies: tuple[Company, ...]
    seats: tuple[Seat, ...]
    leads: int
    canaries: tuple[str, ...]


_kept: list[str] = []


def _password() -> str:
    if not _kept:
        _kept.append(passwords.hashed(PASSWORD))
    return _kept[0]


def set_up(rows: Session, size: Size, now: datetime) -> Scene:
    """Fill the empty tables for a run of this size."""
    companies, seats, leads = [], list[Seat](), 0
    for mark in range(size.companies):
        company = Company(rows, now, mark=mark)
        campaigns = (company.campaign, company.second_campaign())
        _quicken(rows, AT_ONCE if size.hot else SOON)
        share = size.leads // size.companies
        leads += _enrol(company, campaigns, share, mark * share)
        seats += _people(company, campaigns, size.callers // size.companies)
        companies.append(company)
    leads += _shared_between_companies(rows, companies)
    # These leads were written by hand and not enrolled, which would have counted them.
    for campaign_id in rows.scalars(select(Campaign.id).order_by(Campaign.id)).all():
        counters.rebuild(rows, campaign_id)
    rows.commit()
    return Scene(tuple(companies), tuple(seats), leads, ("École Canari-", "Vasseur-Canari"))


def _quicken(rows: Session, changes: Sequence[tuple[str, str]]) -> None:
    plan = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        if old not in plan:
            raise ValueError(f"the example plan no longer says {old!r}")
        plan = plan.replace(old, new)
    for row in rows.scalars(select(Plan)):
        row.text = plan
    rows.flush()


def _people(company: Company, campaigns: Sequence[Campaign], count: int) -> list[Seat]:
    people = [company.caller(f"Personne {number}") for number in range(count)]
    return [
        Seat(person, campaigns[number % len(campaigns)].public_id)
        for number, person in enumerate(people)
    ]


def _enrol(company: Company, campaigns: Sequence[Campaign], count: int, first: int) -> int:
    """So many prospects, each a lead of one campaign, some of both; how many leads."""
    rows = company.rows
    numbers = range(first, first + count)
    made = rows.scalars(
        insert(Prospect).returning(Prospect.id, sort_by_parameter_order=True),
        [_prospect(company, number) for number in numbers],
    ).all()
    rows.execute(
        insert(Phone), [_phone(p, n, company.now) for p, n in zip(made, numbers, strict=True)]
    )
    rows.execute(text(CONTACTS), {"first": made[0], "last": made[-1], "now": company.now})
    leads = [
        _lead(company, campaign, prospect, n)
        for prospect, n in zip(made, numbers, strict=True)
        for campaign in _campaigns_of(campaigns, n)
    ]
    rows.execute(insert(Lead), leads)
    for number in numbers:
        if _objected(number):
            suppressions.add(
                rows,
                company.company.id,
                SuppressionScope.NUMBER,
                e164(number),
                "list",
                company.now,
            )
    return len(leads)


CONTACTS = """
    insert into contacts (public_id, prospect_id, name, role, decision_maker, gatekeeper, position,
        learnt_from, created_at)
    select encode(sha256(('contact' || id)::bytea), 'hex'), id, 'Claire Vasseur-Canari', 'Directrice',
        true, false, 1, 'import', :now from prospects where id between :first and :last"""


def _campaigns_of(campaigns: Sequence[Campaign], number: int) -> Sequence[Campaign]:
    return campaigns if number % 66 == 5 else (campaigns[number % 2],)


def e164(number: int) -> str:
    """The number of the prospect at this place; one in a hundred may never be rung."""
    if number % 100 == 3:
        return f"{PREMIUM}{number:06d}"
    return f"{FICTION[number % len(FICTION)]}{number // len(FICTION):04d}"


def _objected(number: int) -> bool:
    return number % 50 == 7


def _prospect(company: Company, number: int) -> dict[str, Any]:
    postal_code, country = PLACES[number % len(PLACES)]
    name = f"École Canari-{number}"
    return {
        "public_id": ids.public_id(),
        "organisation_id": company.company.id,
        "name": name,
        "name_key": name.lower(),
        "postal_code": postal_code,
        "country": country,
        "language": "fr",
        "audience": Audience.B2C if number % 20 == 11 else Audience.B2B,
        "basis": Basis.LEGITIMATE_INTEREST,
        "source": "annuaire de l'éducation",
        "created_at": company.now,
        "updated_at": company.now,
    }


def _phone(prospect: int, number: int, now: datetime) -> dict[str, Any]:
    e = e164(number)
    return {
        "public_id": ids.public_id(),
        "prospect_id": prospect,
        "e164": e,
        "kind": PhoneKind.PREMIUM if e.startswith(PREMIUM) else PhoneKind.FIXED,
        "country": PLACES[number % len(PLACES)][1],
        "zones": [ZONES[PLACES[number % len(PLACES)][0]]],
        "created_at": now,
    }


def _lead(company: Company, campaign: Campaign, prospect: int, number: int) -> dict[str, Any]:
    return {
        "public_id": ids.public_id(),
        "campaign_id": campaign.id,
        "prospect_id": prospect,
        "controller_id": company.company.id,
        "stage": Stage.TARGET,
        "tier": Tier.FRESH,
        "next_call_at": company.now,
        # Whoever must not be rung is the first to be rung by a house that forgets to ask.
        "order_key": 0.0 if _objected(number) else (number * 7919 % 10_007) / 10_007,
        "language": "fr",
        "enrolled_at": company.now,
    }


def _shared_between_companies(rows: Session, companies: Sequence[Company]) -> int:
    """Establishments that another company has in its file too, under the same number."""
    shared = 0
    for company, other in pairwise(companies):
        known = rows.scalars(
            select(Phone)
            .join(Prospect)
            .where(Prospect.organisation_id == company.company.id, Phone.id % 66 == 1)
        ).all()
        for phone in known:
            prospect = other.prospect(phone.e164, f"École Canari-partagée-{phone.id}")
            other.lead(prospect=prospect)
            shared += 1
    return shared
