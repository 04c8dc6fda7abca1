"""What was allowed when F2 was pressed may be forbidden seconds later: nothing rings then."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.services import call_lists, desk, dialing, intentions, objections, outcomes
from telepro.services.intentions import Press
from telepro.services.objections import NewObjection
from telepro.telephony.carrier import Order
from tests.services.calls import call, calling
from tests.services.carriers import Scripted
from tests.world import World

__all__ = ["calling"]
SECOND = timedelta(seconds=1)


class Recorder(Scripted):
    """A carrier that takes every order."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[Order] = []

    def place(self, order: Order) -> str:
        self.orders.append(order)
        return f"CA{len(self.orders):032x}"


def place(now: datetime) -> list[Order]:
    """The orders that reach the carrier when the dialer comes round at `now`."""
    carrier = Recorder()
    dialing.place_next(lambda: now, carrier)
    return carrier.orders


@pytest.fixture
def closing(calling: World) -> datetime:
    """The moment at which the hours of Alice's lead close."""
    return calling.rows.scalars(select(CallListEntry.clear_until)).one()


def pressed_at(world: World, moment: datetime) -> Attempt:
    """Alice presses F2 at this moment, on a lead dealt shortly before."""
    call_lists.expire(moment - 60 * SECOND)
    call_lists.deal(world.campaign.id, "seed", moment - 60 * SECOND)
    card = desk.state(world.alice.id, moment).card
    assert card is not None
    view = intentions.dial(world.alice.id, Press(card.entry_id, "key"), moment)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


def test_a_call_pressed_in_the_last_second_is_placed_within_it(
    calling: World, closing: datetime
) -> None:
    pressed_at(calling, closing - 2 * SECOND)
    assert len(place(closing - SECOND)) == 1


def test_a_call_pressed_in_the_last_second_is_not_placed_after_it(
    calling: World, closing: datetime
) -> None:
    attempt = pressed_at(calling, closing - 2 * SECOND)
    assert place(closing) == []
    assert (attempt.state, attempt.trouble) == (AttemptState.REFUSED, "too_late")


@pytest.mark.parametrize(("seconds", "orders"), [(4, 1), (5, 0)])
def test_a_call_is_placed_within_five_seconds_or_not_at_all(
    calling: World, seconds: int, orders: int
) -> None:
    call(calling)
    assert len(place(calling.now + seconds * SECOND)) == orders


def object_by_hand(world: World) -> None:
    new = NewObjection("01 99 00 10 01", "FR", world.company.public_id, "asked by mail")
    objections.add(new, world.bob.id, world.now + SECOND)


def test_who_objects_before_the_call_is_placed_is_not_rung(calling: World) -> None:
    attempt = call(calling)
    object_by_hand(calling)
    assert place(calling.now + 2 * SECOND) == []
    calling.rows.refresh(attempt)
    assert (attempt.state, attempt.result) == (AttemptState.REFUSED, CallResult.CANCELED)
    assert attempt.trouble == "objected"


def test_the_line_is_free_again_after_an_objection_came_before_the_call(calling: World) -> None:
    attempt = call(calling)
    object_by_hand(calling)
    assert calling.rows.scalars(select(LiveCall)).all() == []
    outcomes.settle(attempt.public_id, calling.now + 2 * SECOND)
    assert not attempt.lead.held


def test_a_call_that_was_placed_before_the_objection_goes_on(calling: World) -> None:
    attempt = call(calling)
    assert len(place(calling.now)) == 1
    object_by_hand(calling)
    calling.rows.refresh(attempt)
    assert attempt.state is AttemptState.PLACED
