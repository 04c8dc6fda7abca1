"""What a teleprospector learns while talking counts for the next attempt and leaves a trace."""

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.lead.closing import CloseReason
from campaigns.problems import NotFound, Refused
from campaigns.states import PhoneState
from telepro.db.calling import CallListEntry
from telepro.db.counting import AuditRow
from telepro.db.whom import Contact, Phone
from telepro.services import corrections, desk, outcomes
from telepro.services.corrections import Correct, Correction
from tests.services.calls import answered, calling, closed, deal
from tests.world import World

__all__ = ["calling"]


def entry_of(world: World) -> CallListEntry:
    return world.rows.scalars(select(CallListEntry).order_by(CallListEntry.id.desc())).first()  # type: ignore[return-value]


def shown_phone(world: World) -> Phone:
    return world.rows.scalars(select(Phone).where(Phone.state == PhoneState.ACTIVE)).one()


def test_a_corrected_number_is_the_one_that_rings_next(calling: World) -> None:
    old = shown_phone(calling)
    correction = Correction(Correct.PHONE_NUMBER, old.public_id, number="01 99 00 20 20")
    corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    assert card.to_ring is not None
    assert card.to_ring.e164 == "+33199002020"


def test_a_correction_is_in_the_journal_with_masked_numbers(calling: World) -> None:
    old = shown_phone(calling)
    correction = Correction(Correct.PHONE_NUMBER, old.public_id, number="01 99 00 20 20")
    corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)
    row = calling.rows.scalars(select(AuditRow)).one()
    assert (row.action, row.actor_id) == ("prospect.phone_number", calling.alice.id)
    assert row.details == {"from": "+33•••••01", "to": "+33•••••20"}


def test_a_number_that_can_not_be_is_refused_in_the_callers_language(calling: World) -> None:
    old = shown_phone(calling)
    correction = Correction(Correct.PHONE_NUMBER, old.public_id, number="12")
    with pytest.raises(Refused):
        corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)


def test_a_decision_maker_is_added_while_talking(calling: World) -> None:
    correction = Correction(
        Correct.NEW_CONTACT, name="Denis Roux", role="Gestionnaire", decision_maker=True
    )
    corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)
    names = {row.name: row.decision_maker for row in calling.rows.scalars(select(Contact))}
    assert names["Denis Roux"]


def test_of_two_leads_on_ones_list_the_one_that_is_named_is_corrected(calling: World) -> None:
    other = calling.lead("+33199001002", "Mairie")
    for entry in deal(calling):
        who = "the mayor" if entry.lead_id == other.id else "the director"
        correction = Correction(Correct.NEW_CONTACT, name=who)
        corrections.correct(calling.alice.id, entry.public_id, correction, calling.now)
    of_mairie = select(Contact.name).where(Contact.prospect_id == other.prospect_id)
    assert "the mayor" in calling.rows.scalars(of_mairie).all()
    assert "the director" not in calling.rows.scalars(of_mairie).all()


def test_nobody_corrects_a_lead_of_anothers_list(calling: World) -> None:
    correction = Correction(Correct.NEW_CONTACT, name="Denis Roux")
    with pytest.raises(NotFound):
        corrections.correct(calling.anna.id, entry_of(calling).public_id, correction, calling.now)


def test_a_number_learnt_after_a_wrong_one_reopens_the_lead(calling: World) -> None:
    attempt = answered(calling)
    recorded = Recorded(Disposition.WRONG_NUMBER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    assert closed(attempt) is CloseReason.INVALID
    correction = Correction(Correct.NEW_PHONE, number="01 99 00 30 30")
    corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)
    assert closed(attempt) is None
    assert attempt.lead.next_call_at is not None
