"""Leads judged together for a deal: each gets the verdict that it gets alone, whatever they share."""

from datetime import timedelta

from sqlalchemy import select

from campaigns.dealing import Tier
from campaigns.dispositions import SuppressionScope
from campaigns.eligibility import judge, judge_all
from campaigns.lead.closing import CloseReason
from campaigns.prospects import Audience
from campaigns.states import PhoneState
from telepro.db import lead_rows, suppressions
from telepro.db.eligibility import Case, cases_for, facts_for
from telepro.db.whom import Consent, Contact, Lead, Phone, Prospect
from tests.services.calls import deal
from tests.world import World

SCOPES = SuppressionScope


def cases(world: World) -> dict[int, Case]:
    """The cases of every lead there is."""
    world.rows.flush()
    everybody = world.rows.scalars(select(Lead.id)).all()
    return cases_for(world.rows, lead_rows.leads(world.rows, everybody), world.now)


def judged_alone_as_together(world: World) -> None:
    """Judge every lead by itself and with all others, and compare."""
    together = judge_all(cases(world), world.now)
    assert len(together) == len(world.rows.scalars(select(Lead.id)).all())
    for lead_id, verdict in together.items():
        alone = facts_for(world.rows, [lead_id], world.now)[lead_id]
        assert verdict == judge(alone.facts, alone.policy, world.now)


def prospect(world: World, lead: Lead) -> Prospect:
    return world.rows.get_one(Prospect, lead.prospect_id)


def phone(world: World, lead: Lead) -> Phone:
    return world.rows.scalars(select(Phone).filter_by(prospect_id=lead.prospect_id)).one()


def leads(world: World, count: int, audience: Audience = Audience.B2B) -> list[Lead]:
    """So many leads, each with a number of its own."""
    known = len(world.rows.scalars(select(Lead.id)).all())
    return [
        world.lead(f"+3319900{number}", f"École {number}", audience=audience)
        for number in range(1000 + known, 1000 + known + count)
    ]


def test_leads_that_no_rule_can_tell_apart_share_their_facts(world: World) -> None:
    one, other, overseas = leads(world, 3)
    prospect(world, other).postal_code = "75001"
    prospect(world, overseas).postal_code = "97400"
    found = cases(world)
    assert found[one.id][0] is found[other.id][0]
    assert found[one.id][0] is not found[overseas.id][0]


def test_place_number_tier_and_history_tell_leads_apart(world: World) -> None:
    plain, moved, lost, dead, abroad, cheap, promised, tried, later, closed = leads(world, 10)
    prospect(world, moved).time_zone = "America/Martinique"
    prospect(world, lost).time_zone = "Mars/X"
    phone(world, dead).state = PhoneState.DEAD
    phone(world, abroad).country = "MA"
    phone(world, cheap).zones = ["Indian/Reunion"]
    prospect(world, cheap).postal_code = None
    promised.tier, promised.attempts, tried.attempts = Tier.PROMISED, 9, 9
    later.next_call_at = world.now + timedelta(hours=1)
    closed.closed_reason = CloseReason.DUPLICATE
    judged_alone_as_together(world)
    verdicts = judge_all(cases(world), world.now)
    assert len({str(verdicts[each.id]) for each in (plain, lost, dead, tried, later, closed)}) == 6


def test_a_consent_is_that_of_one_number(world: World) -> None:
    with_one, without = leads(world, 2, Audience.B2C)
    world.rows.add(
        Consent(
            organisation_id=world.company.id,
            e164=phone(world, with_one).e164,
            wording="oui",
            source="site",
            captured_at=world.now - timedelta(days=1),
        )
    )
    judged_alone_as_together(world)
    found = cases(world)
    assert found[with_one.id][0].consent is not None
    assert found[without.id][0].consent is None


def test_a_consent_whose_end_nobody_stated_holds_two_years(world: World) -> None:
    (lead,) = leads(world, 1, Audience.B2C)
    given = world.now - timedelta(days=730, minutes=-1)
    number = phone(world, lead).e164
    world.rows.add(
        Consent(
            organisation_id=world.company.id,
            e164=number,
            wording="oui",
            source="site",
            captured_at=given,
        )
    )
    consent = cases(world)[lead.id][0].consent
    assert consent is not None
    assert consent.holds(world.now)
    assert not consent.holds(world.now + timedelta(minutes=1))


def test_leads_of_two_states_are_judged_apart(world: World) -> None:
    florida, texas, other = leads(world, 3)
    for lead, number in (
        (florida, "+13055550101"),
        (texas, "+12145550101"),
        (other, "+13055550102"),
    ):
        phone(world, lead).e164, phone(world, lead).country = number, "US"
        phone(world, lead).zones = ["America/New_York"]
    judged_alone_as_together(world)
    found = cases(world)
    assert found[florida.id][0] is found[other.id][0]
    assert found[florida.id][0] is not found[texas.id][0]


def test_an_objection_stops_its_own_lead_and_no_other(world: World) -> None:
    plain, by_number, by_prospect, by_person, by_one_of_two = leads(world, 5)

    def suppress(scope: SuppressionScope, value: str) -> None:
        suppressions.add(world.rows, world.company.id, scope, value, "demandé", world.now)

    suppress(SCOPES.NUMBER, phone(world, by_number).e164)
    suppress(SCOPES.PROSPECT, prospect(world, by_prospect).public_id)
    for lead in (by_person, by_one_of_two):
        person = world.rows.scalars(select(Contact).filter_by(prospect_id=lead.prospect_id)).one()
        suppress(SCOPES.PERSON, person.public_id)
    world.rows.add(
        Contact(prospect_id=by_one_of_two.prospect_id, name="Paul Roux", created_at=world.now)
    )
    judged_alone_as_together(world)
    found = cases(world)
    stopped = {
        each.id: found[each.id][0].suppressed_scope
        for each in (plain, by_number, by_prospect, by_person, by_one_of_two)
    }
    assert list(stopped.values()) == [None, "number", "prospect", "person", None]


def test_our_own_number_is_nobodys_like(world: World) -> None:
    plain, own = leads(world, 2)
    caller = facts_for(world.rows, [plain.id], world.now)[plain.id].facts.caller_id
    assert caller is not None
    phone(world, own).e164 = caller
    judged_alone_as_together(world)


def test_a_lead_on_a_list_is_told_from_one_that_is_free(world: World) -> None:
    world.at_work(world.alice)
    leads(world, 10)
    listed = {entry.lead_id for entry in deal(world)}
    on_a_list = {lead_id for lead_id, (facts, _) in cases(world).items() if facts.on_a_list}
    assert on_a_list == listed
    judged_alone_as_together(world)
