"""When and how often a plan's phones may ring: by the law, by the plan, and by what its company has set beside them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from campaigns.cadence import DAY, LUNCH
from campaigns.eligibility import Facts, Policy
from campaigns.eligibility.case import calling_hours, case_of
from campaigns.eligibility.hours import common_opening
from campaigns.law import pack_for, rules_in_force
from campaigns.law.own_terms import Closure, Term, figures, in_force
from campaigns.law.rules import AttemptCap, Sector, Technique
from campaigns.law.tuning import changed
from campaigns.numbers.zones import OF_TERRITORY
from campaigns.plan.document import Plan
from campaigns.prospects import Audience
from campaigns.windows import resolve_local

Opening = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose hours and rules hold for a group of prospects."""

    country: str
    audience: Audience
    sector: Sector
    technique: Technique
    zones: tuple[str, ...]


def home_of(plan: Plan) -> str:
    """The zone of the plan's country, in which its people work."""
    return OF_TERRITORY.get(plan.country, "UTC")


def place_of(plan: Plan, audience: Audience | None = None, zones: tuple[str, ...] = ()) -> Place:
    """The rules and zones of prospects of that audience in those zones; what is left out is the plan's."""
    return Place(
        plan.country,
        audience or plan.audience,
        plan.sector,
        plan.actions.dial_mode,
        zones or (home_of(plan),),
    )


def policy_of(plan: Plan, terms: tuple[Term, ...]) -> Policy:
    """The plan's own limits, with what the company and compliance have set beside the law."""
    return replace(plan.policy(), changes=terms)


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


def legal_cap(
    plan: Plan, audience: Audience, terms: tuple[Term, ...] = ()
) -> tuple[str, AttemptCap] | None:
    """The rule of law that caps the attempts on one number of this audience, by its id, as the terms that
    hold on the plan's first day have it; None if none does, the tightest of several."""
    pack = pack_for(plan.country)
    if pack is None:
        return None
    standing = in_force(terms, resolve_local(plan.objectives.start, LUNCH, home_of(plan)))
    pack = changed(pack, figures(standing))
    rules = rules_in_force(pack, plan.objectives.start, audience, plan.actions.dial_mode)
    caps = [(rule.id, rule.params) for rule in rules if isinstance(rule.params, AttemptCap)]
    return min(caps, key=lambda each: (each[1].most, -each[1].days), default=None)


def open_hours(found: tuple[Opening, ...]) -> float:
    """How many hours these openings last together."""
    return sum(((closes - opens) / timedelta(hours=1) for opens, closes in found), 0.0)
