"""In which hours a country may be called and which days are closed there, as people read it.

What a single call may do is judged by `eligibility` from the same rules; nothing here decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.clearance.public_holidays import public_holidays
from campaigns.law import PACKS, pack_for
from campaigns.law.asks import ClosedOnHolidays, OpeningHours, PlanDefaults, Words
from campaigns.law.codes import Anything
from campaigns.law.own_terms import Closure, OwnHours, Term
from campaigns.law.rules import Rule
from campaigns.law.source_words import source_words
from campaigns.law.table import KNOWN, LANGUAGES, region_words
from campaigns.law.term_words import week
from campaigns.windows import Hours

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The hours that one rule gives: for whom, in which state or province, since when, by which source.

    `hours` is None for a rule that only closes holidays; `eves` are the hours of a day before one;
    `holidays` is the calendar on whose days nobody is called, None where the rule names none;
    `is_law` is false for what a plan does that says nothing.
    """

    id: str
    region: Words | None
    audience: str | None
    hours: Words | None
    eves: str
    holidays: str | None
    source: Words
    since: date | None
    until: date | None
    known: Words
    is_law: bool


def hours_of(country: str, today: date) -> tuple[HoursLine, ...]:
    """The hours of a country (or of the one whose rules it shares), in force or to come; none for a
    country without rules, which may not be called at all."""
    pack = pack_for(country)
    rules = pack.rules if pack else ()
    lines = (_line(rule) for rule in rules if not rule.effective_to or rule.effective_to >= today)
    return tuple(line for line in lines if line is not None)


def calendars_of(country: str, today: date) -> tuple[str, ...]:
    """The calendars of holidays to show for a country: its own first, then those of its states that a
    rule names."""
    named = {line.holidays for line in hours_of(country, today) if line.holidays}
    return (country, *sorted(named - {country}))


def holidays_ahead(calendar: str, today: date) -> Mapping[date, Words]:
    """The public holidays of a calendar (FR, US-AL) from today on, for a year, with their names."""
    last = today + A_YEAR
    return {
        day: names
        for year in (today.year, last.year)
        for day, names in sorted(public_holidays(calendar, year).items())
        if today <= day <= last
    }


def narrows(term: Term, country: str) -> bool:
    """Whether a term changes the hours of a country: own hours, or a closure, that concern it."""
    return isinstance(term, OwnHours | Closure) and term.concerns([country])


def shown_countries() -> tuple[str, ...]:
    """Every country with rules of its own, in the order of the packs."""
    return tuple(pack.country for pack in PACKS)


def _line(rule: Rule) -> HoursLine | None:
    params = rule.params
    if isinstance(params, ClosedOnHolidays):
        return _told(rule, None, params.country)
    if isinstance(params, OpeningHours | PlanDefaults):
        return _told(rule, params.hours, params.holidays)
    return None


def _told(rule: Rule, hours: Hours | None, holidays: str | None) -> HoursLine:
    return HoursLine(
        id=rule.id,
        region=region_words(rule.region),
        audience=None if isinstance(rule.audience, Anything) else str(rule.audience),
        hours={language: week(hours, language) for language in LANGUAGES} if hours else None,
        eves=", ".join(map(str, hours.eves or ())) if hours else "",
        holidays=holidays,
        source=source_words(rule.source),
        since=rule.effective_from,
        until=rule.effective_to,
        known=KNOWN[rule.confidence],
        is_law=not isinstance(rule.params, PlanDefaults),
    )
