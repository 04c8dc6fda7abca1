"""A company's checks against public lists: kept by number, the newest, for its own calls alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaigns.eligibility import Refusals, judge
from campaigns.law.codes import Register
from campaigns.problems import Refused
from telepro.db.eligibility import facts_for
from telepro.db.whom import Lead
from telepro.services import registers
from telepro.services.registers import Check, Kept
from tests.world import World

NUMBER = "+442079460123"


@pytest.fixture
def london(world: World) -> Lead:
    """A business in London, in a campaign that calls there."""
    world.campaign.destinations = ["FR", "GB"]
    lead = world.lead(NUMBER, "Tower Ltd")
    lead.prospect.phones[0].country = "GB"
    lead.prospect.phones[0].zones = ["Europe/London"]
    world.rows.flush()
    return lead


def against(world: World, lead: Lead) -> set[str]:
    """The rules of British law against a call to the lead."""
    world.rows.flush()
    known = facts_for(world.rows, [lead.id], world.now)[lead.id]
    verdict = judge(known.facts, known.policy, world.now)
    codes = verdict.codes if isinstance(verdict, Refusals) else frozenset[str]()
    return {code for code in codes if code.startswith("UK")}


def check(world: World, register: Register, **changed: object) -> Check:
    usual = Check(register, "GB", world.now - timedelta(days=1), False, ["020 7946 0123"])
    return replace(usual, **changed)  # type: ignore[arg-type]


def test_a_business_in_london_is_called_once_it_was_checked_against_both_lists(
    world: World, london: Lead
) -> None:
    assert against(world, london) == {"UK-08"}
    assert registers.record(world.company.id, check(world, Register.CTPS), world.now) == Kept(
        1, 0, 0
    )
    assert against(world, london) == {"UK-08"}
    registers.record(world.company.id, check(world, Register.TPS), world.now)
    assert against(world, london) == set()


def test_a_number_found_on_a_list_is_not_called(world: World, london: Lead) -> None:
    registers.record(world.company.id, check(world, Register.CTPS), world.now)
    registers.record(world.company.id, check(world, Register.TPS, listed=True), world.now)
    assert against(world, london) == {"UK-08"}


def test_an_older_check_does_not_undo_a_newer_one(world: World, london: Lead) -> None:
    registers.record(world.company.id, check(world, Register.CTPS), world.now)
    registers.record(world.company.id, check(world, Register.TPS), world.now)
    older = check(world, Register.TPS, listed=True, checked_at=world.now - timedelta(days=9))
    assert registers.record(world.company.id, older, world.now) == Kept(0, 0, 1)
    assert against(world, london) == set()


def test_what_is_no_number_is_counted_and_the_rest_kept(world: World) -> None:
    mixed = check(world, Register.TPS, numbers=[NUMBER, "020 7946 0123", "nobody", "+33199001001"])
    assert registers.record(world.company.id, mixed, world.now) == Kept(2, 1, 0)


def test_a_check_still_to_come_is_refused(world: World) -> None:
    early = check(world, Register.TPS, checked_at=world.now + timedelta(minutes=1))
    with pytest.raises(Refused) as refusal:
        registers.record(world.company.id, early, world.now)
    assert refusal.value.problems[0].place == "--at"


def test_a_check_serves_the_calls_of_its_company_alone(world: World, london: Lead) -> None:
    other = world.agency
    for register in (Register.CTPS, Register.TPS):
        registers.record(other.id, check(world, register), world.now)
    assert against(world, london) == {"UK-08"}


def test_leads_that_were_put_aside_are_judged_anew(world: World, london: Lead) -> None:
    london.blocked_by, london.blocked_until = "UK-08", None
    world.rows.flush()
    registers.record(world.company.id, check(world, Register.CTPS), world.now)
    world.rows.refresh(london)
    assert london.blocked_by is None
