"""What the end would be with other hours and rates from now on: the funnel's closed form, read forward."""

from dataclasses import dataclass, fields
from fractions import Fraction

from campaigns.steering.causes import Room
from campaigns.steering.course import Course, Worked

MOST = 3  # times what is planned or seen: what lies beyond is another plan
_SHARES = frozenset({"contact_rate", "argumentation", "transformation"})


@dataclass(frozen=True, slots=True)
class Imagined:
    """The end as imagined: results, and the dials and hours still to come that it takes.

    `short_of_leads` is how many of those dials the list does not hold; they are left out of the end.
    """

    results: Fraction
    dials: Fraction
    hours: Fraction
    short_of_leads: Fraction


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


def imagine(done: Worked, elapsed: Fraction, wished: Course, room: Room | None) -> Imagined:
    """The end with `wished` from now on: `wished.hours` are those of a whole plan's time at that pace.

    What is done stays; only the share of the time that is left is imagined. Dials stop where the
    list is used up, if its `room` is known.
    """
    hours = wished.hours * max(1 - elapsed, Fraction(0))
    asked = hours * wished.dials_per_hour
    dials = min(asked, Fraction(room.dials)) if room else asked
    return Imagined(done.results + dials * wished.per_dial, dials, hours, asked - dials)
