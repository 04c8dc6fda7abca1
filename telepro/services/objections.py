"""Who must not be called: numbers added by hand, and what calls and files have brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from campaigns.dispositions import SuppressionScope
from campaigns.numbers.phones import BadPhone, mask, read_phone
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import OrganisationKind
from telepro.db import audit, objections, people, suppressions, transaction
from telepro.db.objections import ObjectionLine

PAGE = 50


@dataclass(frozen=True, slots=True)
class NewObjection:
    """A number that must not be called, for one company or (None) for every one there is now."""

    number: str
    country: str
    organisation: str | None
    reason: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ObjectionPage:
    """Objections, newest first; `more` is where the next page begins."""

    lines: Sequence[ObjectionLine]
    more: int | None


def page(before: int | None) -> ObjectionPage:
    """A page of the do-not-call lists of all companies; numbers are kept as fingerprints only."""
    with transaction() as session:
        found = objections.lines(session, before, PAGE + 1)
        return ObjectionPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def add(new: NewObjection, by_id: int, now: datetime) -> int:
    """Suppress a number; gives for how many companies it is new. Raises `Refused` for no number."""
    if not new.number.strip():
        raise Refused(_no_number())
    read = read_phone(new.number, new.country)
    if isinstance(read, BadPhone):
        raise Refused(read.problem("number", new.language))
    e164, reason = read.phone.e164, new.reason.strip() or _("asked for by the person")
    with transaction() as session:
        if new.organisation:
            chosen = people.organisation(session, new.organisation)
            if chosen is None:
                raise NotFound(new.organisation)
            companies = [chosen]
        else:
            companies = list(people.of_kind(session, OrganisationKind.COMPANY))
        scope = SuppressionScope.NUMBER
        added = [
            suppressions.add(session, company.id, scope, e164, reason, now, by_id=by_id)
            for company in companies
        ]
        objections.take_back(session, [company.id for company in companies], e164, now)
        details = {"scope": scope, "number": mask(e164), "companies": sum(added)}
        audit.note(session, by_id, None, "do_not_call.added", "number", details, now)
        return sum(added)


def _no_number() -> Problem:
    fix = _("Write it as 01 99 00 12 34, or with + and the country's code.")
    return Problem("number", _("nothing"), _("a phone number"), fix)
