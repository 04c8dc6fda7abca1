"""The dialer keeps the account's pace: what can't start yet waits here and loses nothing by it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from campaigns.attempts import AttemptState
from telepro import clock, jobs, queue
from telepro.db import pace
from telepro.db.calling import Attempt
from telepro.queue import Bell
from telepro.services import call_lists, desk, dialing, intentions
from telepro.services.intentions import Press
from telepro.simulation.bells import Bells
from telepro.simulation.timetable import Timetable
from telepro.telephony.carrier import Order
from telepro.telephony.pace import Pace
from tests.services.carriers import Scripted
from tests.world import World

ACCOUNT = "AC" + "7" * 32
SECOND = timedelta(seconds=1)


class Timed(Scripted):
    """A carrier that takes two calls a second and notes when each order came."""

    def __init__(self, timetable: Timetable) -> None:
        super().__init__()
        self.pace = Pace(ACCOUNT, 2)
        self.ordered: list[datetime] = []
        self._timetable = timetable

    def place(self, order: Order) -> str:
        self.ordered.append(self._timetable.now)
        return f"CA{len(self.ordered):032x}"


@pytest.fixture
def timetable(world: World) -> Iterator[Timetable]:
    """The world's time, which goes on while a bell waits."""
    found = Timetable(world.now)
    clock.run_on(found.tell)
    yield found
    clock.run_on(None)


@pytest.fixture
def carrier(house: Flask, timetable: Timetable) -> Iterator[Timed]:
    """That carrier behind the jobs, and bells that ring on the world's time."""
    found, rung = Timed(timetable), house.extensions[queue.DOORBELL]
    house.extensions[jobs.CARRIER] = found
    queue.hang(house, Bells(timetable, jobs.drain))
    yield found
    queue.hang(house, rung)


def all_press(world: World, count: int) -> None:
    """So many people press F2 in the same moment."""
    people = [world.alice, *(world.caller(f"Personne {n}") for n in range(count - 1))]
    for number, person in enumerate(people):
        world.at_work(person)
        world.lead(f"+331990010{number:02}", f"École {number}")
    call_lists.deal(world.campaign.id, "seed", world.now)
    for person in people:
        card = desk.state(person.id, world.now).card
        assert card is not None
        intentions.dial(person.id, Press(card.entry_id, f"key-{person.id}"), world.now)


def states(world: World) -> list[AttemptState]:
    world.rows.expire_all()
    return list(world.rows.scalars(select(Attempt.state).order_by(Attempt.id)))


def test_six_calls_go_out_one_behind_the_other(
    world: World, carrier: Timed, timetable: Timetable
) -> None:
    all_press(world, 6)
    queue.ring(Bell.DIAL)
    timetable.run_until(world.now + 4 * SECOND)
    apart = [
        later - first for first, later in zip(carrier.ordered, carrier.ordered[1:], strict=False)
    ]
    assert len(carrier.ordered) == 6
    assert all(timedelta(milliseconds=525) <= each < timedelta(milliseconds=600) for each in apart)
    assert states(world) == [AttemptState.PLACED] * 6


def test_what_has_no_turn_in_time_rings_nobody(
    world: World, carrier: Timed, timetable: Timetable
) -> None:
    all_press(world, 12)
    queue.ring(Bell.DIAL)
    timetable.run_until(world.now + 8 * SECOND)
    assert len(carrier.ordered) == 9  # in the five seconds that a call may wait
    # All pressed in one moment: nobody was first.
    assert sorted(states(world)) == [AttemptState.PLACED] * 9 + [AttemptState.REFUSED] * 3


def test_a_second_dialer_finds_the_turn_taken_and_gives_the_attempt_back(
    world: World, carrier: Timed
) -> None:
    all_press(world, 1)
    assert pace.take_turn(world.rows, ACCOUNT, carrier.pace.spacing, world.now)
    told = dialing.place_next(lambda: world.now, carrier)
    assert told is not None
    assert (told.state, carrier.ordered) == (AttemptState.INTENDED, [])
    told = dialing.place_next(lambda: world.now + SECOND, carrier)
    assert told is not None
    assert told.state is AttemptState.PLACED


def test_a_database_that_stalls_over_the_turn_rings_nobody_too_late(
    world: World, carrier: Timed
) -> None:
    all_press(world, 1)
    # Claimed and given its turn at once; it takes six seconds until that is answered.
    times = iter([world.now, world.now, world.now + 6 * SECOND])
    told = dialing.place_next(lambda: next(times), carrier)
    assert told is not None
    assert (told.state, carrier.ordered) == (AttemptState.REFUSED, [])


def test_a_call_is_hung_up_while_others_wait_for_their_turn(
    world: World, carrier: Timed, timetable: Timetable
) -> None:
    all_press(world, 2)
    queue.ring(Bell.DIAL)
    timetable.run_until(world.now + SECOND / 10)
    assert states(world) == [AttemptState.PLACED, AttemptState.INTENDED]
    ringing = world.rows.scalars(select(Attempt).where(Attempt.sid.is_not(None))).one()
    ringing.hang_up_at = timetable.now
    world.rows.flush()
    jobs.dial()
    assert carrier.asked == [f"hang up CA{1:032x}"]
    assert states(world) == [AttemptState.PLACED, AttemptState.INTENDED]


@pytest.mark.parametrize(
    ("later", "taken"),
    [(0.0, False), (0.524, False), (0.525, True), (10.0, True), (-3600.0, True)],
)
def test_a_turn_comes_once_in_its_time_whatever_a_wrong_clock_has_left(
    world: World, later: float, taken: bool
) -> None:
    spacing = Pace(ACCOUNT, 2).spacing
    assert pace.take_turn(world.rows, ACCOUNT, spacing, world.now)
    assert pace.take_turn(world.rows, "AC" + "8" * 32, spacing, world.now)
    then = world.now + timedelta(seconds=later)
    assert (pace.take_turn(world.rows, ACCOUNT, spacing, then) is not None) is taken
