"""From a due lead to the end of its call: deal, desk, dial, the carrier's events."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, Recorded
from campaigns.pipeline import Stage
from campaigns.problems import Refused
from campaigns.prospects import Audience
from campaigns.states import EntryEnd
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.services import call_lists, desk, intentions, outcomes
from telepro.services.intentions import Press
from tests.services.calls import answered, call, calling, carrier_says, deal, refusal
from tests.world import World

__all__ = ["calling"]


def test_a_due_lead_is_dealt_to_who_is_at_work(world: World) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    (entry,) = deal(world)
    assert (entry.lead_id, entry.person_id, entry.fence) == (lead.id, world.alice.id, 1)
    world.rows.refresh(lead)
    assert (lead.held, lead.fence) == (True, 1)


def test_nothing_is_dealt_while_nobody_is_at_work(world: World) -> None:
    world.lead()
    assert deal(world) == []


def test_a_consumer_without_consent_is_put_aside_with_the_reason(world: World) -> None:
    world.at_work(world.alice)
    lead = world.lead(audience=Audience.B2C)
    assert deal(world) == []
    assert lead.blocked_by == "FR-01"


def test_f2_writes_the_attempt_and_takes_number_lead_and_person(calling: World) -> None:
    attempt = call(calling)
    guard = calling.rows.get_one(LiveCall, attempt.id)
    assert attempt.state is AttemptState.INTENDED
    assert (guard.e164, guard.person_id) == ("+33199001001", calling.alice.id)
    assert attempt.dial_before == calling.now + timedelta(seconds=5)


def test_pressing_f2_twice_makes_one_attempt(calling: World) -> None:
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    first = intentions.dial(calling.alice.id, Press(card.entry_id, "same"), calling.now)
    again = intentions.dial(calling.alice.id, Press(card.entry_id, "same"), calling.now)
    assert first.id == again.id


def test_a_key_of_somebody_elses_call_is_refused_in_words(calling: World) -> None:
    assert call_of_anna(calling).client_key == "anna"
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    with pytest.raises(Refused) as refusal:
        intentions.dial(calling.alice.id, Press(card.entry_id, "anna"), calling.now)
    assert [problem.place for problem in refusal.value.problems] == ["client_key"]


def test_a_number_in_a_call_of_another_campaign_is_not_rung(calling: World) -> None:
    calling.rows.add(
        LiveCall(
            attempt_id=call_of_anna(calling).id,
            e164="+33199001001",
            lead_id=99_999,
            person_id=calling.anna.id,
            since=calling.now,
        )
    )
    calling.rows.flush()
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    with pytest.raises(Refused):
        intentions.dial(calling.alice.id, Press(card.entry_id, "key"), calling.now)
    calling.rows.expire_all()
    entry = calling.rows.query(CallListEntry).filter_by(public_id=card.entry_id).one()
    assert (entry.end_reason, entry.lead.held) == (EntryEnd.REFUSED, False)


def call_of_anna(world: World) -> Attempt:
    """An attempt that Anna made in another campaign."""
    other = world.second_campaign()
    world.at_work(world.anna).campaign_id = other.id
    world.lead("+33199001002", "Mairie", campaign=other)
    world.rows.flush()
    call_lists.deal(other.id, "seed", world.now)
    card = desk.state(world.anna.id, world.now).card
    assert card is not None
    view = intentions.dial(world.anna.id, Press(card.entry_id, "anna"), world.now)
    attempt = world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()
    world.rows.delete(world.rows.get_one(LiveCall, attempt.id))
    world.rows.flush()
    return attempt


def test_events_in_any_order_give_the_carriers_final_status(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "completed", "ringing", "in-progress", "initiated")
    assert (attempt.state, attempt.result) == (AttemptState.ENDED, CallResult.ANSWERED)
    assert calling.rows.get(LiveCall, attempt.id) is None


def test_a_busy_line_settles_itself_and_comes_back_in_a_quarter_of_an_hour(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "busy", seconds=0)
    assert outcomes.unsettled() == [attempt.public_id]
    outcomes.settle(attempt.public_id, calling.now)
    lead = attempt.lead
    assert (lead.stage, lead.tier, lead.held) == (Stage.CONTACTING, Tier.RETRY, False)
    assert lead.next_call_at == calling.now + timedelta(minutes=15)
    assert outcomes.unsettled() == []


def test_an_answered_call_waits_for_a_person(calling: World) -> None:
    attempt = answered(calling)
    assert outcomes.settle(attempt.public_id, calling.now) == ()
    assert outcomes.unsettled() == []


def test_the_lead_of_a_call_stays_at_hand_until_it_is_wrapped_up(calling: World) -> None:
    calling.lead("+33199001008", "École Jean Moulin")
    call_lists.deal(calling.campaign.id, "more", calling.now)
    attempt = answered(calling)
    shown = desk.state(calling.alice.id, calling.now)
    assert shown.card is not None
    assert shown.next_card is not None
    assert shown.card.prospect_name == "École des Tilleuls"
    assert shown.next_card.prospect_name == "École Jean Moulin"
    outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), calling.now)
    shown = desk.state(calling.alice.id, calling.now)
    assert shown.card is not None
    assert (shown.attempt, shown.card.prospect_name) == (None, "École Jean Moulin")


def test_a_call_that_never_left_is_told_to_the_desk(calling: World) -> None:
    attempt = call(calling)
    late = calling.now + timedelta(seconds=6)
    attempt.state, attempt.trouble = AttemptState.REFUSED, "too_late"
    attempt.ended_at = late
    calling.rows.commit()
    outcomes.settle(attempt.public_id, late)
    shown = desk.state(calling.alice.id, late).attempt
    assert shown is not None
    assert (shown.phase, shown.trouble) == ("refused", "too_late")
    assert desk.state(calling.alice.id, late + timedelta(seconds=30)).attempt is None


def test_f2_while_the_last_call_is_being_hung_up_keeps_the_next_lead(calling: World) -> None:
    calling.lead("+33199001008", "École Jean Moulin")
    call_lists.deal(calling.campaign.id, "more", calling.now)
    first = call(calling)
    first.state, first.sid = AttemptState.PLACED, "CA" + f"{first.id:032x}"
    calling.rows.commit()
    recorded = Recorded(Disposition.NO_ANSWER, calling.now)
    outcomes.record(calling.alice.id, first.public_id, "k", recorded, calling.now)
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    with pytest.raises(Refused, match="still_in_a_call"):
        intentions.dial(calling.alice.id, Press(card.entry_id, "soon"), calling.now)
    carrier_says(calling, first, "completed")
    view = intentions.dial(calling.alice.id, Press(card.entry_id, "soon"), calling.now)
    assert view.lead_name == "École Jean Moulin"
