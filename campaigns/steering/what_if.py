"""How far the hours and rates of a campaign may be moved by whoever asks what would come of it."""

from dataclasses import dataclass, fields
from fractions import Fraction

from campaigns.steering.course import Course

MOST = 3  # times what is planned or seen: what lies beyond is another plan
_SHARES = frozenset({"contact_rate", "argumentation", "transformation"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a link of the chain may be set to."""

    least: Fraction
    most: Fraction


def bounds(plan: Course, seen: Course) -> dict[str, Bounds]:
    """How far each link of the chain may be moved, by its name in `Course`: from nothing to three
    times the larger of what is planned and what is seen, a share never beyond one."""
    return {
        field.name: Bounds(Fraction(0), _most(field.name, plan, seen)) for field in fields(Course)
    }


def _most(name: str, plan: Course, seen: Course) -> Fraction:
    most: Fraction = MOST * max(getattr(plan, name), getattr(seen, name))
    return min(most, Fraction(1)) if name in _SHARES else most
