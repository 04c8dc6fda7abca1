"""On which half-days the plan calls whom for how long, and on which a lead comes back after a call in vain."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from campaigns.cadence import DAY, LUNCH, HalfDay, NextCall, after, half_day
from campaigns.dispositions import Disposition
from campaigns.eligibility import Facts, Policy
from campaigns.eligibility.case import calling_hours, case_of
from campaigns.eligibility.hours import common_opening
from campaigns.forecast.given import Given, Leads
from campaigns.law import pack_for, rules_in_force
from campaigns.law.own_terms import Closure, Term, figures, in_force
from campaigns.law.rules import AttemptCap, Sector, Technique
from campaigns.law.tuning import changed
from campaigns.plan.document import Plan
from campaigns.prospects import Audience
from campaigns.windows import resolve_local
from campaigns.zones import OF_TERRITORY

# Moments that stand for a half-day when a wait is counted from it.
_IN_THE: dict[HalfDay, time] = {HalfDay.MORNING: time(11), HalfDay.AFTERNOON: time(16)}
Opening = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose hours and rules hold for a group of leads."""

    country: str
    audience: Audience
    sector: Sector
    technique: Technique
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half a day on which the team calls: its hours in all, and which part of it is open for each group."""

    day: date
    half: HalfDay
    hours: float
    open: tuple[float, ...]


def home_of(plan: Plan) -> str:
    """The zone of the plan's country, in which its people work."""
    return OF_TERRITORY.get(plan.country, "UTC")


def place_of(plan: Plan, leads: Leads | None) -> Place:
    """The rules and zones of a group; of nobody in particular: those of the plan."""
    audience = leads.audience if leads and leads.audience else plan.audience
    zones = leads.zones if leads and leads.zones else (home_of(plan),)
    return Place(plan.country, audience, plan.sector, plan.actions.dial_mode, zones)


def policy_of(case: Given) -> Policy:
    """The plan's own limits, with what the company and compliance have set beside the law."""
    return replace(case.plan.policy(), changes=case.terms)


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
    policy = policy_of(case)
    ours = openings(policy, place_of(plan, None), day)
    worked = _hours(ours)
    if not worked:
        return
    offered = sum(min(float(each.hours[day.weekday()]), worked) for each in case.callers)
    noon = resolve_local(day, LUNCH, home)
    left = ours if case.progress.now is None else _overlap(ours, ((case.progress.now, noon + DAY),))
    theirs = [openings(policy, place, day) for place in places]
    for half, within in _halves(noon).items():
        mine = _hours(_overlap(left, (within,)))
        common = (_hours(_overlap(_overlap(left, each), (within,))) for each in theirs)
        shares = tuple(each / mine if mine else 0.0 for each in common)
        yield Stretch(day, half, offered * mine / worked, shares)


def _halves(noon: datetime) -> dict[HalfDay, Opening]:
    return {HalfDay.MORNING: (noon - DAY, noon), HalfDay.AFTERNOON: (noon, noon + DAY)}


@lru_cache(maxsize=8192)
def openings(policy: Policy, place: Place, day: date) -> tuple[Opening, ...]:
    """When phones of this place may ring on a day of its first zone, by the law and by the plan.

    A country without rules, or that the company has closed, is not called: it has none.
    """
    zone = place.zones[0]
    standing = in_force(policy.changes, resolve_local(day, time(12), zone))
    closed = (each for each in standing if isinstance(each, Closure))
    if pack_for(place.country) is None or any(each.concerns([place.country]) for each in closed):
        return ()
    facts = Facts(
        place.audience, None, place.country, None, zone, None, place.sector, place.technique
    )
    noon = resolve_local(day, time(12), zone)
    all_hours = calling_hours(replace(case_of(facts, policy, noon), zones=place.zones))
    found, moment = [], resolve_local(day, time(0), zone)
    evening = resolve_local(day + DAY, time(0), zone)
    while (opens := common_opening(all_hours, moment)) is not None and opens < evening:
        closes = [end for each in all_hours if (end := each.closes_at(opens)) is not None]
        moment = min(*closes, evening)
        found.append((opens, moment))
    return tuple(found)


def longest_day(case: Given) -> float:
    """The most hours that anybody may call on one day of the plan: those in which it is open."""
    policy, place = policy_of(case), place_of(case.plan, None)
    return max((_hours(openings(policy, place, day)) for day in _days(case)), default=0.0)


def legal_cap(
    plan: Plan, audience: Audience, terms: tuple[Term, ...] = ()
) -> tuple[str, AttemptCap] | None:
    """The rule of law that caps the attempts on one number of this audience, by its id, as the terms that
    hold on the plan's first day have it; None if none does."""
    pack = pack_for(plan.country)
    if pack is None:
        return None
    standing = in_force(terms, resolve_local(plan.objectives.start, LUNCH, home_of(plan)))
    pack = changed(pack, figures(standing))
    rules = rules_in_force(pack, plan.objectives.start, audience, plan.actions.dial_mode)
    for rule in rules:
        if isinstance(rule.params, AttemptCap):
            return rule.id, rule.params
    return None


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


def _hours(found: tuple[Opening, ...]) -> float:
    return sum(((closes - opens) / timedelta(hours=1) for opens, closes in found), 0.0)
