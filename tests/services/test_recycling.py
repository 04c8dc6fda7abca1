"""Another pass over leads that could not be reached: shown first, then begun, the law's counts kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import Stage
from campaigns.problems import NotFound, Refused
from campaigns.states import CampaignState
from telepro.db import suppressions
from telepro.db.calling import Attempt
from telepro.db.what_for import WaveState
from telepro.db.whom import Lead
from telepro.services import call_lists, outcomes, recycling
from telepro.services.recycling import PassPage, Wish
from telepro.simulation import rebuilt
from tests.services.calls import call, carrier_says, deal
from tests.services.kept import kept
from tests.world import World

DAY = timedelta(days=1)
REST = 90 * DAY


def called(world: World, last: Disposition = Disposition.NO_ANSWER) -> Attempt:
    """Alice calls the lead at hand."""
    attempt = call(world, f"{world.now}")
    carrier_says(world, attempt, "initiated", "no-answer")
    recorded = Recorded(last, world.now, reason="no_time" if last.startswith("refused") else None)
    outcomes.record(world.alice.id, attempt.public_id, f"{attempt.id}", recorded, world.now)
    return attempt


def tried(world: World, lead: Lead, last: Disposition = Disposition.NO_ANSWER) -> Attempt:
    """The lead is called in vain until the plan's attempts are used up (five before, one now)."""
    world.rows.refresh(lead)
    lead.next_call_at = world.now - DAY
    world.rows.flush()
    deal(world)
    return called(world, last)


@pytest.fixture
def exhausted(world: World) -> Lead:
    """A lead whose attempts were all made in vain, on Tuesdays of another season."""
    world.at_work(world.alice)
    lead, present = world.lead(), world.now
    most = 0
    while lead.closed_at is None and most < 10:
        world.now = present - (18 - most) * 7 * DAY
        tried(world, lead)
        world.rows.refresh(lead)
        most += 1
    world.now = present
    assert (lead.closed_reason, lead.attempts) == (CloseReason.EXHAUSTED, most)
    return lead


def preview(world: World, rest: timedelta = REST) -> PassPage:
    """The page as Bob sees it."""
    return recycling.preview((world.agency.id,), world.campaign.public_id, rest, world.now)


def begin(world: World, *chosen: Disposition, rest: timedelta = REST) -> int:
    """Bob begins the pass for leads with these last outcomes."""
    wish = Wish(frozenset(chosen), rest, world.bob.id)
    return recycling.begin((world.agency.id,), world.campaign.public_id, wish, world.now)


def test_a_lead_that_could_not_be_reached_comes_back_as_the_page_said(
    world: World, exhausted: Lead
) -> None:
    made = exhausted.attempts
    (line,) = preview(world).outcomes
    assert (line.last, line.now, line.later, line.never) == (Disposition.NO_ANSWER, 1, 0, 0)
    assert begin(world, Disposition.NO_ANSWER) == 1
    world.rows.refresh(exhausted)
    assert (exhausted.closed_reason, exhausted.stage) == (None, Stage.TARGET)
    assert (exhausted.pass_number, exhausted.attempts, exhausted.attempts_before) == (2, made, made)
    assert kept(world)["stage:target"] == 1
    assert list(rebuilt.differences(world.campaign.id)) == []
    attempt = tried(world, exhausted)
    assert (attempt.number, attempt.pass_number) == (made + 1, 2)
    assert list(rebuilt.differences(world.campaign.id)) == []
    assert begin(world, Disposition.NO_ANSWER) == 0


def test_who_was_called_lately_still_rests(world: World, exhausted: Lead) -> None:
    page = preview(world, 200 * DAY)
    assert (page.outcomes, page.resting) == ((), 1)
    assert begin(world, Disposition.NO_ANSWER, rest=200 * DAY) == 0
    assert preview(world, timedelta()).rest == 7 * DAY


def test_an_outcome_that_was_not_chosen_stays_closed(world: World, exhausted: Lead) -> None:
    assert begin(world, Disposition.BUSY) == 0
    with pytest.raises(Refused):
        begin(world)


def test_who_objected_since_never_comes_back(world: World, exhausted: Lead) -> None:
    number = exhausted.prospect.phones[0].e164
    company, scope = world.company.id, SuppressionScope.NUMBER
    suppressions.add(world.rows, company, scope, number, "demandé", world.now)
    page = preview(world)
    assert [(line.now, line.later, line.never) for line in page.outcomes] == [(0, 0, 1)]
    assert [line.first for line in page.rules] == [None]
    assert begin(world, Disposition.NO_ANSWER) == 0


def test_nobody_who_was_closed_for_another_reason_is_even_shown(
    world: World, exhausted: Lead
) -> None:
    for reason in set(CloseReason) - {CloseReason.EXHAUSTED}:
        exhausted.closed_reason = reason
        world.rows.flush()
        assert preview(world).outcomes == ()
        assert begin(world, *Disposition) == 0


def test_a_lead_in_its_second_pass_is_dealt_once_nothing_else_holds_the_campaign(
    world: World, exhausted: Lead
) -> None:
    world.campaign.state = CampaignState.PAUSED
    waiting = WaveState(campaign_id=world.campaign.id, full_at=world.now, figures={})
    world.rows.add(waiting)
    assert [line.now for line in preview(world).outcomes] == [1]
    assert begin(world, Disposition.NO_ANSWER) == 1
    world.campaign.state, waiting.signed_at = CampaignState.RUNNING, world.now
    world.now += DAY
    call_lists.deal(world.campaign.id, "seed", world.now)
    held = world.rows.scalars(select(Lead.held).where(Lead.id == exhausted.id)).one()
    assert held


def test_an_ended_campaign_and_another_agency_begin_no_pass(world: World, exhausted: Lead) -> None:
    wish = Wish(frozenset({Disposition.NO_ANSWER}), REST, world.charlie.id)
    with pytest.raises(NotFound):
        recycling.begin((world.company.id,), world.campaign.public_id, wish, world.now)
    world.campaign.state = CampaignState.ENDED
    with pytest.raises(Refused):
        begin(world, Disposition.NO_ANSWER)
