"""What a recorded outcome does to its lead, the pipeline, promises, meetings and counters."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import Stage
from campaigns.problems import NotFound, Refused
from telepro.db import aftermath, counters
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.results import Callback, Meeting, Outcome, Task
from telepro.db.who import WorkSession
from telepro.db.whom import Lead, Prospect
from telepro.services import call_lists, desk, intentions, outcomes
from telepro.services.intentions import Press
from tests.services.calls import answered, calling, closed, meeting, refusal
from tests.world import World

__all__ = ["calling"]


def held(lead: Lead) -> bool:
    return lead.held


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


@pytest.fixture
def passed_on(calling: World) -> Attempt:
    """Alice's call, of which she has said nothing; a day later Anna holds its lead."""
    attempt = answered(calling)
    outcomes.abandon(attempt.public_id, calling.now)
    calling.now += timedelta(days=1, hours=1)
    calling.at_work(calling.anna)
    world_session(calling, calling.alice.id).ended_at = calling.now
    calling.rows.flush()
    call_lists.deal(calling.campaign.id, "seed", calling.now)
    assert attempt.lead.fence == 2
    return attempt


def a_promise_told_late(world: World, attempt: Attempt) -> datetime:
    """Alice says that the prospect wants to be called again in two hours; that moment."""
    later = world.now + timedelta(hours=2)
    promise = Recorded(Disposition.CALLBACK, world.now, callback_at=later)
    outcomes.record(world.alice.id, attempt.public_id, "late", promise, world.now)
    world.rows.expire_all()
    return later


def test_who_holds_a_lead_may_call_it_whatever_was_told_late_of_an_earlier_call(
    calling: World, passed_on: Attempt
) -> None:
    a_promise_told_late(calling, passed_on)
    (entry,) = calling.rows.scalars(select(CallListEntry).filter_by(ended_at=None))
    assert entry.person_id == calling.anna.id
    view = intentions.dial(calling.anna.id, Press(entry.public_id, "Anna's"), calling.now)
    attempt = calling.rows.scalars(select(Attempt).filter_by(public_id=view.id)).one()
    assert attempt.state is AttemptState.INTENDED


def test_a_lead_that_is_given_back_is_called_when_what_was_told_late_says(
    calling: World, passed_on: Attempt
) -> None:
    later = a_promise_told_late(calling, passed_on)
    (entry,) = calling.rows.scalars(select(CallListEntry).filter_by(ended_at=None))
    call_lists.expire(entry.valid_until)
    calling.rows.expire_all()
    lead = passed_on.lead
    assert not lead.held
    assert (lead.next_call_at, lead.tier) == (later, Tier.PROMISED)
    assert lead.callback_owner_id == calling.alice.id


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
