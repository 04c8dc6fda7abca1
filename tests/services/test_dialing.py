"""An intention becomes one call or none: lost replies, late processes, refusals, kills in between."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from telepro import crash
from telepro.db.calling import Attempt, LiveCall
from telepro.services import (
    call_events,
    call_lists,
    desk,
    dialing,
    intentions,
    outcomes,
    reconciliation,
)
from telepro.services.intentions import Press
from telepro.settings import Carrier as Account
from telepro.telephony.carrier import Carrier
from tests.localtwilio.running import LocalTwilio, running
from tests.world import World

NOBODY_LISTENS = "http://127.0.0.1:9"
PAGES = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def twilio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalTwilio]:
    with running(tmp_path_factory.mktemp("twilio")) as found:
        yield found


@pytest.fixture
def empty_twilio(tmp_path: Path) -> Iterator[LocalTwilio]:
    """A Twilio that nobody has called through yet."""
    with running(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def losing_twilio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalTwilio]:
    """A Twilio that creates every call and loses every reply."""
    with running(tmp_path_factory.mktemp("losing"), "--fault", "create_lost=1") as found:
        yield found


@pytest.fixture
def attempt(world: World) -> Attempt:
    """Alice has pressed F2; nothing rings yet."""
    world.at_work(world.alice)
    world.lead()
    call_lists.deal(world.campaign.id, "seed", world.now)
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    intentions.dial(world.alice.id, Press(card.entry_id, "key"), world.now)
    return world.rows.scalars(select(Attempt)).one()


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def carrier(found: LocalTwilio) -> Carrier:
    return Carrier(found.account, PAGES)


def created(found: LocalTwilio, attempt: Attempt) -> int:
    """How many calls the carrier created for an attempt, by its own ledger."""
    return sum(
        1
        for line in found.lines()
        if line["event"] == "rest"
        and line["status"] == 201
        and any(attempt.public_id in value for _, value in line["form"])
    )


def test_an_intention_is_placed_once(world: World, attempt: Attempt, twilio: LocalTwilio) -> None:
    first = dialing.place_next(at(world.now), carrier(twilio))
    assert first is not None
    assert first.state is AttemptState.PLACED
    assert dialing.place_next(at(world.now), carrier(twilio)) is None
    world.rows.refresh(attempt)
    assert attempt.sid is not None
    assert created(twilio, attempt) == 1


def test_a_process_that_wakes_too_late_rings_nobody(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    late = world.now + timedelta(seconds=6)
    placed = dialing.place_next(at(late), carrier(twilio))
    assert placed is not None
    assert placed.state is AttemptState.REFUSED
    assert created(twilio, attempt) == 0
    outcomes.settle(attempt.public_id, late)
    world.rows.refresh(attempt.lead)
    assert not attempt.lead.held
    assert attempt.lead.blocked_by is None


def test_a_kill_between_claim_and_carrier_never_places_twice(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    crash.install(killed_at("F2 attempt claimed, before the carrier"))
    try:
        with pytest.raises(Killed):
            dialing.place_next(at(world.now), carrier(twilio))
    finally:
        crash.install(None)
    assert dialing.place_next(at(world.now), carrier(twilio)) is None
    assert created(twilio, attempt) == 0
    world.rows.refresh(attempt)
    assert attempt.state is AttemptState.PLACING


def test_a_call_whose_reply_was_lost_is_found_and_not_repeated(
    world: World, attempt: Attempt, losing_twilio: LocalTwilio
) -> None:
    told = dialing.place_next(at(world.now), carrier(losing_twilio))
    assert told is not None
    assert told.state is AttemptState.UNKNOWN
    assert dialing.place_next(at(world.now), carrier(losing_twilio)) is None
    assert world.rows.get(LiveCall, attempt.id) is not None
    found = reconciliation.check(at(real_now_of(world)), carrier(losing_twilio), quiet=timedelta(0))
    assert (found.checked, found.unknown) == (1, 0)
    call_events.apply("call", attempt.public_id, world.now)
    world.rows.refresh(attempt)
    assert attempt.sid is not None
    assert created(losing_twilio, attempt) == 1


def test_a_call_that_never_arrived_stays_live_for_ten_minutes(
    world: World, attempt: Attempt, empty_twilio: LocalTwilio
) -> None:
    twilio = empty_twilio
    crash.install(killed_at("F2 attempt claimed, before the carrier"))
    with pytest.raises(Killed):
        dialing.place_next(at(world.now), carrier(twilio))
    crash.install(None)
    soon, later = world.now + timedelta(minutes=9), world.now + timedelta(minutes=11)
    assert reconciliation.check(at(soon), carrier(twilio)).unknown == 1
    assert world.rows.get(LiveCall, attempt.id) is not None
    reconciliation.check(at(later), carrier(twilio))
    world.rows.expire_all()
    assert world.rows.get(LiveCall, attempt.id) is None
    assert attempt.state is AttemptState.REFUSED


def test_an_unreachable_carrier_leaves_the_intention_to_be_placed_in_time(
    world: World, attempt: Attempt
) -> None:
    nobody = Carrier(Account("AC" + "0" * 32, "t", base_url=NOBODY_LISTENS), PAGES)
    told = dialing.place_next(at(world.now), nobody)
    assert told is not None
    assert told.state is AttemptState.INTENDED
    last = dialing.place_next(at(world.now + timedelta(seconds=5)), nobody)
    assert last is not None
    assert last.state is AttemptState.REFUSED


def test_a_number_that_the_carrier_knows_to_be_dead_is_not_tried_again(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    attempt.e164 = "+15005550001"
    world.rows.commit()
    told = dialing.place_next(at(world.now), carrier(twilio))
    assert told is not None
    assert told.state is AttemptState.REFUSED
    outcomes.settle(attempt.public_id, world.now)
    world.rows.refresh(attempt.lead)
    assert attempt.lead.closed_reason == "invalid"


def test_hanging_up_before_the_carrier_was_asked_rings_nobody(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    view = intentions.hang_up(world.alice.id, attempt.public_id, world.now)
    assert view.phase == "refused"
    assert dialing.place_next(at(world.now), carrier(twilio)) is None
    assert created(twilio, attempt) == 0


def test_hanging_up_ends_the_call_at_the_carrier(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    phone = carrier(twilio)
    dialing.place_next(at(world.now), phone)
    intentions.hang_up(world.alice.id, attempt.public_id, world.now)
    assert dialing.hang_up_next(world.now, phone) == attempt.public_id
    assert dialing.hang_up_next(world.now, phone) is None
    world.rows.refresh(attempt)
    assert attempt.sid is not None
    call = phone.fetch(attempt.sid)
    assert call is not None
    assert call.status in {"canceled", "completed", "no-answer", "failed", "busy"}


def test_a_dialed_attempt_counts_and_an_undialed_one_does_not(
    world: World, attempt: Attempt, twilio: LocalTwilio
) -> None:
    dialing.place_next(at(world.now + timedelta(seconds=6)), carrier(twilio))
    outcomes.settle(attempt.public_id, world.now)
    world.rows.refresh(attempt)
    assert attempt.result is CallResult.FAILED
    assert attempt.counted == {}


class Killed(BaseException):
    """The process dies here."""


def killed_at(name: str) -> Callable[[str], None]:
    def reached(point: str) -> None:
        if point == name:
            raise Killed(point)

    return reached


def real_now_of(world: World) -> datetime:
    return world.now + timedelta(seconds=1)
