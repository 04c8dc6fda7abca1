"""What the carrier answers when it is asked about a silent call goes the way of every message."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult, CallStatus
from telepro.db.calling import Attempt, Call, CallInbox, LiveCall
from telepro.services import call_events, dialing, reconciliation
from telepro.services.reconciliation import Reconciled
from telepro.telephony.carrier import CarrierCall, Trouble
from tests.services.calls import call, calling, press_of_anna
from tests.services.carriers import KNOWN, SID, Scripted, trouble
from tests.world import World

__all__ = ["calling"]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def placed(calling: World) -> Attempt:
    """A call at the carrier, of which nothing was heard for a minute."""
    attempt = call(calling)
    dialing.place_next(lambda: calling.now, Scripted())
    calling.now += MINUTE
    return attempt


def ask(world: World, carrier: Scripted) -> Reconciled:
    found = reconciliation.check(lambda: world.now, carrier)
    for kind, subject in call_events.waiting().subjects:
        call_events.apply(kind, subject, world.now)
    world.rows.expire_all()
    return found


def ended(world: World, **details: object) -> CarrierCall:
    over = replace(KNOWN, status="completed", ended_at=world.now, duration_seconds=31)
    return replace(over, **details)  # type: ignore[arg-type]


def test_a_lost_end_is_learnt_by_asking(calling: World, placed: Attempt) -> None:
    assert ask(calling, Scripted(calls=[ended(calling)])) == Reconciled(1, 1, 0)
    assert (placed.state, placed.result) == (AttemptState.ENDED, CallResult.ANSWERED)
    call_row = calling.rows.scalars(select(Call)).one()
    assert (call_row.status, call_row.duration_seconds) == (CallStatus.COMPLETED, 31)
    assert call_row.confirmed
    assert calling.rows.scalars(select(LiveCall)).all() == []


def test_who_answered_is_learnt_by_asking(calling: World, placed: Attempt) -> None:
    ask(calling, Scripted(calls=[ended(calling, answered_by="machine_start")]))
    assert placed.result is CallResult.MACHINE


def test_nobody_answering_is_not_made_up(calling: World, placed: Attempt) -> None:
    ask(calling, Scripted(calls=[ended(calling)]))
    payload = calling.rows.scalars(select(CallInbox.payload)).one()
    assert set(payload) == {"CallSid", "CallStatus", "Timestamp", "CallDuration"}


def test_a_call_that_goes_on_stays_live(calling: World, placed: Attempt) -> None:
    assert ask(calling, Scripted(calls=[KNOWN])) == Reconciled(1, 1, 0)
    assert (placed.state, placed.ended_at) == (AttemptState.PLACED, None)


def test_a_silent_call_is_asked_about_once_in_a_while(calling: World, placed: Attempt) -> None:
    carrier = Scripted(calls=[KNOWN])
    assert [ask(calling, carrier).checked, ask(calling, carrier).checked] == [1, 0]
    calling.now += MINUTE
    assert ask(calling, carrier).checked == 1
    assert carrier.asked == [f"fetch {SID}"] * 2


def test_a_carrier_that_cannot_be_asked_changes_nothing(calling: World, placed: Attempt) -> None:
    found = ask(calling, Scripted(trouble(Trouble.UNKNOWN)))
    assert found == Reconciled(0, 0, 1)
    assert (placed.state, placed.checked_at) == (AttemptState.PLACED, calling.now)


def test_a_call_that_the_carrier_forgot_ends_after_ten_minutes(
    calling: World, placed: Attempt
) -> None:
    assert ask(calling, Scripted()) == Reconciled(1, 0, 1)
    calling.now = placed.intended_at + 10 * MINUTE + timedelta(seconds=1)
    assert ask(calling, Scripted()) == Reconciled(1, 1, 1)
    assert (placed.state, placed.result) == (AttemptState.ENDED, CallResult.FAILED)
    assert placed.trouble == "never_arrived"
    assert calling.rows.scalars(select(LiveCall)).all() == []


@pytest.fixture
def unanswered(calling: World) -> Attempt:
    """An order whose reply was lost, a minute ago."""
    attempt = call(calling)
    dialing.place_next(lambda: calling.now, Scripted(trouble(Trouble.UNKNOWN)))
    calling.now += MINUTE
    return attempt


def test_a_lost_reply_is_looked_for_by_number_from_just_before_it(
    calling: World, unanswered: Attempt
) -> None:
    carrier = Scripted()
    ask(calling, carrier)
    assert carrier.asked == ["find +33199001001 from +33199009990 since 08:59:58"]
    assert unanswered.state is AttemptState.UNKNOWN


def test_a_call_that_is_found_is_the_attempts_own(calling: World, unanswered: Attempt) -> None:
    ask(calling, Scripted(calls=[KNOWN]))
    assert (unanswered.state, unanswered.sid) == (AttemptState.PLACED, SID)


def test_the_earliest_of_several_calls_is_the_attempts_own(
    calling: World, unanswered: Attempt
) -> None:
    newest = replace(KNOWN, sid=f"CA{2:032x}")
    ask(calling, Scripted(calls=[newest, KNOWN]))
    assert unanswered.sid == SID


@pytest.mark.parametrize(("seconds", "asked"), [(45, 0), (46, 1)])
def test_a_call_is_silent_after_ringing_and_a_quarter_of_a_minute(
    calling: World, placed: Attempt, seconds: int, asked: int
) -> None:
    calling.now = placed.intended_at + timedelta(seconds=seconds)
    assert ask(calling, Scripted(calls=[KNOWN])).checked == asked


@pytest.mark.parametrize(
    ("seconds", "state"), [(600, AttemptState.UNKNOWN), (601, AttemptState.REFUSED)]
)
def test_a_call_that_never_arrived_is_unknown_for_ten_minutes_to_the_second(
    calling: World, unanswered: Attempt, seconds: int, state: AttemptState
) -> None:
    calling.now = unanswered.intended_at + timedelta(seconds=seconds)
    ask(calling, Scripted())
    assert unanswered.state is state
    assert bool(calling.rows.scalars(select(LiveCall)).all()) is (state is AttemptState.UNKNOWN)


@pytest.mark.parametrize(("seconds", "held"), [(30, True), (31, False)])
def test_who_made_a_call_that_the_carrier_does_not_know_is_free_after_half_a_minute(
    calling: World, unanswered: Attempt, seconds: int, held: bool
) -> None:
    moment = unanswered.intended_at + timedelta(seconds=seconds)
    reconciliation.check(lambda: moment, Scripted(), quiet=timedelta(seconds=10))
    calling.rows.expire_all()
    guard = calling.rows.get_one(LiveCall, unanswered.id)
    assert (guard.person_id == calling.alice.id) is held


@pytest.mark.parametrize(
    ("conflict", "confirmed", "asked"),
    [(False, False, 0), (True, False, 1), (True, True, 0), (False, True, 0)],
)
def test_an_ended_call_is_asked_about_only_while_two_ends_of_it_are_told(
    calling: World, placed: Attempt, conflict: bool, confirmed: bool, asked: int
) -> None:
    placed.state, placed.ended_at, placed.result = AttemptState.ENDED, calling.now, CallResult.BUSY
    told = Call(attempt_id=placed.id, sid=SID, status=CallStatus.BUSY)
    told.conflict, told.confirmed = conflict, confirmed
    calling.rows.add(told)
    calling.rows.flush()
    assert reconciliation.check(lambda: calling.now, Scripted()).checked == asked


def test_the_carriers_id_is_noted_for_the_attempt_that_was_asked_about(
    calling: World, unanswered: Attempt
) -> None:
    annas = press_of_anna(calling)
    ask(calling, Scripted(calls=[KNOWN]))
    calling.rows.refresh(annas)
    assert (unanswered.sid, annas.sid) == (SID, None)
