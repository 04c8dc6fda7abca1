"""What a company and compliance set beside the law reaches every judgement, and the journal."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from campaigns.attempts import CallResult
from campaigns.eligibility import RefusalCode, Refusals, judge
from campaigns.eligibility.case import regions_in, zones_of
from campaigns.law.asking import Form
from campaigns.law.codes import Register
from campaigns.law.tuning import Change
from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow
from telepro.db.eligibility import facts_for
from telepro.db.registers import NumberCheck
from telepro.db.whom import Consent, Lead
from telepro.services import desk, intentions, law, leads, registers
from telepro.services.intentions import NotNow, Press
from telepro.services.registers import Check
from tests.services.calls import answered, calling, deal
from tests.world import World

__all__ = ["calling"]
NUMBER = "+442079460123"
REASON = "The TPS confirmed in writing that sixty days are enough (3 May)."
ALL_WEEK = tuple("0123456")


@pytest.fixture
def london(world: World) -> Lead:
    """A business in London, checked against both lists ten days ago."""
    world.campaign.destinations = ["FR", "GB"]
    lead = world.lead(NUMBER, "Tower Ltd")
    lead.prospect.phones[0].country = "GB"
    lead.prospect.phones[0].zones = ["Europe/London"]
    world.rows.flush()
    checked(world, 10)
    return lead


def checked(world: World, days: int) -> None:
    for register in (Register.TPS, Register.CTPS):
        at = world.now - timedelta(days=days)
        registers.record(world.company.id, Check(register, "GB", at, False, [NUMBER]), world.now)


def against(world: World, lead: Lead) -> frozenset[str]:
    """The reasons that stand against a call to the lead."""
    world.rows.flush()
    known = facts_for(world.rows, [lead.id], world.now)[lead.id]
    verdict = judge(known.facts, known.policy, world.now)
    found = verdict.codes if isinstance(verdict, Refusals) else frozenset[str]()
    return found - {RefusalCode.NOBODY_SIGNED_IN}


def figure(name: str, value: int, **more: str) -> Form:
    return Form({"kind": "figure", "figure": name, "value": str(value), **more})


def hold(world: World, form: Form) -> None:
    """Carla holds her company's calls to it."""
    law.hold(world.company.id, form, world.carla.id, "en", world.now)


def loosen(world: World, form: Form, company: str = "") -> None:
    law.loosen(company, form, world.bob.id, "en", world.now)


def in_days(world: World, days: int) -> str:
    return str(world.now.date() + timedelta(days=days))


def test_a_company_that_wants_newer_checks_is_held_to_it_and_why_names_who_asked(
    world: World, london: Lead
) -> None:
    assert against(world, london) == set()
    hold(world, figure("UK-08/days", 7))
    assert against(world, london) == {"UK-08"}
    why = leads.opened((world.agency.id,), london.public_id, "en", world.now).why
    assert any("7 instead of 28, tightened by Carla Roy on" in each for each in why.sentences)
    checked(world, 2)
    assert against(world, london) == set()


def test_what_compliance_loosens_holds_for_the_company_named_or_for_all_until_its_end(
    world: World, london: Lead
) -> None:
    world.rows.execute(update(NumberCheck).values(checked_at=world.now - timedelta(days=40)))
    assert against(world, london) == {"UK-08"}
    loosened = figure("UK-08/days", 60, reason=REASON, until=in_days(world, 30))
    loosen(world, loosened, world.agency.public_id)
    assert against(world, london) == {"UK-08"}
    loosen(world, loosened, world.company.public_id)
    assert against(world, london) == set()
    own = figure("UK-08/days", 14)
    hold(world, own)
    assert against(world, london) == {"UK-08"}
    world.now += timedelta(days=31)
    assert "UK-08" in against(world, london)


