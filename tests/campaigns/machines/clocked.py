"""A machine with a clock that ticks, and jumps to the hours at which clocks and calendars are odd."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.campaigns.verdict_values import paris

# Just before: clocks go forward, consent becomes the law, clocks go back, a year ends, a leap day;
# some of them seconds before the legal hours end.
EDGES = tuple(
    paris(moment)
    for moment in (
        "2026-03-27 11:58",
        "2026-03-29 01:58",
        "2026-03-30 09:58",
        "2026-08-10 19:59:57",
        "2026-10-23 12:59:57",
        "2026-10-25 01:58",
        "2026-10-25 02:58",
        "2026-10-26 09:58",
        "2026-12-31 12:59:57",
        "2026-12-31 23:58",
        "2028-02-28 19:59:57",
        "2028-02-29 09:58",
        "2028-02-29 23:58",
    )
)
SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)
PARIS = ZoneInfo("Europe/Paris")
# Within the legal hours for consumers, two of them seconds before these end.
AT_WORK = (time(10, 5), time(12, 59, 57), time(14, 30), time(19, 59, 57))
WAITS = st.none() | st.sampled_from(AT_WORK)
SHORT = (SECOND, 4 * SECOND, 61 * SECOND, 16 * MINUTE, 21 * MINUTE)
LONG = (2 * HOUR, 5 * HOUR, 14 * HOUR, DAY, 3 * DAY, 31 * DAY, 61 * DAY)
STEPS = st.sampled_from((*SHORT, *LONG))


class Clocked(RuleBasedStateMachine):
    """What every machine does with time."""

    now: datetime

    @initialize(start=st.sampled_from(EDGES))
    def begins(self, start: datetime) -> None:
        self.now = start
        self.prepare()

    def prepare(self) -> None:
        """Set the scene at `now`."""
        raise NotImplementedError

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.now += step

    @precondition(lambda self: self.now < EDGES[-1])
    @rule(skipped=st.integers(0, 3))
    def clock_jumps(self, skipped: int) -> None:
        ahead = [edge for edge in EDGES if edge > self.now]
        self.now = ahead[min(skipped, len(ahead) - 1)]

    @rule(hour=st.sampled_from(AT_WORK))
    def an_hour_of_a_working_day_comes(self, hour: time) -> None:
        self.wait_for(hour)

    def wait_for(self, hour: time | None) -> None:
        """Let the next weekday come on which it is this hour; None for no waiting."""
        day = self.now.astimezone(PARIS).date()
        while hour is not None:
            then = datetime.combine(day, hour, PARIS)
            if then > self.now and day.isoweekday() < 6:
                self.now, hour = then.astimezone(UTC), None
            day += DAY
