"""Many calls applied at once come out as one by one, and one that fails holds up no other."""

from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from telepro import jobs
from telepro.db.calling import Attempt, Call, CallInbox
from telepro.db.counting import Counter
from telepro.services import call_events, desk, intentions
from telepro.services.intentions import Press
from tests.services.calls import deal
from tests.world import World

STORY = ("initiated", "ringing", "in-progress", "completed")


def two_calls(world: World) -> tuple[Attempt, Attempt]:
    """Alice and Anna call; the carrier has said nothing yet."""
    for number, person in enumerate((world.alice, world.anna)):
        world.at_work(person)
        world.lead(f"+3319900100{number}", f"École {number}")
    deal(world)
    for person in (world.alice, world.anna):
        card = desk.state(person.id, world.now).card
        assert card is not None
        intentions.dial(person.id, Press(card.entry_id, f"key-{person.id}"), world.now)
    first, second = world.rows.scalars(select(Attempt).order_by(Attempt.id))
    return first, second


def heard(world: World, attempt: Attempt, sid: str, *statuses: str) -> None:
    """The carrier tells a call's story from its end to its beginning, everything twice."""
    for copy in "ab":
        for number, status in reversed(list(enumerate(statuses))):
            said = {"CallSid": sid, "CallStatus": status, "SequenceNumber": str(number)}
            key = f"{attempt.id}-{status}-{copy}"
            payload = {**said, "CallDuration": "40", "To": attempt.e164}
            call_events.receive("call", attempt.public_id, key, payload, world.now)


def test_two_calls_are_applied_at_once(world: World) -> None:
    first, second = two_calls(world)
    heard(world, first, "CA" + "1" * 32, *STORY)
    heard(world, second, "CA" + "2" * 32, "initiated", "busy")
    told = call_events.apply_calls([second.public_id, first.public_id], world.now)
    assert {each.topics[0] for each in told} == {world.alice.public_id, world.anna.public_id}
    assert all(each.is_over for each in told)
    world.rows.expire_all()
    assert (first.state, first.result) == (AttemptState.ENDED, CallResult.ANSWERED)
    assert (second.state, second.result) == (AttemptState.ENDED, CallResult.BUSY)
    assert (
        world.rows.scalars(select(Call.duration_seconds).order_by(Call.attempt_id)).all()[0] == 40
    )
    counted = world.rows.execute(select(Counter.name, Counter.value)).all()
    assert sum(value for name, value in counted if name == "attempts") == 2
    assert not world.rows.scalars(select(CallInbox).where(CallInbox.applied_at.is_(None))).all()


def test_a_call_that_fails_holds_up_no_other(world: World) -> None:
    first, second = two_calls(world)
    # Two attempts can't be one call of the carrier's: whoever comes second fails.
    for attempt in (first, second):
        heard(world, attempt, "CA" + "1" * 32, *STORY)
    jobs.events()
    world.rows.expire_all()
    states = sorted(each.state for each in (first, second))
    assert states == [AttemptState.ENDED, AttemptState.INTENDED]
    left = world.rows.scalars(select(CallInbox).where(CallInbox.applied_at.is_(None))).all()
    assert len({message.subject for message in left}) == 1
    # A try for each look at it, then it stays to be seen.
    assert {message.tries for message in left} == {3}
    assert all(message.problem and message.problem.startswith("IntegrityError") for message in left)


def test_whose_attempt_heard_nothing_of_its_own_call_is_told_nothing(world: World) -> None:
    first, second = two_calls(world)
    heard(world, first, "CA" + "1" * 32, *STORY)
    elsewhere = {"CallSid": "CA" + "2" * 32, "CallStatus": "ringing", "To": "+33199001999"}
    call_events.receive("call", second.public_id, "elsewhere", elsewhere, world.now)
    told = call_events.apply_calls([first.public_id, second.public_id], world.now)
    assert [each.topics[0] for each in told] == [world.alice.public_id]
