"""One list called by one team, day by day and call by call: a plain calendar, plain draws, nothing of ours."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from random import Random

FIRST = date(2026, 11, 30)
FREE = {
    date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6),
    date(2027, 5, 8), date(2027, 5, 17),
}  # fmt: skip
OPENS, LUNCH, BACK, CLOSES = 9.0, 12.5, 13.5, 18.0
# How much likelier somebody answers at an hour; about one on average.
HOURS = {9: 0.95, 10: 1.1, 11: 1.1, 12: 0.7, 13: 0.8, 14: 1.0, 15: 1.05, 16: 1.05, 17: 0.95}


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances from dial to meeting held, and dials per hour."""

    contact: float
    argued: float
    agreed: float
    kept: float
    pace: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Counts of calls that were made, and the days they took; `by_attempt` are dials by attempt."""

    days: int
    dials: int
    hours: float
    contacts: int
    argued: int
    agreed: int
    kept: int
    by_attempt: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Lead:
    ease: float
    attempts: int = 0


@dataclass(slots=True)
class _Caller:
    skill: float
    pace: float
    late: float


@dataclass(slots=True)
class _Tally:
    days: int = 0
    dials: int = 0
    hours: float = 0.0
    contacts: int = 0
    argued: int = 0
    agreed: int = 0
    kept: int = 0
    by_attempt: list[int] = field(default_factory=lambda: [0] * 20)

    def seen(self) -> Seen:
        return Seen(
            self.days, self.dials, self.hours, self.contacts, self.argued, self.agreed, self.kept,
            tuple(self.by_attempt),
        )  # fmt: skip


def working_days(start: date, count: int) -> list[date]:
    days: list[date] = []
    day = start
    while len(days) < count:
        if day.weekday() < 5 and day not in FREE:
            days.append(day)
        day += timedelta(days=1)
    return days


class Play:
    """One list, one team, called day by day. Moments are hours since FIRST's midnight."""

    def __init__(
        self, rates: Rates, callers: int, hours: int, most: int, listed: int, dice: Random
    ) -> None:
        self.rates, self.hours, self.most, self.dice = rates, hours, most, dice
        self.tally = _Tally()
        spread = dice.uniform(0.4, 1.1)
        shape = spread**-2
        self.fresh = [_Lead(dice.gammavariate(shape, 1 / shape)) for _ in range(listed)]
        self.waiting: list[tuple[float, int, _Lead]] = []
        self.count = 0
        self.team = [
            _Caller(
                min(max(dice.gauss(1, 0.15), 0.5), 1.5),
                rates.pace * min(max(dice.gauss(1, 0.1), 0.6), 1.4),
                dice.choice((0, 0, 0.25, 0.5)),
            )
            for _ in range(callers)
        ]

    def work(self, days: list[date]) -> None:
        self.tally.days += len(days)
        for day in days:
            self._day((day - FIRST).days * 24.0, self.dice.lognormvariate(-0.0072, 0.12))

    def open_leads(self, today: date) -> tuple[tuple[int, date | None, int], ...]:
        """Open leads by attempts made and the day on which they are due."""
        counts: dict[tuple[int, date | None], int] = {(0, None): len(self.fresh)}
        for due, _order, lead in self.waiting:
            day = max(FIRST + timedelta(days=int(due // 24)), today)
            counts[lead.attempts, day] = counts.get((lead.attempts, day), 0) + 1
        return tuple((attempts, day, count) for (attempts, day), count in counts.items())

    def _day(self, midnight: float, answers: float) -> None:
        there = [each for each in self.team if self.dice.random() > 0.04]
        turns = [
            (midnight + OPENS + each.late, index, self.hours - 0.0)
            for index, each in enumerate(there)
        ]
        heapify(turns)
        while turns:
            now, index, left = heappop(turns)
            hour = now - midnight
            if LUNCH <= hour < BACK:
                heappush(turns, (midnight + BACK, index, left))
                continue
            if left <= 0 or hour >= CLOSES:
                continue
            lead = self._next(now)
            if lead is None:
                heappush(turns, (now + 0.1, index, left - 0.1))
                continue
            took = self.dice.gammavariate(4, 0.25 / there[index].pace)
            self.tally.hours += took
            self._call(lead, now, midnight, answers, there[index])
            heappush(turns, (now + took, index, left - took))

    def _next(self, now: float) -> _Lead | None:
        """A fresh lead six times in ten, else one that is due; whoever is left when one kind is out."""
        is_due = bool(self.waiting) and self.waiting[0][0] <= now
        if self.fresh and (not is_due or self.dice.random() < 0.6):
            return self.fresh.pop()
        return heappop(self.waiting)[2] if is_due else None

    def _call(
        self, lead: _Lead, now: float, midnight: float, answers: float, caller: _Caller
    ) -> None:
        dice, rates, tally = self.dice, self.rates, self.tally
        tally.dials += 1
        tally.by_attempt[lead.attempts] += 1
        if lead.attempts == 0 and dice.random() < 0.03:
            return
        hour = HOURS.get(int(now - midnight), 1.0)
        if dice.random() >= min(rates.contact * lead.ease * answers * hour, 0.95):
            self._again(lead, self._after_nobody(lead, now, midnight))
            return
        tally.contacts += 1
        if dice.random() >= rates.argued:
            if dice.random() < 0.3:
                self._again(lead, now + 24)
            return
        tally.argued += 1
        if dice.random() < min(rates.agreed * caller.skill, 1):
            tally.agreed += 1
            tally.kept += dice.random() < rates.kept

    def _again(self, lead: _Lead, due: float) -> None:
        if lead.attempts + 1 >= self.most:
            return
        self.count += 1
        heappush(self.waiting, (due, self.count, _Lead(lead.ease, lead.attempts + 1)))

    def _after_nobody(self, lead: _Lead, now: float, midnight: float) -> float:
        luck = self.dice.random()
        if luck < 0.08:
            return now + 0.25
        if luck < 0.58 and lead.attempts == 0:
            return now + 4
        return midnight + 24 + (14 if now - midnight < 13 else 10)
