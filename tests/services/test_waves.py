"""A plan's test wave: its calls are made, then nothing but promises is dealt until a manager signs."""

import pytest
from sqlalchemy import func, select

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, Recorded
from campaigns.eligibility import explain, judge
from campaigns.figures.wave import Reading
from campaigns.problems import NotFound, Refused
from telepro.db.calling import Attempt
from telepro.db.counting import Mail
from telepro.db.eligibility import facts_for
from telepro.db.what_for import Plan
from telepro.services import outcomes, reports, waves
from telepro.services.reports import WavePart
from tests.services.calls import call, carrier_says, deal
from tests.world import World

CALLS = 5


@pytest.fixture
def testing(world: World) -> World:
    """Alice at work on twenty leads, under a plan whose test wave is of five calls."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    wave = f"  test_wave:\n    calls: {CALLS}\n    go_on_if: [Un contact au moins]\n"
    key = "preparation:\n" if "\npreparation:\n" in plan.text else "préparation:\n"
    plan.text = plan.text.replace(f"\n{key}", f"\n{key}{wave}", 1)
    world.at_work(world.alice)
    for number in range(20):
        world.lead(f"+3319900{number + 1000}", f"École {number}")
    world.rows.commit()
    return world


def make_the_calls(world: World, number: int) -> None:
    """Alice calls so many in vain, dealt to before each call."""
    for turn in range(number):
        deal(world)
        attempt = call(world, f"call-{turn}")
        carrier_says(world, attempt, "initiated", "no-answer")
        recorded = Recorded(Disposition.NO_ANSWER, world.now)
        outcomes.record(world.alice.id, attempt.public_id, f"{attempt.id}", recorded, world.now)


def wave(world: World) -> WavePart:
    """The wave as Bob's board shows it."""
    found = reports.board((world.agency.id,), world.campaign.public_id, world.now).wave
    assert found
    return found


def sign(world: World) -> None:
    """Bob signs the wave off."""
    waves.sign((world.agency.id,), world.campaign.public_id, world.bob.id, world.now)


def test_no_more_is_dealt_than_the_wave_has_calls(testing: World) -> None:
    assert len(deal(testing)) == CALLS
    assert len(deal(testing)) == CALLS


def test_the_rest_waits_until_somebody_signs(testing: World) -> None:
    make_the_calls(testing, CALLS)
    assert deal(testing) == []
    assert testing.rows.scalar(select(func.count()).select_from(Attempt)) == CALLS
    (line, *_rest) = wave(testing).lines
    assert (line.hits, line.cases, line.reading) == (0, CALLS, Reading.AGREES)
    sign(testing)
    assert len(deal(testing)) == 8
    told = wave(testing).signed
    assert told is not None
    assert (told.by, told.figures["contact_rate"]) == (testing.bob.name, [0, CALLS])


def test_a_promise_is_kept_while_the_wave_waits(testing: World) -> None:
    make_the_calls(testing, CALLS)
    deal(testing)
    promised = testing.lead("+33199009001", "Mairie", tier=Tier.PROMISED)
    assert [entry.lead_id for entry in deal(testing)] == [promised.id]


def test_a_lead_says_that_it_waits_for_the_signature(testing: World) -> None:
    make_the_calls(testing, CALLS)
    deal(testing)
    other = testing.lead("+33199009002", "Lycée")
    known = facts_for(testing.rows, [other.id], testing.now)[other.id]
    (said,) = explain(judge(known.facts, known.policy, testing.now), "en")
    assert "The test wave is made" in said


def test_the_managers_get_one_letter(testing: World) -> None:
    make_the_calls(testing, CALLS)
    for _ in range(3):
        deal(testing)
    keys = testing.rows.scalars(select(Mail.key).where(Mail.key.startswith("test-wave-"))).all()
    assert len(keys) == 1


def test_nothing_is_signed_before_the_calls_are_made_nor_twice_nor_by_others(
    testing: World,
) -> None:
    with pytest.raises(Refused):
        sign(testing)
    make_the_calls(testing, CALLS)
    deal(testing)
    with pytest.raises(NotFound):
        waves.sign(
            (testing.company.id,), testing.campaign.public_id, testing.charlie.id, testing.now
        )
    sign(testing)
    with pytest.raises(Refused):
        sign(testing)
