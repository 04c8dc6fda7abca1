"""On which half-days the plan calls whom for how long, and on which a lead comes back after a call in vain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from campaigns.cadence import DAY, LUNCH, HalfDay, NextCall, after, half_day
from campaigns.clearance.openings import (
    Opening,
    Place,
    home_of,
    legal_cap,
    open_hours,
    openings,
    place_of,
    policy_of,
)
from campaigns.dispositions import Disposition
from campaigns.forecast.given import Given
from campaigns.law.own_terms import Term
from campaigns.law.rules import AttemptCap
from campaigns.plan.document import Plan
from campaigns.prospects import Audience
from campaigns.windows import resolve_local

# Moments that stand for a half-day when a wait is counted from it.
_IN_THE: dict[HalfDay, time] = {HalfDay.MORNING: time(11), HalfDay.AFTERNOON: time(16)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half a day on which the team calls: its hours in all, and which part of it is open for each group."""

    day: date
    half: HalfDay
    hours: float
    open: tuple[float, ...]


def stretches(case: Given, places: tuple[Place, ...]) -> tuple[Stretch, ...]:
    """Every half-day from the case's day to the plan's end on which the team can reach anybody."""
    return tuple(
        found
        for day in _days(case)
        for found in _of_day(case, places, day)
        if found.hours and any(found.open)
    )


def _days(case: Given) -> Iterator[date]:
    day = max(case.plan.objectives.start, case.progress.today)
    while day <= case.plan.objectives.end:
        yield day
        day += DAY


def _of_day(case: Given, places: tuple[Place, ...], day: date) -> Iterator[Stretch]:
    """The team's hours of a day, shared between its halves as the plan's own hours are."""
    plan, home = case.plan, home_of(case.plan)
    policy = policy_of(case.plan, case.terms)
    ours = openings(policy, place_of(plan), day)
    worked = open_hours(ours)
    if not worked:
        return
    offered = sum(min(float(each.hours[day.weekday()]), worked) for each in case.callers)
    noon = resolve_local(day, LUNCH, home)
    left = ours if case.progress.now is None else _overlap(ours, ((case.progress.now, noon + DAY),))
    theirs = [openings(policy, place, day) for place in places]
    for half, within in _halves(noon).items():
        mine = open_hours(_overlap(left, (within,)))
        common = (open_hours(_overlap(_overlap(left, each), (within,))) for each in theirs)
        shares = tuple(each / mine if mine else 0.0 for each in common)
        yield Stretch(day, half, offered * mine / worked, shares)


def _halves(noon: datetime) -> dict[HalfDay, Opening]:
    return {HalfDay.MORNING: (noon - DAY, noon), HalfDay.AFTERNOON: (noon, noon + DAY)}


def longest_day(case: Given) -> float:
    """The most hours that anybody may call on one day of the plan: those in which it is open."""
    policy, place = policy_of(case.plan, case.terms), place_of(case.plan)
    return max((open_hours(openings(policy, place, day)) for day in _days(case)), default=0.0)


def wait(plan: Plan, disposition: Disposition, attempt: int, half: HalfDay) -> tuple[int, HalfDay]:
    """Days until a lead is tried again, and in which half, after that attempt (from 1) in that half-day."""
    zone = home_of(plan)
    at = resolve_local(plan.objectives.start, _IN_THE[half], zone)
    following = after(plan.cadence, disposition, attempt, at, zone, 1)
    if not isinstance(following, NextCall):
        raise ValueError(f"attempt {attempt}: expected fewer than {plan.cadence.max_attempts}")
    again = max(following.at, at + plan.actions.minimum_gap).astimezone(ZoneInfo(zone))
    return (again.date() - plan.objectives.start).days, half_day(again)


def rest_days(plan: Plan, audience: Audience, attempt: int, terms: tuple[Term, ...] = ()) -> int:
    """Days that a lead rests at least after that attempt (from 1), by the caps of plan and law.

    Each time that `most` attempts are made, the next one waits until the first of them has left the
    cap's days; they are taken to have been a day apart.
    """
    caps = [AttemptCap(plan.actions.cap_attempts, plan.actions.cap_days)]
    law = legal_cap(plan, audience, terms)
    if law is not None:
        caps.append(law[1])
    rests = (max(cap.days - cap.most + 1, 1) for cap in caps if attempt % cap.most == 0)
    return max(rests, default=0)


def _overlap(ours: tuple[Opening, ...], theirs: tuple[Opening, ...]) -> tuple[Opening, ...]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in ours for b in theirs)
    return tuple(pair for pair in pairs if pair[0] < pair[1])
