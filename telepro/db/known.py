"""What the tables say of many numbers and prospects at once: calls, objections, refusals, promises."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from campaigns.clearance.facts import AGREED_FOR, CONSENT_HOLDS
from campaigns.eligibility import AgreedCall, Consent, Policy
from campaigns.law import resting_countries
from campaigns.law.own_terms import Term, memory_of
from campaigns.numbers.destinations import day_of, hour_of, prefix_of
from campaigns.prospects import Audience
from telepro.db import exclusions, law_changes, registers, suppressions
from telepro.db.allowed import Allowed, Answered, allowed, prefixes_of
from telepro.db.known_question import CONSENTS, QUESTION, RESTED, Kind
from telepro.db.lead_rows import LeadRow, ProspectRow
from telepro.db.registers import Checks

# FR-04 looks back 30 calendar days; how far a plan looks back, its policy says, and how far a company
# that has set another figure, that figure.
LAW_MEMORY = timedelta(days=31)
RESTING = resting_countries()
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
    abandoned: Mapping[tuple[int, str], datetime]
    machine: Mapping[tuple[int, str], datetime]
    refused_prospect: Mapping[int, datetime]
    excluded: Mapping[int, str]
    consents: Mapping[tuple[int, str], Consent]
    agreed: Mapping[int, AgreedCall]
    listed: frozenset[int]
    running: frozenset[int]
    at_work: frozenset[int]
    engaged: frozenset[int]
    prepared: frozenset[int]
    waves: frozenset[int]
    checks: Checks
    allowed: Allowed
    terms: Mapping[int, tuple[Term, ...]]
    caller_id: str | None


def gather(
    session: Session,
    leads: Sequence[LeadRow],
    prospects: Collection[ProspectRow],
    policies: Collection[Policy],
    now: datetime,
) -> Known:
    """What is known at `now` of these leads, as far back as the policies of their campaigns look."""
    lists = _lists(leads, prospects)
    told, terms = _told_with_terms(session, lists, policies, now)
    return Known(
        of_number=_moments(told[Kind.OF_NUMBER], lambda row: (row.owner, row.word)),
        of_prospect=_moments(told[Kind.OF_PROSPECT], attrgetter("owner")),
        last_on_number={row.word: row.at for row in told[Kind.LAST_ON_NUMBER]},
        live=frozenset(row.word for row in told[Kind.LIVE]),
        suppressed=_suppressed(session, lists, _names(lists, prospects)),
        refused_number=_at_numbers(told[Kind.REFUSED_NUMBER]),
        abandoned=_at_numbers(told[Kind.ABANDONED]),
        machine=_at_numbers(told[Kind.MACHINE]),
        refused_prospect={row.owner: row.at for row in told[Kind.REFUSED_PROSPECT]},
        excluded=exclusions.standing(session, _owners(told[Kind.EXCLUDING]), lists["prospects"]),
        consents=_consents(session, lists),
        agreed={row.owner: AgreedCall(row.at, row.at + AGREED_FOR) for row in told[Kind.AGREED]},
        listed=_owners(told[Kind.LISTED]),
        **{field: _owners(told[kind]) for field, kind in _CAMPAIGNS.items()},
        checks=registers.checks(session, lists["controllers"], prospects),
        allowed=_allowed(told, now),
        terms=terms,
        caller_id=_own_number(),
    )


# The campaigns of which each of these holds.
_CAMPAIGNS = {
    "running": Kind.RUNNING,
    "at_work": Kind.AT_WORK,
    "engaged": Kind.ENGAGED,
    "prepared": Kind.PREPARED,
    "waves": Kind.WAVE,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """The leads, prospects, numbers and public ids of which something is told."""

    leads: frozenset[int]
    prospects: frozenset[int]
    words: frozenset[str]
    prefixes: frozenset[str]

    def has(self, lead: LeadRow, prospect: ProspectRow) -> bool:
        """Tell whether something is told of the lead, its prospect, its number or its people."""
        return (
            lead.id in self.leads
            or prospect.id in self.prospects
            or prospect.e164 in self.words
            or (bool(self.prefixes) and prefix_of(prospect.e164 or "") in self.prefixes)
            or prospect.public_id in self.words
            or not self.words.isdisjoint((prospect.people or "").split(" "))
        )


def marked(told: Known, callers: Iterable[str | None]) -> Marked:
    """Of whom `told` tells something; our own numbers, `callers`, are no one's like."""
    numbers = (*told.of_number, *told.refused_number, *told.consents, *told.checks)
    stopped = (value for values in told.suppressed.values() for value in values)
    words = (*(number for _, number in numbers), *told.last_on_number, *told.live, *stopped)
    return Marked(
        leads=told.listed.union(told.agreed),
        prospects=frozenset(told.of_prospect).union(told.refused_prospect, told.excluded),
        words=frozenset(words).union(caller for caller in callers if caller),
        prefixes=told.allowed.full_prefixes(),
    )


