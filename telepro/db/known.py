"""What the tables say of many numbers and prospects at once: calls, objections, refusals, promises."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from campaigns.eligibility import AgreedCall, Consent
from telepro.db import suppressions
from telepro.db.known_question import CONSENTS, QUESTION, Kind

# FR-04 looks back 30 calendar days; a plan's own cap may look back a year.
LAW_MEMORY = timedelta(days=31)
PLAN_MEMORY = timedelta(days=366)
AGREED_FOR = timedelta(hours=1)
FOREVER = timedelta(days=366 * 10)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known, by company and number, by prospect, by lead or by campaign."""

    of_number: Mapping[tuple[int, str], tuple[datetime, ...]]
    of_prospect: Mapping[int, tuple[datetime, ...]]
    last_on_number: Mapping[str, datetime]
    live: frozenset[str]
    suppressed: Mapping[int, Mapping[str, str]]
    refused_number: Mapping[tuple[int, str], datetime]
    refused_prospect: Mapping[int, datetime]
    consents: Mapping[tuple[int, str], Consent]
    agreed: Mapping[int, AgreedCall]
    listed: frozenset[int]
    at_work: frozenset[int]
    engaged: frozenset[int]
    prepared: frozenset[int]
    contacts: Mapping[int, tuple[str, ...]]
    caller_id: str | None


def gather(session: Session, leads: Sequence[Any], phones: Sequence[Any], now: datetime) -> Known:
    """What is known at `now` of these leads (as `eligibility` reads them) and their phones."""
    lists = _lists(leads, phones)
    told = _told(session, lists, now)
    contacts = _contacts(told)
    values = [*lists["numbers"], *(lead.prospect for lead in leads)]
    values += [contact for found in contacts.values() for contact in found]
    return Known(
        of_number=_moments(told[Kind.OF_NUMBER], lambda row: (row.owner, row.word)),
        of_prospect=_moments(told[Kind.OF_PROSPECT], attrgetter("owner")),
        last_on_number={row.word: row.at for row in told[Kind.LAST_ON_NUMBER]},
        live=frozenset(row.word for row in told[Kind.LIVE]),
        suppressed={c: suppressions.standing(session, c, values) for c in lists["controllers"]},
        refused_number={(row.owner, row.word): row.at for row in told[Kind.REFUSED_NUMBER]},
        refused_prospect={row.owner: row.at for row in told[Kind.REFUSED_PROSPECT]},
        consents=_consents(session, lists),
        agreed={row.owner: AgreedCall(row.at, row.at + AGREED_FOR) for row in told[Kind.AGREED]},
        listed=_owners(told[Kind.LISTED]),
        at_work=_owners(told[Kind.AT_WORK]),
        engaged=_owners(told[Kind.ENGAGED]),
        prepared=_owners(told[Kind.PREPARED]),
        contacts=contacts,
        caller_id=_own_number(),
    )


Lists = Mapping[str, list[Any]]
Told = Mapping[Kind, Sequence[Any]]  # rows of (kind, owner, word, at)


def _lists(leads: Sequence[Any], phones: Sequence[Any]) -> Lists:
    """The leads that are asked about, as the lists that the question takes."""
    return {
        "numbers": [phone.e164 for phone in phones],
        "prospects": [lead.prospect_id for lead in leads],
        "leads": [lead.id for lead in leads],
        "controllers": sorted({lead.controller_id for lead in leads}),
        "campaigns": sorted({lead.campaign_id for lead in leads}),
    }


def _told(session: Session, lists: Lists, now: datetime) -> Told:
    moments = {
        "of_the_law": now - LAW_MEMORY,
        "of_the_plan": now - PLAN_MEMORY,
        "of_a_day": now - timedelta(days=1),
    }
    told: dict[Kind, list[Any]] = defaultdict(list)
    for row in session.execute(QUESTION, {**lists, **moments}):
        told[Kind(row.kind)].append(row)
    return told


def _owners(rows: Sequence[Any]) -> frozenset[int]:
    return frozenset(row.owner for row in rows)


def _moments(rows: Sequence[Any], key: Callable[[Any], Key]) -> dict[Key, tuple[datetime, ...]]:
    """The moments of the rows by their key, earliest first."""
    found: dict[Key, list[datetime]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row.at)
    return {each: tuple(sorted(moments)) for each, moments in found.items()}


def _contacts(told: Told) -> dict[int, tuple[str, ...]]:
    """The people of each prospect."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in told[Kind.CONTACT]:
        found[row.owner].append(row.word)
    return {prospect: tuple(contacts) for prospect, contacts in found.items()}


def _consents(session: Session, lists: Lists) -> dict[tuple[int, str], Consent]:
    """The newest consent given to a company at a number."""
    return {
        (row.organisation_id, row.e164): Consent(
            captured_at=row.captured_at,
            expires_at=row.expires_at or row.captured_at + FOREVER,
            wording=row.wording,
            withdrawn_at=row.withdrawn_at,
        )
        for row in session.scalars(CONSENTS, lists)
    }


def _own_number() -> str | None:
    numbers: tuple[str, ...] = current_app.extensions["telepro.settings"].carrier.numbers
    return numbers[0] if numbers else None
