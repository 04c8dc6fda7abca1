"""What F2 answers when nothing can be called, and what it leaves behind."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from campaigns.call.obstacles import Obstacle
from campaigns.dealing import Tier
from campaigns.eligibility import RefusalCode
from campaigns.numbers.destinations import CountedBy, day_of
from campaigns.problems import NotFound, Refused
from campaigns.states import EntryEnd
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.intentions import AtHand, at_hand
from telepro.db.numbers import DialCount
from telepro.db.who import WorkSession
from telepro.db.whom import Contact, Lead, Phone
from telepro.services import call_lists, intentions
from telepro.services.intentions import NotNow, Press
from tests.services.calls import call, calling
from tests.world import World

__all__ = ["calling"]


def entry_of(world: World) -> CallListEntry:
    """The entry of the one lead."""
    return world.rows.scalars(select(CallListEntry)).one()


def work_of(world: World) -> WorkSession:
    """Alice at work."""
    return world.rows.scalars(select(WorkSession)).one()


def told(world: World, press: Press) -> list[str]:
    """The places of what Alice is told why her press calls nobody."""
    with pytest.raises(Refused) as refused:
        intentions.dial(world.alice.id, press, world.now)
    return [problem.place for problem in refused.value.problems]


def standing(world: World) -> AtHand:
    """What stands at the moment when Alice presses F2 on the one lead."""
    found = at_hand(
        world.rows, work_of(world), entry_id=entry_of(world).public_id, client_key="key",
        phone_id=None, contact_id=None, script_version=None, now=world.now,
    )  # fmt: skip
    assert found is not None
    return found


def elsewhere(world: World) -> Attempt:
    """Anna in a call from another campaign."""
    other = world.second_campaign()
    world.at_work(world.anna).campaign_id = other.id
    world.lead("+33199001002", "Mairie", campaign=other)
    call_lists.deal(other.id, "seed", world.now)
    theirs = select(CallListEntry).where(CallListEntry.person_id == world.anna.id)
    entry = world.rows.scalars(theirs).one()
    intentions.dial(world.anna.id, Press(entry.public_id, "anna"), world.now)
    return world.rows.scalars(select(Attempt).where(Attempt.client_key == "anna")).one()


def test_of_a_number_in_a_call_nothing_is_written_and_the_lead_goes_back(calling: World) -> None:
    entry, theirs = entry_of(calling), elsewhere(calling)
    # Known only to the guard: the other call came between the judgement and the writing.
    lead = calling.rows.get_one(Lead, entry.lead_id)
    calling.rows.get_one(LiveCall, theirs.id).lead_id = lead.id
    calling.rows.flush()
    assert told(calling, Press(entry.public_id, "key")) == [Obstacle.NUMBER_IN_A_CALL]
    calling.rows.expire_all()
    assert calling.rows.scalars(select(Attempt.client_key)).all() == ["anna"]
    assert calling.rows.scalar(select(func.count()).select_from(LiveCall)) == 1
    assert (entry.end_reason, entry.ended_at, lead.held) == (EntryEnd.REFUSED, calling.now, False)


def test_what_a_clock_ahead_has_dealt_is_not_called_before_it_is_due(calling: World) -> None:
    in_half_an_hour = calling.now + timedelta(minutes=30)
    promised = calling.lead("+33199001002", "Mairie", tier=Tier.PROMISED, due=in_half_an_hour)
    call_lists.deal(calling.campaign.id, "seed", calling.now + timedelta(hours=1))
    entry = calling.rows.scalars(select(CallListEntry).filter_by(lead_id=promised.id)).one()
    with pytest.raises(NotNow) as refused:
        intentions.dial(calling.alice.id, Press(entry.public_id, "key"), calling.now)
    assert refused.value.rules == (RefusalCode.NOT_DUE,)
    calling.rows.expire_all()
    assert (promised.held, promised.next_call_at) == (False, in_half_an_hour)


def test_what_is_written_ends_the_entry_and_keeps_the_lead(calling: World) -> None:
    entry = entry_of(calling)
    attempt = call(calling)
    assert (entry.end_reason, entry.ended_at) == (EntryEnd.CALLED, calling.now)
    assert (attempt.fence, attempt.lead.held) == (entry.fence, True)
    assert (attempt.counted, attempt.decision_maker, attempt.argued) == ({}, False, False)


def test_the_view_of_a_call_just_made_is_the_one_that_the_rows_give(calling: World) -> None:
    press = Press(entry_of(calling).public_id, "key")
    made = intentions.dial(calling.alice.id, press, calling.now)
    assert made == intentions.dial(calling.alice.id, press, calling.now)


def test_a_repeated_press_finds_its_call_though_the_day_is_over(calling: World) -> None:
    press = Press(entry_of(calling).public_id, "key")
    made = intentions.dial(calling.alice.id, press, calling.now)
    work_of(calling).ended_at = calling.now
    calling.rows.flush()
    assert intentions.dial(calling.alice.id, press, calling.now).id == made.id


@pytest.mark.parametrize("entry_id", ["another entry", ""])
def test_a_used_key_is_told_before_all_else(calling: World, entry_id: str) -> None:
    call(calling, "used")
    assert told(calling, Press(entry_id, "used")) == ["client_key"]
    work_of(calling).ended_at = calling.now
    calling.rows.flush()
    assert told(calling, Press(entry_id, "used")) == ["client_key"]


def test_an_entry_of_somebody_else_is_not_found(calling: World) -> None:
    calling.at_work(calling.anna)
    with pytest.raises(NotFound):
        intentions.dial(calling.anna.id, Press(entry_of(calling).public_id, "key"), calling.now)


def test_whoever_is_not_at_work_calls_nobody(calling: World) -> None:
    work_of(calling).ended_at = calling.now
    calling.rows.flush()
    assert told(calling, Press("no entry", "key")) == [Obstacle.NOT_AT_WORK]


def test_a_lead_that_is_gone_is_told_before_a_line_that_is_down(calling: World) -> None:
    entry = entry_of(calling)
    press = Press(entry.public_id, "key")
    work_of(calling).leg_left_at = calling.now
    calling.rows.flush()
    assert told(calling, press) == [Obstacle.LINE_DOWN]
    entry.valid_until = calling.now
    calling.rows.flush()
    assert told(calling, press) == [Obstacle.LEAD_GONE]


def test_a_chosen_number_and_person_are_those_of_the_call(calling: World) -> None:
    entry = entry_of(calling)
    prospect = calling.rows.get_one(Lead, entry.lead_id).prospect_id
    first = calling.rows.scalars(select(Phone).where(Phone.prospect_id == prospect)).one()
    phone = Phone(
        prospect_id=prospect, e164="+33199001099", kind=first.kind, country=first.country,
        zones=first.zones, position=2, created_at=calling.now,
    )  # fmt: skip
    contact = Contact(prospect_id=prospect, name="Paul Martin", position=9, created_at=calling.now)
    calling.rows.add_all([phone, contact])
    calling.rows.flush()
    press = Press(entry.public_id, "key", phone.public_id, contact.public_id)
    intentions.dial(calling.alice.id, press, calling.now)
    attempt = calling.rows.scalars(select(Attempt)).one()
    assert (attempt.phone_id, attempt.e164) == (phone.id, "+33199001099")
    assert attempt.contact_id == contact.id


def test_hanging_up_twice_keeps_the_first_moment(calling: World) -> None:
    attempt = call(calling)
    intentions.hang_up(calling.alice.id, attempt.public_id, calling.now)
    later = calling.now + timedelta(seconds=1)
    view = intentions.hang_up(calling.alice.id, attempt.public_id, later)
    assert (view.phase, view.ended_at, attempt.hang_up_at) == ("refused", calling.now, calling.now)


def test_only_what_a_person_has_dialled_counts_against_their_day(calling: World) -> None:
    for counted_by, value in ((CountedBy.PERSON, 3), (CountedBy.CALLER_ID, 400)):
        count = DialCount(
            counted_by=counted_by, key=str(calling.alice.id), slot=day_of(calling.now),
            controller_id=calling.company.id, value=value,
        )  # fmt: skip
        calling.rows.add(count)
    calling.rows.flush()
    assert standing(calling).dials_today == 3


def test_a_leads_first_call_is_its_first_whatever_calls_others_have_had(calling: World) -> None:
    elsewhere(calling)
    assert call(calling).number == 1
