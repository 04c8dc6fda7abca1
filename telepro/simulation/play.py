"""Plays a campaign: day after day people come and call, companies say what became of meetings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from campaigns.pipeline import MeetingStatus
from campaigns.plan import Plan
from campaigns.problems import Refused
from campaigns.validation import Act, ContestReason, Side
from campaigns.windows import holiday_name
from telepro import queue
from telepro.crash import Crashed
from telepro.queue import Bell
from telepro.services import meetings, validation
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from telepro.simulation.cast import ZONE, Cast, Script, neighbours
from telepro.simulation.diary import Diary
from telepro.simulation.drawer import Drawer
from telepro.simulation.forger import Forger
from telepro.simulation.habits import week_of
from telepro.simulation.hands import Post
from telepro.simulation.house import House
from telepro.simulation.objector import Objector
from telepro.simulation.records import Pen
from telepro.simulation.teleprospector import Teleprospector
from telepro.simulation.town import Neighbourhood
from telepro.simulation.watch import Watch

SWEEP = timedelta(seconds=60)
CHORES = timedelta(minutes=5)
AFTER_WORK = timedelta(minutes=40)
EVENING = time(20, 0)
SHOWS_UP = 0.8  # of the meetings booked, when the plan says nothing of it
ACCEPTED = 0.95  # of the meetings held
# Minutes between two rounds after the last call: close ones while messages may be on their way, then
# as many as leases and quarantines take to end.
QUIET_ROUNDS = (1,) * 15 + (5,) * 5
LONGEST_SEARCH = 400  # days
LOOKED_AT = timedelta(minutes=30)  # how often a run under faults is judged while it goes on
STANDS_STILL = timedelta(hours=12)  # at work, without a call
Answer = TypeVar("Answer")


@dataclass
class Play:
    """One run: who plays, what has been seen so far, and who judges it as it goes on."""

    house: House
    script: Script
    cast: Cast
    seed: str
    diary: Diary
    judge: "Callable[[Play], bool]"
    limit: int | None = None

    def __post_init__(self) -> None:
        plan = self.script.plan
        self._dice = Random(f"{self.seed}:company")
        self._zone = ZoneInfo(ZONE)
        with self.house.app.app_context():
            known = neighbours(self.cast, plan)
        self.house.engine.exchange.town = Neighbourhood(
            self.seed, plan.audience, known, self.house.timetable.tell
        )
        self.forger = Forger(self.house.app, self.house.settings.public_base_url)
        self.objector = Objector(self.cast.carla_id, plan.country, self.diary)
        self.watch, self.drawer = Watch(), Drawer()
        self._is_judged_broken = False
        self._idle = timedelta()
        self.people = [self._employ(index) for index in range(len(self.script.callers))]

    @property
    def calls(self) -> int:
        """How many calls the carrier has made so far."""
        return sum(self.house.wire.created.values())

    @property
    def is_broken(self) -> bool:
        """Whether a promise was seen broken already: what follows from it says no more."""
        return self._is_judged_broken or bool(self.watch.seen)

    def days(self, count: int) -> Iterator[date]:
        """Play so many calling days, each given when it is over; whoever only wants so many calls waits
        for them no longer than nobody has called for `STANDS_STILL`."""
        for day in calling_days(self.script.plan, self._today(), count):
            self._play(day)
            yield day
            if self._has_enough() or (self.limit is not None and self._idle >= STANDS_STILL):
                return

    def zone_named(self, name: str | None) -> ZoneInfo:
        """A zone of a number, the campaign's where it has none."""
        return ZoneInfo(name) if name else self._zone

    def midnight(self, day: date) -> datetime:
        """When a day begins, on the campaign's own clock."""
        return datetime.combine(day, time(0), tzinfo=self._zone)

    def come_to_rest(self) -> None:
        """Let everything settle that is still under way, without any more mischief of our own."""
        self.house.mischief.armed = False
        with self.house.app.app_context():
            self.drawer.empty()
        timetable = self.house.timetable
        for minutes in QUIET_ROUNDS:
            self._ring(*Bell)
            timetable.run_until(timetable.now + timedelta(minutes=minutes))
        self.house.wire.forget_ended_calls()

    def _has_enough(self) -> bool:
        return self.limit is not None and (self.calls >= self.limit or self.is_broken)

    def _employ(self, index: int) -> Teleprospector:
        row, public_id = self.cast.callers[index]
        habits = self.script.callers[index]
        house, dice = self.house, Random(f"{self.seed}:day:{index}")
        post = Post(
            row,
            queue.desk_topic(public_id),
            self.cast.campaign,
            index + 1,
            house.settings.carrier.app_sid,
            house.timetable,
            house.wire,
            self.diary,
            house.app.app_context,
            house.mischief,
            self.drawer,
        )
        person = Teleprospector(post, habits, Pen(self.script.plan, dice), dice)
        house.bells.listeners[post.topic] = person.notice
        return person

    def _play(self, day: date) -> None:
        first, last = self._set(day)
        timetable = self.house.timetable
        timetable.at(first, partial(self._sweep, last + AFTER_WORK))
        timetable.at(first, partial(self._keep_house, last + AFTER_WORK))
        evening = self._moment(day, EVENING)
        timetable.at(evening, self._company_says)
        end = max(evening, last + AFTER_WORK) + timedelta(hours=1)
        while timetable.now < end and not self.is_broken:
            self._go_on(min(end, timetable.now + LOOKED_AT))
        self.house.wire.forget_ended_calls()

    def _go_on(self, until: datetime) -> None:
        timetable = self.house.timetable
        before, done = self.calls, timetable.done
        timetable.run_until(until)
        if self.calls > before:
            self._idle = timedelta()
        elif any(person.is_at_work for person in self.people):
            self._idle += LOOKED_AT
        # Nights and Sundays, in which nobody did anything, broke nothing.
        if self.house.mischief.is_judged and timetable.done > done:
            with self.house.app.app_context():
                self._is_judged_broken = self.judge(self)

    def _set(self, day: date) -> tuple[datetime, datetime]:
        """Who comes when on this day; gives when the first one comes and the last one goes."""
        first, last = self.midnight(day + timedelta(days=1)), self.house.timetable.now
        for person in self.people:
            for comes, goes in self._shifts(person, day):
                self.house.timetable.at(comes, partial(self._let_in, person))
                self.house.timetable.at(goes, person.go)
                first, last = min(first, comes), max(last, goes)
        return first, last

    def _shifts(self, person: Teleprospector, day: date) -> list[tuple[datetime, datetime]]:
        """From when to when somebody is there; under mischief perhaps too early, or too long."""
        shifts = [
            (self._moment(day, span.starts), self._moment(day, span.ends))
            for span in week_of(person.habits, self.script.plan, ZONE)
            if span.weekday == day.weekday()
        ]
        if shifts:
            early, late = (timedelta(minutes=self.house.mischief.odd_minutes()) for _ in "  ")
            shifts[0] = shifts[0][0] - early, shifts[0][1]
            shifts[-1] = shifts[-1][0], shifts[-1][1] + late
        return shifts

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self._zone)

    def _let_in(self, person: Teleprospector) -> None:
        if not self._has_enough():
            person.come()

    def _sweep(self, until: datetime) -> None:
        """What the scheduler does every two seconds: needed only where somebody waits."""
        timetable = self.house.timetable
        if self.house.mischief.is_on:
            with self.house.app.app_context():
                self.drawer.look(timetable.now)
                self.watch.look()
        if self._has_enough():
            for person in self.people:
                person.go()
            return
        if any(person.is_idle for person in self.people):
            self._ring(Bell.DEAL)
            self._let_idle_look()
        if timetable.now < until:
            timetable.at(timetable.now + SWEEP, partial(self._sweep, until))

    def _let_idle_look(self) -> None:
        """Where announcements may be lost, whoever waits looks by themselves, as their page does."""
        if self.house.mischief.is_on:
            for person in self.people:
                if person.is_idle:
                    self.house.timetable.after(1, person.look)

    def _keep_house(self, until: datetime) -> None:
        timetable = self.house.timetable
        self._ring(Bell.CHORES, Bell.EVENTS, Bell.DIAL)
        if self.house.mischief.is_on and self.house.wire.created:
            self.forger.send(next(reversed(self.house.wire.created)))
        if self.house.mischief.objects():
            with self.house.app.app_context():
                self.objector.object(timetable.now)
        at_work = any(person.is_at_work for person in self.people)
        if timetable.now < until:
            pause = CHORES if at_work else CHORES * (12 if self._has_enough() else 4)
            timetable.at(timetable.now + pause, partial(self._keep_house, until))

    def _company_says(self) -> None:
        """The company tells which of its meetings took place, and accepts or contests it."""
        now = self.house.timetable.now
        with self.house.app.app_context():
            for line in self._asked(lambda: meetings.waiting((self.cast.company_id,), now)) or ():
                if line.starts_at > now or line.status is not MeetingStatus.BOOKED:
                    continue
                said = Said((self.cast.company_id,), line.public_id, self.cast.carla_id)
                shown = self._dice.random() < self._shows_up()
                status = MeetingStatus.HELD if shown else MeetingStatus.NO_SHOW
                self._asked(partial(meetings.say, said, status, now))
                if shown:
                    self._judge(line.public_id, self._dice.random() < ACCEPTED, now)

    def _judge(self, meeting_id: str, is_good: bool, now: datetime) -> None:
        company = Speaker(Side.COMPANY, self.cast.carla_id, (self.cast.company_id,))
        accepted = Word(meeting_id, Act.ACCEPTED, f"{meeting_id}-judged")
        contested = replace(accepted, act=Act.CONTESTED, reason=ContestReason.OUTSIDE_TARGET)
        said = accepted if is_good else contested
        self._asked(partial(validation.say, company, said, now))

    def _asked(self, do: Callable[[], Answer]) -> Answer | None:
        try:
            return do()
        except (Refused, Crashed):
            return None

    def _shows_up(self) -> float:
        stated = self.script.plan.objectives.assumptions.show_rate
        return float(stated.value) if stated else SHOWS_UP

    def _ring(self, *bells: Bell) -> None:
        with self.house.app.app_context():
            queue.ring(*bells)

    def _today(self) -> date:
        return self.house.timetable.now.astimezone(self._zone).date()


def calling_days(plan: Plan, first: date, count: int) -> Iterator[date]:
    """The next days on which the plan calls at all, its country's holidays left out.

    Raises `Refused` when a plan has none.
    """
    found = 0
    for offset in range(LONGEST_SEARCH + count * 7):
        day = first + timedelta(days=offset)
        if plan.actions.hours.days[day.weekday()] and not holiday_name(plan.country, day):
            yield day
            found += 1
        if found == count:
            return
