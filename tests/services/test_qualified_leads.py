"""Qualified leads: counted by the plan's need score, once a lead, in the first call that establishes it."""

from datetime import timedelta

import pytest

from campaigns.dispositions import Conversation, Disposition, Recorded
from telepro.db.calling import Attempt
from telepro.db.what_for import Plan
from telepro.services import outcomes
from telepro.simulation import rebuilt
from tests.services.calls import call, carrier_says, deal, required
from tests.services.kept import kept, record
from tests.world import World

SCORE = """\
  need_score:
    framework: bant
    qualified_from: 3
    criteria:
      - {criterion: authority, question: decideur}
      - {criterion: need, question: classes}
"""
SPOKE = Conversation(argued=True, decision_maker=True)


@pytest.fixture
def scored(world: World) -> World:
    """Alice at work with a lead, under a plan that scores the need by who decides and how many classes."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    key = "preparation:\n" if "\npreparation:\n" in plan.text else "préparation:\n"
    plan.text = plan.text.replace(f"\n{key}", f"\n{key}{SCORE}", 1)
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    return world


def spoken(world: World, key: str) -> Attempt:
    """A call that was answered and is over."""
    deal(world)
    attempt = call(world, key)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


def wants_documents(world: World, **answers: str) -> Recorded:
    """Who answered wants documents, and said this."""
    asked = dict.fromkeys(required(world, Disposition.DOCUMENTATION), "oui")
    return Recorded(Disposition.DOCUMENTATION, world.now, SPOKE, answers={**asked, **answers})


def test_a_need_that_two_calls_establish_together_counts_once(scored: World) -> None:
    record(scored, spoken(scored, "first"), "1", wants_documents(scored, decideur="oui"))
    assert "qualified_leads" not in kept(scored)
    scored.now += timedelta(days=7)
    record(scored, spoken(scored, "second"), "2", wants_documents(scored, classes="4"))
    assert kept(scored)["qualified_leads"] == 1
    scored.now += timedelta(days=7)
    record(scored, spoken(scored, "third"), "3", wants_documents(scored, classes="5"))
    assert kept(scored)["qualified_leads"] == 1
    assert list(rebuilt.differences(scored.campaign.id)) == []


def test_a_correction_takes_the_qualified_lead_back(scored: World) -> None:
    attempt = spoken(scored, "first")
    record(scored, attempt, "1", wants_documents(scored, decideur="oui", classes="4"))
    assert kept(scored)["qualified_leads"] == 1
    refused = Recorded(Disposition.NO_ANSWER, scored.now)
    outcomes.record(scored.alice.id, attempt.public_id, "2", refused, scored.now)
    assert "qualified_leads" not in kept(scored)
