"""How simulated teleprospectors differ: skill, hours, breaks, and how steady their line is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from random import Random

from campaigns.plan import Plan
from campaigns.teleprospector.presence import WeeklySpan
from campaigns.windows import Span as Hours
from telepro.localtwilio.sayings import Saying

Span = tuple[float, float]  # seconds, least and most
READS: Span = (15.0, 50.0)
WRAPS_UP: Span = (8.0, 30.0)
AFTER_REFUSAL: Span = (2.0, 5.0)
LINE_BACK_AFTER: Span = (10.0, 60.0)
BACK_AT_THE_DESK_AFTER: Span = (960.0, 1800.0)  # longer than a session waits for its person
LOOKS_AGAIN_AFTER = 60.0
NOTICES_AFTER = 1.5
# How long a talk lasts that ends so. Average over all who answered: about two minutes.
TALKS: Mapping[Saying, Span] = {
    Saying.MEETING: (180, 420),
    Saying.QUOTE: (150, 330),
    Saying.DOCUMENTATION: (90, 210),
    Saying.LATER: (80, 180),
    Saying.CALLBACK: (25, 60),
    Saying.REFUSAL: (60, 180),
    Saying.REFUSED_TO_LISTEN: (5, 20),
    Saying.OUT_OF_TARGET: (20, 60),
    Saying.WRONG_NUMBER: (8, 20),
    Saying.DO_NOT_CALL: (10, 30),
    Saying.LANGUAGE: (8, 20),
    Saying.GATEKEEPER: (20, 60),
    Saying.AWAY: (12, 40),
    Saying.MACHINE: (4, 12),
}
NOT_UNDERSTOOD: Span = (3, 6)
LAST_MINUTE = 23 * 60 + 59


@dataclass(frozen=True, slots=True)
class Habits:
    """One teleprospector: `skill` about 1; `works` is the share of the plan's hours a day that they
    offer; minutes between breaks, seconds of a break; how often an hour the line drops."""

    name: str
    skill: float
    works: float
    starts_late: int
    between_breaks: float
    rests: float
    drops: float


def habits_of(number: int, seed: str) -> Habits:
    """The habits of the caller of this number, from the seed."""
    dice = Random(f"{seed}:caller:{number}")
    return Habits(
        name=f"Caller {number:03d}",
        skill=min(max(dice.gauss(1.0, 0.15), 0.6), 1.5),
        works=dice.uniform(0.8, 1.2),
        starts_late=dice.choice((0, 0, 15, 30, 60)),
        between_breaks=dice.uniform(50, 110),
        rests=dice.uniform(240, 900),
        drops=dice.uniform(0.0, 0.08),
    )


def week_of(habits: Habits, plan: Plan, zone: str) -> tuple[WeeklySpan, ...]:
    """The hours of the plan that this caller offers, as many a day as the plan counts on."""
    offered = float(plan.actions.resources.hours_per_day) * habits.works * 60
    return tuple(
        WeeklySpan(day, _clock(start), _clock(end), zone)
        for day in range(7)
        for start, end in _taken(plan.actions.hours.days[day], habits.starts_late, offered)
    )


def persuaded(says: Saying | None, habits: Habits, dice: Random) -> Saying | None:
    """What a caller of this skill makes of what somebody wanted to say."""
    luck = dice.random()
    if says is Saying.REFUSED_TO_LISTEN and luck < (habits.skill - 0.9) * 0.6:
        return Saying.REFUSAL
    if says is Saying.REFUSAL and luck < (habits.skill - 1.0) * 0.1:
        return Saying.MEETING
    return says


def _taken(spans: Sequence[Hours], late: int, minutes: float) -> list[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for span in spans:
        start = span.opens + late
        end = min(span.closes, start + int(minutes))
        if end > start:
            taken.append((start, end))
            minutes -= end - start
        late = 0
    return taken


def _clock(minutes: int) -> time:
    return time(min(minutes, LAST_MINUTE) // 60, min(minutes, LAST_MINUTE) % 60)
