"""Behind a queue of calls that came too late, one that is in time must not grow old as well."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from campaigns.attempts import AttemptState
from telepro import clock, jobs
from telepro.db.calling import Attempt, LiveCall
from telepro.db.dial_queue import Waiting
from telepro.services import call_lists, desk, dialing, intentions
from telepro.services.intentions import Press
from telepro.settings import Carrier as Account
from telepro.telephony.carrier import Carrier
from telepro.telephony.pace import Pace
from tests.world import World

LATE = timedelta(seconds=6)


def pressed(world: World, person_id: int, now: datetime) -> Attempt:
    card = desk.state(person_id, now).card
    assert card is not None
    view = intentions.dial(person_id, Press(card.entry_id, f"key-{person_id}"), now)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


@pytest.fixture
def backlog(world: World) -> list[Attempt]:
    """Four people have pressed F2, the last of them six seconds after the others."""
    people = [world.alice, world.anna, *(world.caller(f"Personne {n}") for n in range(2))]
    for number, person in enumerate(people):
        world.at_work(person)
        world.lead(f"+3319900100{number}", f"École {number}")
    call_lists.deal(world.campaign.id, "seed", world.now)
    times = [world.now] * 3 + [world.now + LATE]
    return [pressed(world, person.id, at) for person, at in zip(people, times, strict=True)]


def test_the_dialer_sees_what_waits_before_it_takes_any(
    world: World, backlog: list[Attempt]
) -> None:
    waits = dialing.waiting(Pace("AC" + "0" * 32, 1), world.now + LATE)
    assert waits == Waiting(in_time=1, late=3, hung_up=0)
    assert waits.steps == 2
    assert {each.state for each in backlog} == {AttemptState.INTENDED}


def test_what_is_being_dialled_or_is_over_does_not_wait(
    world: World, backlog: list[Attempt]
) -> None:
    backlog[0].state, backlog[3].state = AttemptState.ENDED, AttemptState.PLACING
    world.rows.flush()
    waits = dialing.waiting(Pace("AC" + "0" * 32, 1), world.now + LATE)
    assert waits == Waiting(in_time=0, late=2, hung_up=0)


def test_all_that_are_too_late_are_refused_at_once(world: World, backlog: list[Attempt]) -> None:
    assert len(dialing.refuse_late(world.now + LATE)) == 3
    world.rows.expire_all()
    assert [each.state for each in backlog] == [AttemptState.REFUSED] * 3 + [AttemptState.INTENDED]
    assert world.rows.scalars(select(LiveCall.attempt_id)).all() == [backlog[3].id]
    assert dialing.refuse_late(world.now + LATE) == []


def test_the_next_claim_is_of_a_call_in_time(world: World, backlog: list[Attempt]) -> None:
    dialing.refuse_late(world.now + LATE)
    nobody = Carrier(
        Account("AC" + "0" * 32, "t", base_url="http://127.0.0.1:9"), "http://127.0.0.1:9"
    )
    claimed = dialing.place_next(lambda: world.now + LATE, nobody)
    assert claimed is not None
    assert claimed.attempt == backlog[3].public_id


def test_the_drain_refuses_the_late_before_it_claims(
    world: World, backlog: list[Attempt], house: Flask
) -> None:
    # The world's moment is long past by the clock: all of them are late.
    clock.set_shift((world.now - clock.real_now()).total_seconds() + 3600)
    try:
        jobs.dial()
    finally:
        clock.set_shift(0)
    world.rows.expire_all()
    assert {each.state for each in backlog} == {AttemptState.REFUSED}
    assert {each.placing_at for each in backlog} == {None}
