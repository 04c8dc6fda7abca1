"""What is asked of attempts: who waits for a person's word, who joins which conference."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.dispositions import Disposition, Recorded
from telepro.db import attempts
from telepro.db.calling import Attempt, LiveCall
from telepro.db.event_queue import Waiting
from telepro.db.who import WorkSession
from telepro.services import call_events, dialing, outcomes
from tests.services.calls import call, calling, carrier_says, deal, press_of_anna
from tests.services.carriers import Scripted
from tests.world import World

__all__ = ["calling"]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("result", "settles"),
    [
        (CallResult.NO_ANSWER, True),
        (CallResult.BUSY, True),
        (CallResult.FAILED, True),
        (CallResult.CANCELED, True),
        (CallResult.ANSWERED, False),
        (CallResult.MACHINE, False),
    ],
)
def test_a_call_that_somebody_or_a_machine_answered_waits_for_a_persons_word(
    calling: World, result: CallResult, settles: bool
) -> None:
    attempt = call(calling)
    attempt.state, attempt.result, attempt.ended_at = AttemptState.ENDED, result, calling.now
    calling.rows.flush()
    assert (attempt.public_id in outcomes.unsettled()) is settles
    assert call_events.waiting() == Waiting([], settles)


def test_a_call_that_goes_on_or_is_settled_settles_nothing(calling: World) -> None:
    attempt = call(calling)
    assert outcomes.unsettled() == []
    carrier_says(calling, attempt, "initiated", "busy")
    assert outcomes.unsettled() == [attempt.public_id]
    outcomes.settle(attempt.public_id, calling.now)
    assert outcomes.unsettled() == []


@pytest.fixture
def ringing(calling: World) -> Attempt:
    """Alice's call, of which the carrier has said that it rings."""
    attempt = call(calling)
    dialing.place_next(lambda: calling.now, Scripted(sid=f"CA{attempt.id:032x}"))
    carrier_says(calling, attempt, "initiated", "ringing")
    return attempt


def work(world: World) -> WorkSession:
    return world.rows.query(WorkSession).filter_by(person_id=world.alice.id).one()


def conference(world: World, attempt: Attempt) -> str | None:
    world.rows.flush()
    joining = attempts.conference_of(world.rows, attempt.public_id)
    return joining.conference if joining else None


def test_who_answers_joins_the_conference_of_who_called(calling: World, ringing: Attempt) -> None:
    calling.at_work(calling.anna)
    assert conference(calling, ringing) == work(calling).public_id
    assert attempts.conference_of(calling.rows, "another call") is None


def test_who_answers_joins_nobody_once_it_was_hung_up(calling: World, ringing: Attempt) -> None:
    ringing.hang_up_at = calling.now
    assert conference(calling, ringing) is None


def test_who_answers_joins_nobody_whose_line_is_gone(calling: World, ringing: Attempt) -> None:
    work(calling).leg_left_at = calling.now
    assert conference(calling, ringing) is None


def test_who_answers_joins_nobody_whose_line_never_came(calling: World, ringing: Attempt) -> None:
    work(calling).leg_joined_at = None
    assert conference(calling, ringing) is None


def test_who_answers_joins_nobody_who_went_home(calling: World, ringing: Attempt) -> None:
    work(calling).ended_at = calling.now
    assert conference(calling, ringing) is None


def test_an_outcome_told_while_they_still_talk_hangs_up(calling: World, ringing: Attempt) -> None:
    moment = calling.now + SECOND
    outcomes.record(
        calling.alice.id, ringing.public_id, "k", Recorded(Disposition.AWAY, moment), moment
    )
    assert (ringing.hang_up_at, ringing.settled_at) == (moment, moment)


def test_an_outcome_told_after_the_end_hangs_nothing_up(calling: World, ringing: Attempt) -> None:
    carrier_says(calling, ringing, "completed")
    recorded = Recorded(Disposition.AWAY, calling.now)
    outcomes.record(calling.alice.id, ringing.public_id, "k", recorded, calling.now)
    assert ringing.hang_up_at is None


def test_a_correction_keeps_the_moments_of_the_first_word(calling: World, ringing: Attempt) -> None:
    for number, disposition in enumerate((Disposition.AWAY, Disposition.GATEKEEPER)):
        moment = calling.now + number * SECOND
        outcomes.record(
            calling.alice.id,
            ringing.public_id,
            f"key {number}",
            Recorded(disposition, moment),
            moment,
        )
    assert (ringing.settled_at, ringing.hang_up_at) == (calling.now, calling.now)


def test_a_leads_calls_are_numbered_from_one(calling: World, ringing: Attempt) -> None:
    carrier_says(calling, ringing, "busy", seconds=0)
    outcomes.settle(ringing.public_id, calling.now)
    calling.now += timedelta(hours=1)
    deal(calling)
    assert (ringing.number, call(calling, "key-2").number) == (1, 2)


@pytest.fixture
def both(calling: World) -> tuple[Attempt, Attempt]:
    """Alice and Anna have each pressed F2; neither call has reached the carrier."""
    return call(calling), press_of_anna(calling)


def guarded(world: World) -> list[int]:
    """The attempts whose number, lead and person are taken."""
    return sorted(world.rows.scalars(select(LiveCall.attempt_id)))


def test_only_the_calls_to_these_leads_are_called_off(
    calling: World, both: tuple[Attempt, Attempt]
) -> None:
    first, second = both
    attempts.call_off(calling.rows, [first.lead_id], "objected", calling.now)
    calling.rows.expire_all()
    assert (first.state, first.trouble) == (AttemptState.REFUSED, "objected")
    assert (first.ended_at, first.result) == (calling.now, CallResult.CANCELED)
    assert second.state is AttemptState.INTENDED
    assert guarded(calling) == [second.id]


def test_what_is_on_its_way_to_the_carrier_is_not_called_off(
    calling: World, both: tuple[Attempt, Attempt]
) -> None:
    first, second = both
    first.state = AttemptState.PLACING
    calling.rows.flush()
    attempts.call_off(calling.rows, [first.lead_id], "objected", calling.now)
    calling.rows.expire_all()
    assert (first.state, first.ended_at) == (AttemptState.PLACING, None)
    assert guarded(calling) == [first.id, second.id]


@pytest.mark.parametrize(
    ("state", "joins"),
    [
        (AttemptState.PLACING, True),
        (AttemptState.PLACED, True),
        (AttemptState.UNKNOWN, True),
        (AttemptState.INTENDED, False),
        (AttemptState.REFUSED, False),
        (AttemptState.ENDED, False),
    ],
)
def test_who_answers_joins_a_live_call_only(
    calling: World, ringing: Attempt, state: AttemptState, joins: bool
) -> None:
    ringing.state = state
    assert bool(conference(calling, ringing)) is joins
