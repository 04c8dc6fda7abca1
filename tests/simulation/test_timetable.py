"""Virtual time: deeds in order, rings that are answered once, lost ones by the sweep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from telepro.crash import Crashed
from telepro.queue import Bell
from telepro.simulation.bells import SWEEP, Bells
from telepro.simulation.mischief import Mischief, Rates
from telepro.simulation.timetable import Timetable

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_deeds_come_in_the_order_of_their_instants_and_then_of_their_setting() -> None:
    timetable, done = Timetable(NINE), list[str]()
    timetable.after(2, lambda: done.append("later"))
    timetable.after(1, lambda: done.append("first"))
    timetable.after(1, lambda: done.append("second"))
    timetable.run_until(NINE + timedelta(seconds=10))
    assert done == ["first", "second", "later"]
    assert timetable.now == NINE + timedelta(seconds=10)


def test_it_tells_universal_time_whatever_the_zone_of_what_is_set() -> None:
    paris = NINE.astimezone(ZoneInfo("Europe/Paris"))
    timetable, told = Timetable(paris), list[str]()
    for set_at in (paris, paris + timedelta(hours=1)):
        timetable.at(set_at, lambda: told.append(timetable.tell().isoformat()))
    timetable.run_until(paris + timedelta(hours=2))
    told.append(timetable.tell().isoformat())
    assert told == [f"2026-11-24T{hour}:00:00+00:00" for hour in ("09", "10", "11")]


def test_a_bell_rung_twice_before_it_is_answered_is_answered_once() -> None:
    timetable, answered = Timetable(NINE), list[Bell]()
    bells = Bells(timetable, answered.append)
    bells.ring(Bell.DIAL)
    bells.ring(Bell.DIAL)
    timetable.run_until(NINE + timedelta(seconds=10))
    assert answered == [Bell.DIAL]


def test_a_lost_ring_is_made_good_by_the_sweep() -> None:
    timetable, answered = Timetable(NINE), list[datetime]()
    mischief = Mischief(Rates(lost=1.0), "1")
    bells = Bells(timetable, lambda bell: answered.append(timetable.now), mischief)
    bells.ring(Bell.DIAL)
    timetable.run_until(NINE + timedelta(seconds=10))
    assert len(answered) == 1
    assert answered[0] > NINE + timedelta(seconds=SWEEP)


def test_the_job_of_a_worker_that_dies_is_rung_again() -> None:
    timetable, tries = Timetable(NINE), list[Bell]()

    def dies_once(bell: Bell) -> None:
        tries.append(bell)
        if len(tries) == 1:
            raise Crashed("F7")

    bells = Bells(timetable, dies_once)
    bells.ring(Bell.EVENTS)
    timetable.run_until(NINE + timedelta(seconds=10))
    assert tries == [Bell.EVENTS, Bell.EVENTS]
