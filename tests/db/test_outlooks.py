"""The list that a forecast goes on with, and the outlook that is kept until the next look."""

from datetime import date, timedelta

from campaigns.forecast import Leads
from campaigns.prospects import Audience
from telepro.db import outlooks
from telepro.db.counting import OutlookRow
from telepro.services import outlooks as looking
from tests.world import World

PARIS, B2B = ("Europe/Paris",), Audience.B2B


def open_leads(world: World) -> set[Leads]:
    world.rows.flush()
    return set(outlooks.list_now(world.rows, world.campaign, world.now).open)


def test_leads_that_nothing_tells_apart_are_counted_together(world: World) -> None:
    world.lead("+33199001001")
    world.lead("+33199001002", "Mairie")
    tried = world.lead("+33199001003", "Parc")
    tried.attempts, tried.next_call_at = 2, world.now + timedelta(days=3)
    day = date(2026, 11, 27)
    assert open_leads(world) == {
        Leads(2, 0, PARIS, B2B),
        Leads(1, 2, PARIS, B2B, due=day),
    }
    assert outlooks.list_now(world.rows, world.campaign, world.now).dials_by_attempt == (1, 1)


def test_who_rests_for_the_law_is_due_then_and_who_is_refused_for_good_is_left_out(
    world: World,
) -> None:
    rests = world.lead("+33199001001")
    rests.blocked_by, rests.blocked_until = "FR-04", world.now + timedelta(days=5)
    world.lead("+33199001002", "Mairie").blocked_by = "FR-01"
    world.lead("+33199001003", "Parc").next_call_at = None
    world.lead("+33199001004", "Port").closed_at = world.now
    assert open_leads(world) == {Leads(1, 0, PARIS, B2B, due=date(2026, 11, 29))}


def test_an_outlook_is_kept_until_the_next_look(world: World) -> None:
    for number in range(10, 30):
        world.lead(f"+331990010{number}", f"École {number}")
    assert outlooks.kept(world.rows, world.campaign.id) is None
    looking.foresee(world.campaign.id, world.now)
    first = outlooks.kept(world.rows, world.campaign.id)
    assert first is not None
    assert first.at == world.now
    now = outlooks.list_now(world.rows, world.campaign, world.now)
    assert outlooks.list_kept(world.rows, world.campaign.id) == (world.now, now)
    looking.foresee(world.campaign.id, world.now)
    assert outlooks.kept(world.rows, world.campaign.id) == first, "the same moment, the same draws"
    assert world.rows.query(OutlookRow).count() == 1


def test_only_a_campaign_that_somebody_looks_at_is_foretold(world: World) -> None:
    world.lead()
    world.rows.commit()
    assert looking.to_foresee(world.now) == []
    looking.seen(world.campaign.id, world.now)
    assert looking.to_foresee(world.now) == [world.campaign.id]
    looking.foresee(world.campaign.id, world.now)
    soon, later = world.now + timedelta(minutes=4), world.now + timedelta(minutes=6)
    assert looking.to_foresee(soon) == []
    assert looking.to_foresee(later) == [world.campaign.id]
    assert looking.to_foresee(world.now + timedelta(minutes=16)) == []
