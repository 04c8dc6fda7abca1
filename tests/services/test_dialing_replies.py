"""What the carrier's reply to an order, or to a hang-up, makes of the attempt and of what it holds."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from telepro.db.calling import Attempt, LiveCall
from telepro.services import dialing, intentions, outcomes
from telepro.telephony.carrier import TelephonyError, Trouble
from tests.services.calls import call, calling
from tests.services.carriers import SID, Scripted, trouble
from tests.world import World

__all__ = ["calling"]
SECOND = timedelta(seconds=1)


@pytest.fixture
def attempt(calling: World) -> Attempt:
    """Alice has pressed F2."""
    return call(calling)


def place(world: World, error: TelephonyError | None = None, later: int = 0) -> Scripted:
    carrier, moment = Scripted(error), world.now + later * SECOND
    dialing.place_next(lambda: moment, carrier)
    world.rows.expire_all()
    return carrier


def held(world: World) -> list[int]:
    return list(world.rows.scalars(select(LiveCall.attempt_id)))


def test_an_order_names_number_caller_id_and_how_long_to_ring(
    calling: World, attempt: Attempt
) -> None:
    assert place(calling).asked == ["place +33199001001 from +33199009990 for 30 s"]
    assert (attempt.state, attempt.sid) == (AttemptState.PLACED, SID)
    assert (attempt.placing_at, attempt.placed_at) == (calling.now, calling.now)


def test_nothing_is_placed_when_nothing_waits(calling: World) -> None:
    assert dialing.place_next(lambda: calling.now, Scripted()) is None


def test_what_was_placed_names_the_pages_that_show_it(calling: World, attempt: Attempt) -> None:
    dialed = dialing.place_next(lambda: calling.now, Scripted())
    assert dialed is not None
    assert (dialed.attempt, dialed.state) == (attempt.public_id, AttemptState.PLACED)
    assert dialed.topics == (calling.alice.public_id, calling.campaign.public_id)


def test_what_the_carrier_refuses_frees_number_lead_and_person(
    calling: World, attempt: Attempt
) -> None:
    place(calling, trouble(Trouble.REFUSED, "21215"))
    assert (attempt.state, attempt.result) == (AttemptState.REFUSED, CallResult.FAILED)
    assert (attempt.trouble, attempt.ended_at) == ("carrier:21215", calling.now)
    assert held(calling) == []


def test_what_may_have_been_created_holds_number_lead_and_person(
    calling: World, attempt: Attempt
) -> None:
    place(calling, trouble(Trouble.UNKNOWN, "timeout"))
    assert (attempt.state, attempt.trouble) == (AttemptState.UNKNOWN, "timeout")
    assert (attempt.ended_at, held(calling)) == (None, [attempt.id])


def test_what_was_not_sent_is_intended_again(calling: World, attempt: Attempt) -> None:
    place(calling, trouble(Trouble.NOT_SENT))
    assert (attempt.state, attempt.placing_at) == (AttemptState.INTENDED, None)
    assert held(calling) == [attempt.id]
    assert len(place(calling, later=1).asked) == 1
    assert attempt.state is AttemptState.PLACED


@pytest.mark.parametrize(
    ("seconds", "state"), [(3, AttemptState.INTENDED), (4, AttemptState.REFUSED)]
)
def test_what_was_not_sent_is_intended_again_if_a_second_is_left(
    calling: World, attempt: Attempt, seconds: int, state: AttemptState
) -> None:
    place(calling, trouble(Trouble.NOT_SENT), later=seconds)
    assert attempt.state is state


def test_a_lead_that_the_carrier_refused_rests_and_comes_back(
    calling: World, attempt: Attempt
) -> None:
    place(calling, trouble(Trouble.REFUSED, "21215"))
    topics = outcomes.settle(attempt.public_id, calling.now)
    assert topics == (calling.alice.public_id, calling.campaign.public_id)
    assert (attempt.lead.held, attempt.lead.blocked_by) == (False, "carrier:21215")
    assert attempt.lead.blocked_until == calling.now + timedelta(minutes=10)
    assert outcomes.settle(attempt.public_id, calling.now) == ()


def hang_up(world: World, error: TelephonyError | None = None) -> list[str]:
    carrier = Scripted(error)
    dialing.hang_up_next(world.now, carrier)
    return carrier.asked


@pytest.fixture
def hung_up(calling: World, attempt: Attempt) -> Attempt:
    """Alice has hung up on a call that rings."""
    place(calling)
    intentions.hang_up(calling.alice.id, attempt.public_id, calling.now)
    return attempt


def test_the_carrier_is_told_of_a_hang_up_once(calling: World, hung_up: Attempt) -> None:
    assert [hang_up(calling), hang_up(calling)] == [[f"hang up {SID}"], []]


def test_a_hang_up_that_did_not_reach_the_carrier_is_told_again(
    calling: World, hung_up: Attempt
) -> None:
    assert hang_up(calling, trouble(Trouble.UNKNOWN)) == [f"hang up {SID}"]
    assert hang_up(calling) == [f"hang up {SID}"]


def test_a_call_in_talk_is_not_hung_up_by_itself(calling: World, attempt: Attempt) -> None:
    place(calling)
    assert hang_up(calling) == []


def moment_of_hang_up(world: World, attempt: Attempt) -> datetime | None:
    world.rows.refresh(attempt)
    return attempt.hang_up_at


def test_hanging_up_twice_is_hanging_up_once(calling: World, hung_up: Attempt) -> None:
    later = calling.now + 9 * SECOND
    intentions.hang_up(calling.alice.id, hung_up.public_id, later)
    assert moment_of_hang_up(calling, hung_up) == calling.now
