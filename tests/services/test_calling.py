"""From a due lead to a recorded outcome: deal, desk, dial, event, outcome, pipeline, counters."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.closing import CloseReason
from campaigns.dealing import Tier
from campaigns.dispositions import (
    Conversation,
    Disposition,
    MeetingDetails,
    MeetingKind,
    Recorded,
    SuppressionScope,
)
from campaigns.pipeline import Stage
from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience
from telepro.db import aftermath, counters
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.results import Callback, Meeting, Outcome, Task
from telepro.db.who import WorkSession
from telepro.db.whom import Lead, Prospect
from telepro.services import call_events, call_lists, desk, intentions, outcomes
from telepro.services.intentions import Press
from tests.world import World, example_plan


def deal(world: World) -> list[CallListEntry]:
    call_lists.deal(world.campaign.id, "seed", world.now)
    return list(
        world.rows.scalars(
            select(CallListEntry).where(CallListEntry.ended_at.is_(None)).order_by(CallListEntry.id)
        )
    )


def call(world: World, key: str = "key-1") -> Attempt:
    """Alice presses F2 on the lead in front of her, and the carrier takes the call."""
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    view = intentions.dial(world.alice.id, Press(card.entry_id, key), world.now)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


def carrier_says(world: World, attempt: Attempt, *statuses: str, seconds: int = 40) -> None:
    for number, status in enumerate(statuses):
        payload = {
            "CallSid": "CA" + f"{attempt.id:032x}",
            "CallStatus": status,
            "SequenceNumber": str(number),
            "CallDuration": str(seconds),
        }
        call_events.receive("call", attempt.public_id, f"{attempt.id}-{status}", payload, world.now)
    call_events.apply("call", attempt.public_id, world.now)


def answered(world: World) -> Attempt:
    """A call that was answered and is over."""
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


@pytest.fixture
def calling(world: World) -> World:
    """Alice at work with one lead on her list."""
    world.at_work(world.alice)
    world.lead()
    deal(world)
    return world


def test_a_due_lead_is_dealt_to_who_is_at_work(world: World) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    (entry,) = deal(world)
    assert (entry.lead_id, entry.person_id, entry.fence) == (lead.id, world.alice.id, 1)
    assert lead.held


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


def closed(attempt: Attempt) -> CloseReason | None:
    return attempt.lead.closed_reason


def held(lead: Lead) -> bool:
    return lead.held


def refusal(world: World) -> Recorded:
    return Recorded(Disposition.REFUSED_TO_LISTEN, world.now, reason="no_time")


def test_a_refusal_closes_the_lead_and_says_why(calling: World) -> None:
    attempt = answered(calling)
    receipt = outcomes.record(
        calling.alice.id, attempt.public_id, "outcome-1", refusal(calling), calling.now
    )
    assert receipt.stage is Stage.NOT_INTERESTED
    assert attempt.lead.closed_reason is CloseReason.REFUSED
    assert attempt.lead.next_call_at is None


def test_the_same_request_twice_is_one_outcome(calling: World) -> None:
    attempt = answered(calling)
    first = outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), calling.now)
    later = calling.now + timedelta(seconds=3)
    again = outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), later)
    assert (again.outcome_id, again.repeated) == (first.outcome_id, True)
    assert calling.rows.query(Outcome).count() == 1


def test_the_same_key_with_another_body_is_refused(calling: World) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), calling.now)
    other = Recorded(Disposition.NO_ANSWER, calling.now)
    with pytest.raises(Refused):
        outcomes.record(calling.alice.id, attempt.public_id, "k", other, calling.now)


def test_nobody_records_the_outcome_of_anothers_call(calling: World) -> None:
    attempt = answered(calling)
    with pytest.raises(NotFound):
        outcomes.record(calling.anna.id, attempt.public_id, "k", refusal(calling), calling.now)


def meeting(world: World) -> Recorded:
    return Recorded(
        Disposition.MEETING,
        world.now,
        Conversation(argued=True, decision_maker=True),
        meeting=MeetingDetails(
            starts_at=world.now + timedelta(days=2),
            kind=MeetingKind.VIDEO,
            place="https://visio.example.org/ateliers",
            attendees=("Claire Vasseur, directrice",),
        ),
        answers=dict.fromkeys(required(world, Disposition.MEETING), "oui"),
    )


def required(world: World, code: Disposition) -> tuple[str, ...]:
    return example_plan().disposition_set().required_answers.get(code, ())


def test_a_meeting_moves_the_lead_and_leaves_meeting_tasks_and_counters(calling: World) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    booked = calling.rows.scalars(select(Meeting)).one()
    assert attempt.lead.stage is Stage.MEETING_SET
    assert booked.attendees == ["Claire Vasseur, directrice"]
    assert calling.rows.query(Task).count() == 2
    assert counters.totals(calling.rows, calling.campaign.id) == {
        "answered": 1,
        "argued": 1,
        "argued_positive": 1,
        "attempts": 1,
        "contacts": 1,
        "meetings_booked": 1,
        "results_submitted": 1,
        "talk_s": 40,
        "valid_lines": 1,
    }


def test_a_correction_takes_the_meeting_back_and_recounts(calling: World) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k1", meeting(calling), calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k2", refusal(calling), calling.now)
    totals = counters.totals(calling.rows, calling.campaign.id)
    assert attempt.lead.stage is Stage.NOT_INTERESTED
    assert totals.get("meetings_booked", 0) == 0
    statuses = calling.rows.scalars(select(Meeting)).one().statuses
    assert [row.status for row in statuses] == ["booked", "cancelled"]


def test_a_promised_callback_is_a_row_and_the_leads_next_call(calling: World) -> None:
    attempt = answered(calling)
    due = calling.now + timedelta(days=1, hours=2)
    recorded = Recorded(Disposition.CALLBACK, calling.now, callback_at=due)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    promise = calling.rows.scalars(select(Callback)).one()
    assert (promise.due_at, promise.local_time) == (due, "2026-11-25T12:00")
    assert (attempt.lead.next_call_at, attempt.lead.tier) == (due, Tier.PROMISED)
    assert attempt.lead.callback_owner_id == calling.alice.id


def test_an_objection_takes_the_prospect_off_every_list_of_the_company(calling: World) -> None:
    attempt = answered(calling)
    other = calling.second_campaign()
    elsewhere = calling.lead(campaign=other, prospect=attempt.lead.prospect)
    calling.at_work(calling.anna).campaign_id = other.id
    calling.rows.flush()
    later = calling.now + timedelta(hours=5)
    call_lists.deal(other.id, "seed", later)
    assert held(elsewhere)
    recorded = Recorded(Disposition.DO_NOT_CALL, later, scope=SuppressionScope.PROSPECT)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, later)
    calling.rows.expire_all()
    assert not held(elsewhere)
    call_lists.deal(other.id, "seed", later)
    assert elsewhere.blocked_by == "suppressed"
    assert attempt.lead.stage is Stage.OPPOSED


def test_a_wrong_number_is_followed_by_the_next_number_of_the_same_prospect(
    calling: World,
) -> None:
    prospect = world_prospect(calling)
    second = calling.phone(prospect, "+33199001009", position=2)
    attempt = answered(calling)
    recorded = Recorded(Disposition.WRONG_NUMBER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    assert closed(attempt) is None
    later = calling.now + timedelta(hours=4)
    call_lists.deal(calling.campaign.id, "seed", later)
    card = desk.state(calling.alice.id, later).card
    assert card is not None
    assert card.to_ring is not None
    assert card.to_ring.e164 == second.e164


def world_prospect(world: World) -> Prospect:
    return world.rows.scalars(select(Prospect)).one()


def test_an_outcome_is_accepted_even_when_the_lead_has_passed_on(calling: World) -> None:
    attempt = answered(calling)
    outcomes.abandon(attempt.public_id, calling.now)
    tomorrow = calling.now + timedelta(days=1, hours=1)
    calling.at_work(calling.anna)
    world_session(calling, calling.alice.id).ended_at = calling.now
    calling.rows.flush()
    call_lists.deal(calling.campaign.id, "seed", tomorrow)
    lead = attempt.lead
    assert lead.fence == 2
    outcomes.record(calling.alice.id, attempt.public_id, "late", refusal(calling), tomorrow)
    calling.rows.expire_all()
    assert lead.closed_reason is CloseReason.REFUSED
    assert calling.rows.query(CallListEntry).filter_by(ended_at=None).count() == 0


def world_session(world: World, person_id: int) -> WorkSession:
    return world.rows.scalars(select(WorkSession).where(WorkSession.person_id == person_id)).one()


def test_stage_next_call_and_counters_rebuilt_from_outcomes_equal_the_kept_ones(
    calling: World,
) -> None:
    attempt = answered(calling)
    recorded = Recorded(Disposition.GATEKEEPER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    lead = attempt.lead
    rebuilt = aftermath.fold(calling.rows, lead)
    assert (rebuilt.stage, rebuilt.next_call_at, rebuilt.tier) == (
        lead.stage,
        lead.next_call_at,
        lead.tier,
    )
    assert (rebuilt.attempts, rebuilt.contacts, rebuilt.argued) == (
        lead.attempts,
        lead.contacts,
        lead.argued,
    )


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
