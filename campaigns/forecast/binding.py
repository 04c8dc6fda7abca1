"""Which one thing holds a plan back: each is relaxed by a quarter, alone, and what helps most is what binds."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Protocol

from campaigns.cadence import DAY
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Caller, Given, Leads, with_plan
from campaigns.forecast.rates import rates_of
from campaigns.funnel.steps import Words

A_QUARTER = Fraction(1, 4)
# Less than a twentieth more results is within what the draws themselves differ by.
_FELT = 1.05
_ALIKE = 0.02
_WORTH_A_WORD = 0.1


class Binding(StrEnum):
    """What holds a plan back; NOTHING when it reaches its objective as likely as was asked."""

    LIST = "list"
    HOURS = "hours"
    WINDOWS = "windows"
    ATTEMPTS = "attempts"
    RATES = "rates"
    NOTHING = "nothing"


BINDING_WORDS: Mapping[Binding, Words] = {
    Binding.LIST: {"fr": "le nombre de fiches", "en": "the number of prospects"},
    Binding.HOURS: {"fr": "les heures de l’équipe", "en": "the team's hours"},
    Binding.WINDOWS: {
        "fr": "les jours et heures où l’on peut appeler",
        "en": "the days and hours on which one may call",
    },
    Binding.ATTEMPTS: {"fr": "les tentatives par fiche", "en": "the attempts per prospect"},
    Binding.RATES: {"fr": "les taux obtenus", "en": "the rates obtained"},
    Binding.NOTHING: {"fr": "rien", "en": "nothing"},
}


class Judge(Protocol):
    """Plays a case and says how it ends."""

    def chance(self, case: Given) -> float:
        """The share of runs that reach the objective, 0 to 1."""

    def mean(self, case: Given) -> float:
        """The results to be expected."""


def binding(case: Given, judge: Judge, chance: float, wanted: float) -> Binding:
    """What holds the case back, whose chance is known, from the chance that is wanted.

    The rates bind where the plan's own would do and those observed don't, or where nothing else helps.
    """
    if chance >= wanted:
        return Binding.NOTHING
    as_stated = replace(case, rates=rates_of(case.plan, {}))
    if as_stated.rates != case.rates and judge.chance(as_stated) >= wanted:
        return Binding.RATES
    before = judge.mean(case)
    gains = {
        found: judge.mean(relaxed)
        for found, relax in RELAXED.items()
        if (relaxed := relax(case)) is not None
    }
    most = max(gains.values())
    if most <= before * _FELT:
        return Binding.RATES if before else Binding.WINDOWS
    # Of two that help alike, the one that a manager decides: it stands first.
    return next(each for each, gain in gains.items() if gain >= most - before * _ALIKE)


def _more_leads(case: Given) -> Given | None:
    # A quarter of nothing would say that a list without anybody is long enough.
    more = max(ceil(leads_in(case) * A_QUARTER), 1)
    return None if case.leads is None else with_leads(case, more)


def _more_hours(case: Given) -> Given:
    """A quarter more of everybody's day, as far as the day is open."""
    return replace(case, callers=tuple(_times(each, 1 + A_QUARTER) for each in case.callers))


def _more_days(case: Given) -> Given:
    begins = max(case.plan.objectives.start, case.progress.today)
    length = max((case.plan.objectives.end - begins).days + 1, 1)
    return ending_later(case, ceil(length * A_QUARTER))


def _more_attempts(case: Given) -> Given:
    return with_attempts(case, ceil(case.plan.actions.max_attempts * (1 + A_QUARTER)))


RELAXED: Mapping[Binding, Callable[[Given], Given | None]] = {
    Binding.HOURS: _more_hours,
    Binding.LIST: _more_leads,
    Binding.ATTEMPTS: _more_attempts,
    Binding.WINDOWS: _more_days,
}


def leads_in(case: Given) -> int:
    """How many open leads there are; 0 for a list that never runs out."""
    return sum(each.count for each in case.leads or ())


def with_leads(case: Given, more: int) -> Given:
    """As many fresh leads more."""
    return replace(case, leads=(*(case.leads or ()), Leads(more)))


def dials_lacking(case: Given, found: Figures) -> int:
    """Dials that the hours allow and the list does not hold; 0 for a tenth of them or less."""
    hours = (found.hours_a_day or 0.0) * len(found.days)
    allowed = hours * case.rates["dials_per_hour"].mean * (1 - case.habits.absent)
    lacking = allowed - found.to_come["dials"][1]
    return round(lacking) if lacking > allowed * _WORTH_A_WORD else 0


def ending_later(case: Given, days: int) -> Given:
    """The plan ends so many calendar days later."""
    objectives = case.plan.objectives
    moved = replace(objectives, end=objectives.end + days * DAY)
    return with_plan(case, replace(case.plan, objectives=moved))


def with_attempts(case: Given, most: int) -> Given:
    """So many attempts on each lead, the plan's own cap raised with them; the law's stays."""
    actions = case.plan.actions
    cap = max(actions.cap_attempts, most)
    changed = replace(actions, max_attempts=most, cap_attempts=cap)
    return with_plan(case, replace(case.plan, actions=changed))


def _times(caller: Caller, factor: Fraction) -> Caller:
    return Caller(tuple(min(each * factor, Fraction(24)) for each in caller.hours))
