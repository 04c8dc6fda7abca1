"""What the dials and hours ask of the prospect file, of the team and of the budget."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from math import ceil

from campaigns.clearance.openings import legal_cap, open_hours, openings, place_of, policy_of
from campaigns.funnel.steps import Step, StepUnit, Words, both, count, money, share, trimmed
from campaigns.law import pack_for
from campaigns.law.own_terms import Term
from campaigns.plan.document import Plan
from campaigns.windows import holiday_name

_MEANS: Words = {"fr": "moyens du plan", "en": "the plan's means"}
_PERIOD: Words = {"fr": "dates et horaires du plan", "en": "the plan's dates and hours"}
_OPEN: Words = {"fr": "heures où l’on peut appeler", "en": "hours in which phones may ring"}
_CAPPED: Mapping[bool, Words] = {
    False: {"fr": "plafond {rule}", "en": "capped by {rule}"},
    True: {
        "fr": "plafond {rule}, resserré par vos propres règles",
        "en": "capped by {rule}, tightened by your own rules",
    },
}
_COMPUTED: Words = {"fr": "calcul", "en": "computed"}
_NO_FORMULA: Words = {"fr": "", "en": ""}

WEEK = 7
LABELS: dict[str, Words] = {
    "attempts": {"fr": "tentatives par fiche", "en": "attempts per prospect"},
    "reach": {"fr": "part des fiches jointes", "en": "share of prospects reached"},
    "records": {"fr": "fiches nécessaires", "en": "prospects needed"},
    "working_days": {"fr": "jours d'appel", "en": "calling days"},
    "capacity": {"fr": "heures disponibles", "en": "hours available"},
    "callers": {"fr": "téléprospecteurs nécessaires", "en": "teleprospectors needed"},
    "cost": {"fr": "coût", "en": "cost"},
    "cost_per_result": {"fr": "coût par résultat", "en": "cost per result"},
    "value_per_hour": {"fr": "revenu par heure d'appel", "en": "revenue per calling hour"},
}


def reach(contact_rate: Fraction, attempts: int) -> Fraction:
    """The share of prospects whose right person is reached within that many attempts.

    1 − (1 − p)^k takes attempts as independent; measured campaigns reach about a tenth less
    (Belkins 2025: 24.5 % where the formula gives 26.9 %).
    """
    return 1 - (1 - contact_rate) ** attempts


def attempts_allowed(plan: Plan, terms: tuple[Term, ...] = ()) -> tuple[int, str]:
    """The attempts that may count for one prospect, and the rule that caps them ("" if none does).

    French consumers may be rung 4 times in 30 days (FR-04): what a plan asks beyond doesn't count.
    `terms` is what the company and compliance have set beside the law.
    """
    wanted = (plan.actions.max_attempts, "")
    law = legal_cap(plan, plan.audience, terms)
    return min(wanted, (law[1].most, law[0])) if law else wanted


def working_days(plan: Plan) -> int:
    """The days from start to end on which the plan calls, public holidays left out."""
    start, end = plan.objectives.start, plan.objectives.end
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return sum(1 for day in days if is_calling_day(plan, day))


def is_calling_day(plan: Plan, day: date) -> bool:
    """Whether the plan calls on a day: one of its weekdays, and no public holiday."""
    country = plan.country if pack_for(plan.country) else None
    return bool(plan.actions.hours.days[day.weekday()]) and holiday_name(country, day) is None


def hours_each(plan: Plan, terms: tuple[Term, ...] = ()) -> Fraction:
    """Hours that one person calls on a calling day: the plan's, and no more than phones may ring.

    In a country whose rules nobody has written down they are the plan's.
    """
    wanted = plan.actions.resources.hours_per_day
    if pack_for(plan.country) is None:
        return wanted
    policy, place = policy_of(plan, terms), place_of(plan)
    longest = max((open_hours(openings(policy, place, day)) for day in _a_week(plan)), default=0.0)
    return min(wanted, Fraction(longest).limit_denominator(60))


def prospects_needed(
    plan: Plan, contacts: Fraction, terms: tuple[Term, ...] = ()
) -> tuple[Step, Step, Step]:
    """Attempts per prospect, the share reached by them, and the prospects that it takes."""
    rate = plan.objectives.assumptions.contact_rate
    most, rule = attempts_allowed(plan, terms)
    reached = reach(rate.value, most)
    is_own = most < attempts_allowed(plan)[0]
    capped = both(lambda language: _CAPPED[is_own][language].format(rule=rule)) if rule else _MEANS
    formula = both(lambda language: f"1 − (1 − {share(rate.value, language)})^{most}")
    assumed = {"fr": f"taux de contact : {rate.origin}", "en": f"contact rate: {rate.origin}"}
    needed = both(lambda language: f"{count(contacts, language)} ÷ {share(reached, language)}")
    return (
        _step("attempts", Fraction(most), StepUnit.COUNT, _NO_FORMULA, capped),
        _step("reach", reached, StepUnit.SHARE, formula, assumed),
        _step("records", contacts / reached, StepUnit.COUNT, needed, _COMPUTED),
    )


def team_needed(
    plan: Plan, hours: Fraction, terms: tuple[Term, ...] = ()
) -> tuple[Step, Step, Step]:
    """Calling days, the hours that the team has in them, and the people that it takes (0: no day)."""
    resources, a_day = plan.actions.resources, hours_each(plan, terms)
    days = working_days(plan) if a_day else 0
    each = a_day * days
    origin = _MEANS if a_day == resources.hours_per_day else _OPEN
    people = Fraction(ceil(hours / each)) if each else Fraction(0)
    available = both(
        lambda language: f"{resources.callers} × {trimmed(a_day, language)} h × {days}"
    )
    shared = both(lambda language: f"{count(hours, language)} h ÷ {count(each, language)} h")
    return (
        _step("working_days", Fraction(days), StepUnit.COUNT, _NO_FORMULA, _PERIOD),
        _step("capacity", resources.callers * each, StepUnit.HOURS, available, origin),
        _step("callers", people, StepUnit.COUNT, shared, _COMPUTED),
    )


def costs(plan: Plan, hours: Fraction) -> tuple[Step, Step, Step]:
    """Total cost (hours, file, price of the results), cost per result, revenue per calling hour."""
    target, price = plan.objectives.target, plan.objectives.price_cents
    hourly, file_cost = _costs_stated(plan)
    total = hours * hourly + file_cost + target * price
    summed = both(
        lambda language: (
            f"{count(hours, language)} h × {money(hourly, language)} + {money(file_cost, language)}"
            f" + {target} × {money(price, language)}"
        )
    )
    each = both(lambda language: f"{money(total, language)} ÷ {target}")
    earned = both(
        lambda language: f"{money(target * price, language)} ÷ {count(hours, language)} h"
    )
    revenue = Fraction(target * price) / hours
    return (
        _step("cost", total, StepUnit.CENTS, summed, _MEANS),
        _step("cost_per_result", total / target, StepUnit.CENTS, each, _COMPUTED),
        _step("value_per_hour", revenue, StepUnit.CENTS_PER_HOUR, earned, _COMPUTED),
    )


def _a_week(plan: Plan) -> Iterator[date]:
    """The first calling days of the plan, as many as a week has: each weekday's hours are among them."""
    start, end = plan.objectives.start, plan.objectives.end
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return islice((day for day in days if is_calling_day(plan, day)), WEEK)


def _costs_stated(plan: Plan) -> tuple[int, int]:
    resources = plan.actions.resources
    return resources.hourly_cost_cents, resources.file_cost_cents


def _step(key: str, value: Fraction, unit: StepUnit, formula: Words, origin: Words) -> Step:
    return Step(key, LABELS[key], value, unit, formula, origin)
