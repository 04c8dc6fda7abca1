"""F2 when it is not allowed: every reason is named, nothing rings, and the lead is not lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState
from campaigns.problems import NotFound, Refused
from campaigns.states import CampaignState, EntryEnd
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.who import Person, WorkSession
from telepro.db.whom import Contact, Phone
from telepro.services import intentions
from telepro.services.intentions import NotNow, Press
from tests.services.calls import calling
from tests.world import World

__all__ = ["calling"]
SECOND = timedelta(seconds=1)


def entry(world: World) -> CallListEntry:
    """The lead on Alice's list."""
    return world.rows.scalars(select(CallListEntry)).one()


def press(
    world: World,
    person: Person | None = None,
    phone_id: str | None = None,
    contact_id: str | None = None,
) -> Attempt:
    """Alice, unless somebody else is named, presses F2 on that lead."""
    world.rows.flush()
    who = person or world.alice
    asked = Press(entry(world).public_id, "key", phone_id, contact_id)
    view = intentions.dial(who.id, asked, world.now)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


def nothing_rings(world: World) -> bool:
    world.rows.expire_all()
    attempts = world.rows.scalars(select(Attempt)).all()
    return not attempts and not world.rows.scalars(select(LiveCall)).all()


def test_a_lead_of_a_campaign_that_was_paused_goes_back(calling: World) -> None:
    calling.campaign.state = CampaignState.PAUSED
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert refusal.value.rules == ("campaign_not_running",)
    assert [problem.place for problem in refusal.value.problems] == ["lead"]
    assert nothing_rings(calling)
    assert entry(calling).end_reason is EntryEnd.REFUSED
    assert (entry(calling).ended_at, entry(calling).lead.held) == (calling.now, False)


def test_a_lead_without_any_number_left_goes_back(calling: World) -> None:
    calling.rows.delete(calling.rows.scalars(select(Phone)).one())
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert "no_phone" in refusal.value.rules
    assert nothing_rings(calling)


@pytest.mark.parametrize("minutes", [20, 25])
def test_a_lead_whose_time_on_the_list_is_over_is_gone(calling: World, minutes: int) -> None:
    calling.now += timedelta(minutes=minutes)
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert refusal.value.rules == ("lead",)
    assert nothing_rings(calling)


def test_a_lead_may_be_called_to_the_last_second_of_its_time(calling: World) -> None:
    calling.now += timedelta(minutes=20) - SECOND
    assert press(calling).state is AttemptState.INTENDED


def test_a_lead_that_was_taken_back_is_gone(calling: World) -> None:
    entry(calling).ended_at = calling.now
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert refusal.value.rules == ("lead",)


def test_a_lead_that_was_dealt_anew_is_gone(calling: World) -> None:
    entry(calling).lead.fence += 1
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert refusal.value.rules == ("lead",)


def test_a_lead_that_is_gone_says_first_what_else_stands_in_the_way(calling: World) -> None:
    entry(calling).ended_at = calling.now
    calling.campaign.state = CampaignState.PAUSED
    with pytest.raises(NotNow) as refusal:
        press(calling)
    assert refusal.value.rules == ("campaign_not_running",)


@pytest.mark.parametrize("moved", ["leg_joined_at", "leg_left_at"])
def test_whose_line_is_down_keeps_the_lead(calling: World, moved: str) -> None:
    work = calling.rows.scalars(select(WorkSession)).one()
    setattr(work, moved, None if moved == "leg_joined_at" else calling.now)
    with pytest.raises(Refused) as refusal:
        press(calling)
    assert [problem.place for problem in refusal.value.problems] == ["line"]
    assert nothing_rings(calling)
    assert (entry(calling).ended_at, entry(calling).lead.held) == (None, True)


def test_nobody_calls_from_anothers_list(calling: World) -> None:
    calling.at_work(calling.anna)
    with pytest.raises(NotFound):
        press(calling, calling.anna)
    assert nothing_rings(calling)


def test_a_key_that_made_another_call_of_the_same_person_makes_none(calling: World) -> None:
    first = press(calling)
    calling.lead("+33199001002", "Mairie")
    with pytest.raises(Refused) as refusal:
        intentions.dial(calling.alice.id, Press("another entry", "key"), calling.now)
    assert [problem.place for problem in refusal.value.problems] == ["client_key"]
    assert calling.rows.scalars(select(Attempt)).all() == [first]


def test_the_first_number_and_who_decides_are_called_unless_others_are_chosen(
    calling: World,
) -> None:
    attempt = press(calling)
    decides = calling.rows.scalars(select(Contact)).one()
    assert (attempt.e164, attempt.contact_id) == ("+33199001001", decides.id)


def test_the_number_and_the_person_that_were_chosen_are_called(calling: World) -> None:
    prospect = entry(calling).lead.prospect
    second = calling.phone(prospect, "+33199001002", position=2)
    deputy = Contact(
        prospect_id=prospect.id,
        name="Paul Adam",
        role="Adjoint",
        decision_maker=False,
        created_at=calling.now,
    )
    calling.rows.add(deputy)
    calling.rows.flush()
    attempt = press(calling, phone_id=second.public_id, contact_id=deputy.public_id)
    assert (attempt.phone_id, attempt.e164) == (second.id, "+33199001002")
    assert attempt.contact_id == deputy.id


def test_an_attempt_keeps_what_it_was_made_with(calling: World) -> None:
    calling.now += SECOND
    attempt, held = press(calling), entry(calling)
    assert (attempt.entry_id, attempt.deal_id) == (held.id, held.deal_id)
    assert (attempt.fence, attempt.number) == (held.fence, 1)
    assert (attempt.lead_id, attempt.prospect_id) == (held.lead_id, held.lead.prospect_id)
    assert (attempt.controller_id, attempt.campaign_id) == (
        calling.company.id,
        calling.campaign.id,
    )
    assert (attempt.caller_id, attempt.client_key) == ("+33199009990", "key")
    assert attempt.intended_at == calling.now
    assert attempt.dial_before == calling.now + 5 * SECOND
    assert attempt.rules == ["FR-16", "FR-20", "FR-30", "FR-07b", "EU-01", "EU-02"]
    assert held.end_reason is EntryEnd.CALLED


def test_hanging_up_before_the_carrier_was_asked_frees_everything(calling: World) -> None:
    attempt = press(calling)
    calling.now += SECOND
    view = intentions.hang_up(calling.alice.id, attempt.public_id, calling.now)
    assert view.id == attempt.public_id
    assert (attempt.state, attempt.trouble) == (AttemptState.REFUSED, "hung_up_before")
    assert (attempt.ended_at, attempt.hang_up_at) == (calling.now, calling.now)
    assert calling.rows.get(LiveCall, attempt.id) is None


def test_nobody_hangs_up_anothers_call(calling: World) -> None:
    attempt = press(calling)
    for person, named in ((calling.anna, attempt.public_id), (calling.alice, "nobody's")):
        with pytest.raises(NotFound):
            intentions.hang_up(person.id, named, calling.now)
        with pytest.raises(NotFound):
            intentions.mark(person.id, named, calling.now, argued=True)
    assert (attempt.state, attempt.hang_up_at) == (AttemptState.INTENDED, None)