Lists = Mapping[str, list[Any]]
Told = Mapping[Kind, Sequence[Any]]  # rows of (kind, owner, word, at, count)


def _names(lists: Lists, prospects: Collection[ProspectRow]) -> list[str]:
    """What an objection may name: numbers, prospects, their people."""
    people = (person for each in prospects if each.people for person in each.people.split(" "))
    return [*lists["numbers"], *(each.public_id for each in prospects), *people]


def _lists(leads: Sequence[LeadRow], prospects: Collection[ProspectRow]) -> Lists:
    """The leads that are asked about, as the lists that the question takes.

    A refusal is that of a business's prospect and of anybody else's number.
    """
    ringing = [each for each in prospects if each.e164 is not None]
    return {
        "numbers": [each.e164 for each in ringing],
        "resting": [each.e164 for each in ringing if each.phone_country in RESTING],
        "prefixes": prefixes_of(each.e164 or "" for each in ringing),
        "consumers": [each.e164 for each in ringing if each.audience != Audience.B2B],
        "prospects": [each.id for each in prospects],
        "businesses": [each.id for each in prospects if each.audience == Audience.B2B],
        "leads": [lead.id for lead in leads],
        "controllers": sorted({lead.controller_id for lead in leads}),
        "campaigns": sorted({lead.campaign_id for lead in leads}),
    }


def _told_with_terms(
    session: Session, lists: Lists, policies: Collection[Policy], now: datetime
) -> tuple[Told, Mapping[int, tuple[Term, ...]]]:
    """What is told, and what is set beside the law; asked again where that looks back further."""
    memory = max((each.memory for each in policies), default=timedelta())
    told = _told(session, lists, memory, LAW_MEMORY, now)
    terms = law_changes.read(told.get(Kind.LAW_CHANGE, ()), lists["controllers"])
    longest = max(map(memory_of, terms.values()), default=LAW_MEMORY)
    if longest > LAW_MEMORY:
        told = _told(session, lists, memory, longest, now)
    return told, terms


def _told(
    session: Session, lists: Lists, memory: timedelta, of_the_law: timedelta, now: datetime
) -> Told:
    moments = {
        "now": now,
        "of_the_law": now - of_the_law,
        "of_the_plan": now - memory,
        "of_a_day": now - timedelta(days=1),
        "day": day_of(now),
        "hour": hour_of(now),
    }
    told: dict[Kind, list[Any]] = defaultdict(list)
    asked = (QUESTION, RESTED) if lists["resting"] else (QUESTION,)
    for question in asked:
        for row in session.execute(question, {**lists, **moments}):
            told[Kind(row.kind)].append(row)
    return told


def _allowed(told: Told, now: datetime) -> Allowed:
    rows = Answered(
        running=told[Kind.RUNNING],
        pooled=told[Kind.POOLED],
        shown=told[Kind.SHOWN],
        limits=told[Kind.LIMITS],
        company=told[Kind.COMPANY_DIALS],
        prefixes=told[Kind.PREFIX_DIALS],
    )
    return allowed(rows, now)


def _suppressed(session: Session, lists: Lists, values: list[str]) -> dict[int, Mapping[str, str]]:
    return {each: suppressions.standing(session, each, values) for each in lists["controllers"]}


def _owners(rows: Sequence[Any]) -> frozenset[int]:
    return frozenset(row.owner for row in rows)


def _at_numbers(rows: Sequence[Any]) -> dict[tuple[int, str], datetime]:
    return {(row.owner, row.word): row.at for row in rows}


def _moments(rows: Sequence[Any], key: Callable[[Any], Key]) -> dict[Key, tuple[datetime, ...]]:
    """The moments of the rows by their key, earliest first."""
    found: dict[Key, list[datetime]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row.at)
    return {each: tuple(sorted(moments)) for each, moments in found.items()}


def _consents(session: Session, lists: Lists) -> dict[tuple[int, str], Consent]:
    """The newest consent given to a company at a number."""
    return {
        (row.organisation_id, row.e164): Consent(
            captured_at=row.captured_at,
            expires_at=row.expires_at or row.captured_at + CONSENT_HOLDS,
            wording=row.wording,
            withdrawn_at=row.withdrawn_at,
        )
        for row in session.scalars(CONSENTS, lists)
    }


def _own_number() -> str | None:
    numbers: tuple[str, ...] = current_app.extensions["telepro.settings"].carrier.numbers
    return numbers[0] if numbers else None
