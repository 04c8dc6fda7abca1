"""What is told late of an earlier call takes nothing from a promise made in a later one."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.states import CallbackState
from telepro.db.calling import Attempt
from telepro.db.results import Callback
from telepro.services import outcomes
from tests.services.calls import call, calling, carrier_says, deal
from tests.world import World

__all__ = ["calling"]
DAY = timedelta(days=1)


def answered(world: World, key: str) -> Attempt:
    """A call that was answered and is over."""
    attempt = call(world, key)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


def record(world: World, attempt: Attempt, key: str, recorded: Recorded) -> None:
    outcomes.record(world.alice.id, attempt.public_id, key, recorded, world.now)


def promise(world: World, at: datetime) -> Recorded:
    return Recorded(Disposition.CALLBACK, world.now, callback_at=at)


@pytest.fixture
def earlier(calling: World) -> Attempt:
    """A call that nobody wrapped up; the next day its lead is called again and promises a callback."""
    attempt = answered(calling, "first")
    outcomes.abandon(attempt.public_id, calling.now)
    calling.now += DAY
    deal(calling)
    later = answered(calling, "second")
    record(calling, later, "later", promise(calling, calling.now + DAY))
    return attempt


@pytest.fixture
def two_calls(calling: World) -> tuple[Attempt, Attempt]:
    """Two answered calls of one lead; the promise of the first is told while the second is not."""
    first = answered(calling, "first")
    outcomes.abandon(first.public_id, calling.now)
    calling.now += DAY
    deal(calling)
    second = answered(calling, "second")
    record(calling, first, "late", promise(calling, calling.now + 2 * DAY))
    return first, second


def states(world: World) -> list[CallbackState]:
    return list(world.rows.scalars(select(Callback.state).order_by(Callback.id)))


def test_a_late_outcome_of_an_earlier_call_leaves_the_promise(
    calling: World, earlier: Attempt
) -> None:
    record(calling, earlier, "late", Recorded(Disposition.GATEKEEPER, calling.now))
    assert states(calling) == [CallbackState.PROMISED]
    assert (earlier.lead.tier, earlier.lead.next_call_at) == (Tier.PROMISED, calling.now + DAY)


def test_a_promise_told_late_of_an_earlier_call_does_not_replace_a_newer_one(
    calling: World, earlier: Attempt
) -> None:
    record(calling, earlier, "late", promise(calling, calling.now + 3 * DAY))
    assert earlier.lead.next_call_at == calling.now + DAY
    (kept,) = calling.rows.scalars(select(Callback).where(Callback.state == CallbackState.PROMISED))
    assert kept.due_at == calling.now + DAY


def test_a_later_call_keeps_the_promise(calling: World, earlier: Attempt) -> None:
    calling.now += DAY
    deal(calling)
    third = answered(calling, "third")
    record(calling, third, "third", Recorded(Disposition.GATEKEEPER, calling.now))
    assert states(calling) == [CallbackState.CALLED]


def test_a_corrected_promise_is_replaced(calling: World, earlier: Attempt) -> None:
    newest = calling.rows.scalars(select(Attempt).order_by(Attempt.id.desc())).first()
    assert newest is not None
    record(calling, newest, "again", promise(calling, calling.now + 2 * DAY))
    assert states(calling) == [CallbackState.REPLACED, CallbackState.PROMISED]


def test_a_promise_told_late_stands_though_a_later_call_was_in_vain(calling: World) -> None:
    earlier = answered(calling, "first")
    outcomes.abandon(earlier.public_id, calling.now)
    calling.now += DAY
    deal(calling)
    in_vain = call(calling, "second")
    carrier_says(calling, in_vain, "initiated", "ringing", "no-answer")
    outcomes.settle(in_vain.public_id, calling.now)
    record(calling, earlier, "late", promise(calling, calling.now + DAY))
    assert states(calling) == [CallbackState.PROMISED]
    assert (earlier.lead.tier, earlier.lead.next_call_at) == (Tier.PROMISED, calling.now + DAY)


def test_a_promise_comes_back_when_what_replaced_it_is_corrected(
    calling: World, two_calls: tuple[Attempt, Attempt]
) -> None:
    first, second = two_calls
    refused = Recorded(Disposition.REFUSED_TO_LISTEN, calling.now, reason="no_time")
    record(calling, second, "refused", refused)
    assert states(calling) == [CallbackState.CALLED]
    record(calling, second, "gatekeeper", Recorded(Disposition.GATEKEEPER, calling.now))
    assert states(calling) == [CallbackState.PROMISED]
    assert first.lead.next_call_at == calling.now + 2 * DAY


def test_an_earlier_promise_stands_again_when_a_later_one_is_taken_back(
    calling: World, two_calls: tuple[Attempt, Attempt]
) -> None:
    first, second = two_calls
    record(calling, second, "sooner", promise(calling, calling.now + DAY))
    assert states(calling) == [CallbackState.CALLED, CallbackState.PROMISED]
    record(calling, second, "gatekeeper", Recorded(Disposition.GATEKEEPER, calling.now))
    assert states(calling) == [CallbackState.PROMISED, CallbackState.REPLACED]
    assert first.lead.next_call_at == calling.now + 2 * DAY


def test_an_objection_told_late_ends_the_promise(calling: World, earlier: Attempt) -> None:
    objection = Recorded(Disposition.DO_NOT_CALL, calling.now, scope=SuppressionScope.PROSPECT)
    record(calling, earlier, "late", objection)
    assert states(calling) == [CallbackState.REPLACED]
    assert earlier.lead.next_call_at is None
