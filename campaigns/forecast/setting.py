"""A case made ready to be played: its half-days, its leads by place, and when each comes back after a call."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaigns.cadence import DAY, HalfDay
from campaigns.clearance.openings import Place, place_of
from campaigns.forecast.calendar import Stretch, rest_days, stretches, wait
from campaigns.forecast.given import Given, Leads

# More leads than any team could call: a list that never runs out.
_ENDLESS = Leads(10**9)
Returns = Sequence[Sequence[Mapping[int, float]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Leads of one place; `returns[half-day][attempts]` shares the calls in vain out over later half-days.

    `first` is the half-day, by its position, from which each of `leads` may be called; None: never.
    """

    leads: tuple[Leads, ...]
    first: tuple[int | None, ...]
    returns: Returns


@dataclass(frozen=True, slots=True)
class Setting:
    """The half-days on which the team calls, their days, and the groups in the order of serving."""

    case: Given
    groups: tuple[Group, ...]
    stretches: tuple[Stretch, ...]
    days: tuple[date, ...]


def setting(case: Given) -> Setting:
    """Make a case ready; a group that may be called for the shortest time is served first, while it may be."""
    by_place: dict[Place, list[Leads]] = defaultdict(list)
    for leads in (_ENDLESS,) if case.leads is None else case.leads:
        by_place[place_of(case.plan, leads.audience, leads.zones)].append(leads)
    places = tuple(by_place)
    found = stretches(case, places)
    order = sorted(range(len(places)), key=lambda at: sum(each.open[at] for each in found))
    following = _Following(found, case.plan.objectives.end)
    return Setting(
        case,
        tuple(_group(case, places[at], tuple(by_place[places[at]]), following) for at in order),
        tuple(replace(each, open=tuple(each.open[at] for at in order)) for each in found),
        tuple(dict.fromkeys(each.day for each in found)),
    )


class _Following:
    """Finds the first half-day on which the plan calls, from a moment on."""

    def __init__(self, stretches: Sequence[Stretch], end: date) -> None:
        self.stretches = stretches
        self._at = {(each.day, each.half): index for index, each in enumerate(stretches)}
        self._end = end

    def first(self, day: date, half: HalfDay) -> int | None:
        """The position of the first half-day from that moment on; None beyond the end."""
        while day <= self._end:
            if half is HalfDay.MORNING and (day, HalfDay.MORNING) in self._at:
                return self._at[day, HalfDay.MORNING]
            if (day, HalfDay.AFTERNOON) in self._at:
                return self._at[day, HalfDay.AFTERNOON]
            day, half = day + DAY, HalfDay.MORNING
        return None

    def after(self, now: int, waits: Mapping[tuple[int, HalfDay], float]) -> Mapping[int, float]:
        """Positions after `now` with the share that comes back there; what falls beyond the end is lost."""
        found: dict[int, float] = defaultdict(float)
        for (days, half), share in waits.items():
            position = self.first(self.stretches[now].day + days * DAY, half)
            if position is not None:
                found[max(position, now + 1)] += share
        return {at: share for at, share in found.items() if at < len(self.stretches)}


def _group(case: Given, place: Place, leads: tuple[Leads, ...], following: _Following) -> Group:
    begins = max(case.progress.today, case.plan.objectives.start)
    first = tuple(
        following.first(max(each.due or begins, begins), HalfDay.MORNING) for each in leads
    )
    return Group(leads, first, _returns(case, place, following))


def _returns(case: Given, place: Place, following: _Following) -> Returns:
    most = case.plan.actions.max_attempts
    waits = {
        (attempt, half): _waits(case, place, attempt, half)
        for attempt in range(1, most)
        for half in HalfDay
    }
    return [
        [following.after(index, waits[attempt, each.half]) for attempt in range(1, most)]
        for index, each in enumerate(following.stretches)
    ]


def _waits(
    case: Given, place: Place, attempt: int, half: HalfDay
) -> Mapping[tuple[int, HalfDay], float]:
    rest = rest_days(case.plan, place.audience, attempt, case.terms)
    shares: dict[tuple[int, HalfDay], float] = defaultdict(float)
    for disposition, share in case.habits.in_vain.items():
        days, then = wait(case.plan, disposition, attempt, half)
        shares[max(days, rest), then] += share
    return shares
