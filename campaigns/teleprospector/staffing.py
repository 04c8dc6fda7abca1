"""How many hours a team offers on each day of a week, beside how many its plan needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.funnel.means import is_calling_day
from campaigns.plan import Plan
from campaigns.teleprospector.presence import Presence

DAY = timedelta(days=1)
NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class DayOfTeam:
    """The hours that people offer to call on a day, and those that the plan counts on."""

    day: date
    offered: timedelta
    needed: timedelta

    @property
    def lacking(self) -> timedelta:
        """How much is missing of what the plan needs; nothing where enough is offered."""
        return max(self.needed - self.offered, NOTHING)


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week that a day falls in, from Monday on."""
    monday = day - day.weekday() * DAY
    return tuple(monday + count * DAY for count in range(7))


def needed_on(plan: Plan, day: date) -> timedelta:
    """The hours that the plan counts on: its people times their hours, on the days when it calls."""
    if not plan.objectives.start <= day <= plan.objectives.end or not is_calling_day(plan, day):
        return NOTHING
    means = plan.actions.resources
    return timedelta(hours=float(means.callers * means.hours_per_day))


def day_of_team(plan: Plan, people: Iterable[Presence], day: date) -> DayOfTeam:
    """What a team offers on a day and what its plan needs; who has said no hours offers none."""
    offered = sum((each.hours_on(day) for each in people), NOTHING)
    return DayOfTeam(day, offered, needed_on(plan, day))
