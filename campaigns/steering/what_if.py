"""How far decisions and rates of a campaign may be moved by whoever asks what would come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.clearance.openings import legal_cap
from campaigns.forecast.levers import MOST_ATTEMPTS
from campaigns.law.own_terms import Term
from campaigns.plan import Plan
from campaigns.steering.course import Course
from campaigns.steering.decisions import Decisions
from campaigns.steering.under_way import LINKS

MOST = 3  # times what is planned or seen: what lies beyond is another plan
LONGEST_DAY = Fraction(12)
_TENTH = Fraction(1, 10)
_SHARES = frozenset({"contact_rate", "argumentation", "transformation"})
# What is less than a step from where it stands was not moved.
STEPS: Mapping[str, Fraction] = {
    "people": Fraction(1),
    "hours": _TENTH,
    "attempts": Fraction(1),
    "dials_per_hour": _TENTH,
    **dict.fromkeys(_SHARES, _TENTH / 100),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that something may be set to."""

    least: Fraction
    most: Fraction

    def nearest(self, wish: Fraction) -> Fraction:
        """The wish, or the bound next to it."""
        return min(max(wish, self.least), self.most)


def bounds(plan: Course, seen: Course) -> dict[str, Bounds]:
    """How far each rate may be moved, by its name in `Course`: from nothing to three times the larger
    of what is planned and what is seen, a share never beyond one."""
    return {name: Bounds(Fraction(0), _most(name, plan, seen)) for name in LINKS}


def decision_bounds(plan: Plan, made: Decisions, terms: tuple[Term, ...] = ()) -> dict[str, Bounds]:
    """How far each decision may be moved, by its name in `Decisions`: people to three times as many,
    hours to a long day, attempts from those that the cadence counts on to as many as the law allows
    within its days."""
    law = legal_cap(plan, plan.audience, terms)
    allowed = MOST_ATTEMPTS if law is None else law[1].most
    return {
        "people": Bounds(Fraction(1), Fraction(MOST * made.people)),
        "hours": Bounds(_TENTH, max(LONGEST_DAY, made.hours)),
        "attempts": Bounds(Fraction(_counted_on(plan)), Fraction(max(allowed, made.attempts))),
    }


def _counted_on(plan: Plan) -> int:
    """One attempt more than the last after which the cadence has a wait of its own."""
    return 1 + max((step.attempt or 0 for step in plan.actions.cadence), default=0)


def wished(
    made: Decisions, reach: Mapping[str, Bounds], wishes: Mapping[str, Fraction]
) -> Decisions:
    """The decisions with these wishes, by their names: one out of bounds is taken to the nearest bound,
    one that is less than a step from what was decided is none."""
    return Decisions(
        people=int(_moved("people", Fraction(made.people), reach, wishes)),
        hours=_moved("hours", made.hours, reach, wishes),
        attempts=int(_moved("attempts", Fraction(made.attempts), reach, wishes)),
    )


def rates_wished(
    seen: Course, reach: Mapping[str, Bounds], wishes: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """The rates that are wished, by their names in `Course`, by the same rule; those that are not, left out."""
    rates = {name: _moved(name, getattr(seen, name), reach, wishes) for name in LINKS}
    return {name: rate for name, rate in rates.items() if rate != getattr(seen, name)}


def _moved(
    name: str, stands: Fraction, reach: Mapping[str, Bounds], wishes: Mapping[str, Fraction]
) -> Fraction:
    wish = reach[name].nearest(wishes.get(name, stands))
    return wish if abs(wish - stands) >= STEPS[name] else stands


def _most(name: str, plan: Course, seen: Course) -> Fraction:
    most: Fraction = MOST * max(getattr(plan, name), getattr(seen, name))
    return min(most, Fraction(1)) if name in _SHARES else most
