"""A call that the carrier does not know keeps its number and its lead, and lets its person go."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState
from campaigns.problems import Refused
from telepro.db.calling import Attempt, LiveCall
from telepro.services import desk, intentions, legs, reconciliation
from telepro.services.intentions import Press
from telepro.telephony.carrier import Carrier
from tests.localtwilio.running import LocalTwilio, running
from tests.services.calls import call, deal
from tests.world import World

SOON = timedelta(seconds=60)


@pytest.fixture(scope="module")
def twilio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalTwilio]:
    """A Twilio that nobody has called through."""
    with running(tmp_path_factory.mktemp("twilio")) as found:
        yield found


@pytest.fixture
def lost(world: World, twilio: LocalTwilio) -> Attempt:
    """Alice's call, whose process died before the carrier heard of it; a minute has passed."""
    world.at_work(world.alice)
    for number in range(3):
        world.lead(f"+3319900100{number}", f"École {number}")
    deal(world)
    attempt = call(world)
    attempt.state, attempt.placing_at = AttemptState.PLACING, world.now
    world.rows.commit()
    world.now += SOON
    carrier = Carrier(twilio.account, "http://127.0.0.1:9")
    assert reconciliation.check(lambda: world.now, carrier).unknown == 1
    world.rows.expire_all()
    assert attempt.state is AttemptState.UNKNOWN
    return attempt


def test_whoever_pressed_f2_calls_the_next_lead(world: World, lost: Attempt) -> None:
    shown = desk.state(world.alice.id, world.now)
    assert shown.attempt is None
    assert shown.card is not None
    press = Press(shown.card.entry_id, "the next one")
    view = intentions.dial(world.alice.id, press, world.now)
    made = world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()
    assert made.id != lost.id


def test_number_and_lead_stay_guarded(world: World, lost: Attempt) -> None:
    guard = world.rows.get_one(LiveCall, lost.id)
    assert (guard.e164, guard.lead_id, guard.person_id) == (lost.e164, lost.lead_id, None)
    world.lead(lost.e164, "École du même standard")
    anna = world.at_work(world.anna)
    world.rows.commit()
    entries = [entry for entry in deal(world) if entry.person_id == anna.person_id]
    for entry in entries:
        if entry.lead.prospect.phones[0].e164 == lost.e164:
            with pytest.raises(Refused):
                intentions.dial(anna.person_id, Press(entry.public_id, "again"), world.now)


def test_a_leg_that_turns_up_after_all_does_not_join_another_conversation(
    world: World, lost: Attempt
) -> None:
    assert legs.answered(lost.public_id) is None
