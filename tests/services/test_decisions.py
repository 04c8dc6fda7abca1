"""What-if applied: the decisions become the plan's next version, and the forecast says what was foretold."""

from fractions import Fraction

import pytest
from sqlalchemy import select

from campaigns.problems import NotFound, Refused
from campaigns.steering import Decisions, decisions_of
from telepro.db import frozen
from telepro.db.counting import AuditRow
from telepro.db.what_for import Plan as PlanRow
from telepro.services import decisions, what_ifs
from telepro.services.decisions import Wish
from telepro.services.what_ifs import WhatIf
from tests.services.test_adoptions import FOUR_PEOPLE, newer, runs_on
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["steered"]


def apply(world: World, seen: int = 1, **wishes: str) -> int:
    """Bob applies what he wished, having seen the campaign on that version."""
    wish = Wish({name: Fraction(each) for name, each in wishes.items()}, seen, world.bob.id)
    mine, campaign = (world.agency.id,), world.campaign.public_id
    return decisions.apply(mine, campaign, wish, "en", world.now)


def what_if(world: World, **wishes: str) -> WhatIf:
    """The page as Bob sees it."""
    asked = {name: Fraction(each) for name, each in wishes.items()}
    mine = (world.agency.id,)
    return what_ifs.what_if(mine, world.campaign.public_id, asked, "en", world.now)


def refused(world: World, seen: int = 1, **wishes: str) -> list[str]:
    """Where the problems are; no version was kept."""
    world.rows.commit()
    versions = len(world.rows.scalars(select(PlanRow.id)).all())
    with pytest.raises(Refused) as why:
        apply(world, seen, **wishes)
    assert len(world.rows.scalars(select(PlanRow.id)).all()) == versions
    return [problem.place for problem in why.value.problems]


def test_the_decisions_are_the_plans_next_version_and_the_campaign_runs_on_it(
    world: World,
) -> None:
    assert apply(world, people="4", hours="3.5", attempts="7") == 2
    assert runs_on(world) == 2
    plan = frozen.plan_of(world.rows, world.campaign.id)
    assert decisions_of(plan) == Decisions(4, Fraction(7, 2), 7)
    assert plan.actions.cap_attempts == 7
    noted = world.rows.scalars(select(AuditRow.action).order_by(AuditRow.id)).all()
    assert noted[-2:] == ["plan.written", "campaign.plan_adopted"]


def test_the_forecast_after_it_is_the_one_that_was_shown_before(steered: World) -> None:
    for each in range(10, 90):
        steered.lead(f"+331990011{each}", f"Lycée {each}")
    shown = what_if(steered, people="6", attempts="8")
    assert shown.ends.imagined != shown.ends.as_it_goes
    assert [change.sentence("en") for change in shown.changes] == [
        "Attempts per lead, at most: 6 → 8",
        "At most so many calls…: 6 → 8",
        "Teleprospectors: 3 → 6",
    ]
    apply(steered, people="6", attempts="8")
    after = what_if(steered)
    assert after.version == 2
    assert after.ends.as_it_goes == shown.ends.imagined
    assert after.changes == ()


def test_a_rate_is_asked_about_and_never_applied(steered: World) -> None:
    asked = what_if(steered, people="6", contact_rate="0.5")
    assert asked.ends.decided is not None
    assert asked.ends.decided.p50 <= asked.ends.imagined.p50
    assert {change.place for change in asked.changes} == {"actions.resources.callers"}
    assert what_if(steered, contact_rate="0.5").changes == ()
    assert refused(steered, contact_rate="0.5") == ["version"]


def test_nothing_is_kept_where_nothing_was_moved_or_another_version_came_meanwhile(
    world: World,
) -> None:
    assert refused(world, people="3") == ["version"]
    newer(world, FOUR_PEOPLE)
    assert what_if(world, people="5").newest == 2
    assert refused(world, people="5") == ["version"], "nothing of the newer one is passed over"
    assert refused(world, seen=2, people="5") == ["version"], "the campaign does not run on it yet"


def test_another_houses_campaign_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        wish = Wish({"people": Fraction(4)}, 1, world.charlie.id)
        decisions.apply(
            (world.agency.id + 10_000,), world.campaign.public_id, wish, "en", world.now
        )