def test_a_loosening_for_everybody_needs_no_company(world: World, london: Lead) -> None:
    world.rows.execute(update(NumberCheck).values(checked_at=world.now - timedelta(days=40)))
    loosen(world, figure("UK-08/days", 60, reason=REASON, until=in_days(world, 30)))
    assert against(world, london) == set()


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({}, "reason"),
        ({"reason": "because"}, "reason"),
        ({"reason": REASON}, "until"),
        ({"reason": REASON, "until": "2031-01-01"}, "until"),
        ({"reason": REASON, "until": "2020-01-01"}, "until"),
        ({"reason": REASON, "until": "tomorrow"}, "until"),
    ],
)
def test_nothing_is_loosened_without_a_reason_and_an_end(
    world: World, more: dict[str, str], place: str
) -> None:
    with pytest.raises(Refused) as refusal:
        loosen(world, figure("FR-04/most", 6, **more))
    assert refusal.value.problems[0].place == place
    assert law.standing(None, world.now) == []


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (figure("FR-04/most", 5, reason=REASON), "value"),
        (figure("FR-04/most", 0), "value"),
        (figure("FR-01/most", 1), "value"),
        (figure("FR-99/most", 1), "figure"),
        (figure("FR-04/colour", 1), "figure"),
        (Form({"kind": "hours", "spans": "9:00-12:00"}), "days"),
        (Form({"kind": "hours", "spans": "12:00-9:00"}, ALL_WEEK), "spans"),
        (Form({"kind": "hours", "spans": ""}, ALL_WEEK), "spans"),
        (Form({"kind": "hours", "spans": "9:00-12:00", "country": "ZZ"}, ALL_WEEK), "country"),
        (Form({"kind": "closed", "closed": "ZZ"}), "closed"),
        (Form({}), "figure"),
    ],
)
def test_a_company_is_told_at_the_field_what_can_not_be(
    world: World, form: Form, place: str
) -> None:
    with pytest.raises(Refused) as refusal:
        hold(world, form)
    assert [each.place for each in refusal.value.problems] == [place]


def test_a_country_that_the_company_closes_between_deal_and_dial_is_not_rung(
    calling: World,
) -> None:
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    hold(calling, Form({"kind": "closed", "closed": "FR"}))
    with pytest.raises(NotNow) as refused:
        intentions.dial(calling.alice.id, Press(card.entry_id, "key"), calling.now)
    assert refused.value.rules == (RefusalCode.COUNTRY_CLOSED,)


def test_a_lead_put_aside_by_a_companys_hours_is_dealt_once_they_are_taken_back(
    world: World,
) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    hold(world, Form({"kind": "hours", "spans": "06:00-06:30"}, ALL_WEEK))
    assert deal(world) == []
    world.rows.refresh(lead)
    assert lead.blocked_by == RefusalCode.COMPANY_HOURS
    (line,) = law.standing([world.company.id], world.now)
    law.take_back([world.company.id], line.public_id, world.carla.id, world.now)
    assert [entry.lead_id for entry in deal(world)] == [lead.id]


def test_calls_of_long_ago_count_where_a_company_looks_back_further_than_the_law(
    calling: World,
) -> None:
    attempt = answered(calling)
    calling.rows.execute(update(Attempt).values(intended_at=calling.now - timedelta(days=80)))
    attempt.lead.prospect.audience = Audience.B2C
    hold(calling, figure("FR-04/most", 1))
    assert "FR-04" not in against(calling, attempt.lead)
    hold(calling, figure("FR-04/days", 90))
    assert "FR-04" in against(calling, attempt.lead)


def test_each_ends_only_what_is_theirs_and_the_journal_keeps_it_all(world: World) -> None:
    hold(world, figure("FR-04/most", 3))
    loosen(world, figure("FR-05/days", 90), world.company.public_id)
    theirs, ours = law.standing([world.company.id], world.now)
    mine, carla = [world.company.id], world.carla.id
    for change, companies in ((theirs, mine), (ours, [world.agency.id])):
        with pytest.raises(NotFound):
            law.take_back(companies, change.public_id, carla, world.now)
    law.take_back(mine, ours.public_id, carla, world.now)
    law.take_back(None, theirs.public_id, world.bob.id, world.now)
    with pytest.raises(NotFound):
        law.take_back(mine, ours.public_id, carla, world.now)
    assert law.standing(None, world.now) == []
    rows = world.rows.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [row.action for row in rows] == ["law.changed"] * 2 + ["law.taken_back"] * 2
    assert rows[0].details == {
        "by": "company", "kind": "figure", "rule": "FR-04", "figure": "most", "value": 3,
    }  # fmt: skip
    assert rows[0].actor_id == carla


