"""The smallest single change of each kind that makes a plan likely enough, and those that can't be offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from campaigns.clearance.openings import legal_cap
from campaigns.forecast.binding import Judge, ending_later, leads_in, with_attempts, with_leads
from campaigns.forecast.calendar import longest_day
from campaigns.forecast.given import Caller, Given, caller_of
from campaigns.forecast.lever_words import LEVER_WORDS, NOT_OFFERED, said
from campaigns.funnel.steps import Words

HALF_AN_HOUR = Fraction(1, 2)
MOST_DAYS_LATER = 180
MOST_ATTEMPTS = 12
_A_POINT = 0.01
_MOST_CONTACTS = 0.95
_MANY = 40


class Lever(StrEnum):
    """What a manager may change alone."""

    CONTACT_RATE = "contact_rate"
    CALLERS = "callers"
    HOURS_PER_DAY = "hours_per_day"
    PROSPECTS = "prospects"
    END = "end"
    ATTEMPTS = "attempts"


@dataclass(frozen=True, slots=True)
class Fix:
    """One change that is enough: by how much (in the lever's own unit), how large that is in parts of
    what there is now, and the chance that it leads to."""

    lever: Lever
    change: float
    size: float
    p_reach: float
    words: Words


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A change that is not proposed, and why: the law forbids it, the day is full, or it is never enough."""

    lever: Lever
    words: Words


@dataclass(frozen=True, slots=True)
class _Steps:
    """A lever's steps: the case after so many of them, how many there may be, what one is and is in
    parts of what there is now; `shut` says why there are no more."""

    lever: Lever
    after: Callable[[int], Given]
    most: int
    unit: float
    share: float
    shut: str = "never_enough"
    rule: str = ""


def fixes(
    case: Given, judge: Judge, wanted: float
) -> tuple[tuple[Fix, ...], tuple[NotOffered, ...]]:
    """The smallest change of each lever that lifts the chance to `wanted`, and the levers without one.

    A better contact rate stands first, since nothing else weighs as much; the others follow by their
    size in parts of what there is now.
    """
    found, refused = [], []
    for steps in _levers(case):
        fix = _smallest(steps, judge, wanted)
        if fix is not None:
            found.append(fix)
        else:
            refused.append(NotOffered(steps.lever, _why_not(steps)))
    found.sort(key=_by_size)
    return tuple(found), tuple(refused)


def _by_size(fix: Fix) -> tuple[bool, float]:
    return fix.lever is not Lever.CONTACT_RATE, fix.size


def _smallest(steps: _Steps, judge: Judge, wanted: float) -> Fix | None:
    """Double the number of steps until it is enough, then halve the doubt."""
    if steps.most < 1:
        return None
    low, high = 0, 1
    while (chance := judge.chance(steps.after(high))) < wanted:
        if high == steps.most:
            return None
        low, high = high, min(2 * high, steps.most)
    while high - low > 1:
        middle = (low + high) // 2
        tried = judge.chance(steps.after(middle))
        if tried >= wanted:
            high, chance = middle, tried
        else:
            low = middle
    change = high * steps.unit
    words = said(LEVER_WORDS[steps.lever], change)
    return Fix(steps.lever, round(change, 4), high * steps.share, chance, words)


def _why_not(steps: _Steps) -> Words:
    return {
        language: NOT_OFFERED[steps.shut][language].format(
            lever=LEVER_WORDS[steps.lever]["name"][language], rule=steps.rule
        )
        for language in ("fr", "en")
    }


def _levers(case: Given) -> Iterator[_Steps]:
    yield _contact_rate(case)
    if case.callers:
        yield _hours(case)
    yield _callers(case)
    if case.leads is not None:
        yield _prospects(case)
    yield _end(case)
    yield _attempts(case)


def _contact_rate(case: Given) -> _Steps:
    rate = case.rates["contact_rate"]

    def after(points: int) -> Given:
        better = replace(rate, mean=rate.mean + points * _A_POINT)
        return replace(case, rates={**case.rates, rate.name: better})

    most = int((_MOST_CONTACTS - rate.mean) / _A_POINT)
    return _Steps(Lever.CONTACT_RATE, after, most, 1, _A_POINT / rate.mean)


def _callers(case: Given) -> _Steps:
    another = case.callers[0] if case.callers else caller_of(case.plan)

    def after(people: int) -> Given:
        return replace(case, callers=(*case.callers, *(another,) * people))

    return _Steps(Lever.CALLERS, after, _MANY, 1, 1 / max(len(case.callers), 1))


def _hours(case: Given) -> _Steps:
    """Half hours a day for each, up to the hours in which plan and law let anybody be called."""
    longest = max((max(each.hours) for each in case.callers), default=Fraction(0))
    room = longest_day(case) - float(longest)

    def after(halves: int) -> Given:
        return replace(case, callers=tuple(_longer(each, halves) for each in case.callers))

    most, half = int(room / float(HALF_AN_HOUR)), float(HALF_AN_HOUR)
    share = half / float(longest) if longest else 1.0
    return _Steps(Lever.HOURS_PER_DAY, after, most, half, share, "day_is_full")


def _longer(caller: Caller, halves: int) -> Caller:
    more = halves * HALF_AN_HOUR
    return Caller(tuple(each + more if each else each for each in caller.hours))


def _prospects(case: Given) -> _Steps:
    there = max(leads_in(case), 1)
    unit = _round_unit(there)
    return _Steps(
        Lever.PROSPECTS, lambda n: with_leads(case, n * unit), _MANY * 2, unit, unit / there
    )


def _round_unit(leads: int) -> int:
    """About a twentieth of a list, as one says it: 1, 2 or 5 of the next power of ten, at least 10."""
    wanted, unit = leads / 20, 10
    for factor in (2, 2.5, 2) * 6:
        if unit * factor > wanted:
            break
        unit = int(unit * factor)
    return unit


def _end(case: Given) -> _Steps:
    begins = max(case.plan.objectives.start, case.progress.today)
    length = max((case.plan.objectives.end - begins).days + 1, 1)
    return _Steps(Lever.END, lambda days: ending_later(case, days), MOST_DAYS_LATER, 1, 1 / length)


def _attempts(case: Given) -> _Steps:
    """One attempt more at a time, as many as the law allows within its days."""
    made = case.plan.actions.max_attempts
    law = legal_cap(case.plan, case.plan.audience, case.terms)
    most = MOST_ATTEMPTS if law is None else law[1].most
    rule = law[0] if law else ""
    shut = "law" if law and made >= most else "never_enough"
    return _Steps(
        Lever.ATTEMPTS,
        lambda n: with_attempts(case, made + n),
        most - made,
        1,
        1 / made,
        shut,
        rule,
    )