def test_a_company_sees_what_is_set_for_it_and_for_all_and_nothing_of_others(world: World) -> None:
    hold(world, figure("FR-04/most", 3))
    loosen(world, figure("FR-05/days", 90))
    loosen(world, figure("FR-04/most", 2), world.agency.public_id)
    seen = law.standing([world.company.id], world.now)
    assert [line.organisation for line in seen] == [None, "Ateliers Lumière"]
    assert len(law.standing(None, world.now)) == 3


@pytest.mark.parametrize(("country", "known"), [("GB", True), ("FR", False)])
def test_a_machine_or_an_abandoned_call_is_remembered_where_numbers_rest_after_it(
    calling: World, country: str, known: bool
) -> None:
    attempt = answered(calling)
    attempt.lead.prospect.phones[0].country = country
    for result, fact in (
        (CallResult.MACHINE, "machine_at"),
        (CallResult.ABANDONED, "abandoned_at"),
    ):
        attempt.result = result
        calling.rows.flush()
        facts = facts_for(calling.rows, [attempt.lead_id], calling.now)[attempt.lead_id].facts
        assert getattr(facts, fact) == (attempt.ended_at if known else None)


def test_the_state_of_a_file_is_judged_and_so_is_why_a_business_may_want_the_offer(
    world: World,
) -> None:
    lead = world.lead("+12125550123", "Orange Grove")
    phone, prospect = lead.prospect.phones[0], lead.prospect
    phone.country, phone.zones, prospect.postal_code = "US", ["America/New_York"], None
    prospect.region, prospect.interest = "TX", "They buy kilns."
    world.rows.flush()
    facts = facts_for(world.rows, [lead.id], world.now)[lead.id].facts
    assert (facts.region, facts.interest) == ("TX", "They buy kilns.")
    assert regions_in("US", facts) == {"TX"}
    assert zones_of(facts) == ("America/Chicago", "America/Denver")


def test_a_consumer_whose_file_proves_the_consent_may_be_called_until_it_is_withdrawn(
    world: World,
) -> None:
    lead = world.lead("+33199001009", "Claire Vasseur", audience=Audience.B2C)
    assert "FR-01" in against(world, lead)
    proof = Consent(
        organisation_id=world.company.id,
        prospect_id=lead.prospect_id,
        e164="+33199001009",
        wording="Oui, appelez-moi.",
        source="salon de mars",
        captured_at=world.now - timedelta(days=30),
    )
    world.rows.add(proof)
    assert "FR-01" not in against(world, lead)
    proof.withdrawn_at = world.now
    assert "FR-01" in against(world, lead)


def test_a_german_business_is_called_once_the_file_says_why_it_may_want_the_offer(
    world: World,
) -> None:
    world.campaign.destinations = ["FR", "DE"]
    lead = world.lead("+493023125123", "Ofen Maier")
    phone = lead.prospect.phones[0]
    phone.country, phone.zones = "DE", ["Europe/Berlin"]
    assert "DE-02" in against(world, lead)
    lead.prospect.interest = "They buy kilns."
    assert "DE-02" not in against(world, lead)


def test_what_is_set_anew_takes_the_place_of_what_was_set_before(world: World) -> None:
    hours = Form({"kind": "hours", "spans": "09:00-12:00"}, ALL_WEEK)
    closed = Form({"kind": "closed", "closed": "GB"})
    for form in (figure("FR-04/most", 3), hours, closed, figure("FR-04/days", 60)):
        hold(world, form)
    for form in (figure("FR-04/most", 2), hours, closed):
        hold(world, form)
    loosen(world, figure("FR-04/most", 3), world.company.public_id)
    hold_of_all = law.terms(world.company.id, world.now)
    assert len(hold_of_all) == 5
    assert [term.value for term in hold_of_all if isinstance(term, Change)] == [60, 2, 3]
