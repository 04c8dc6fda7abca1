"""Why the leads of a whole campaign are, or are not, called now: one reason each, adding up to all."""

from datetime import timedelta

from campaigns.dealing import Tier
from campaigns.lead.closing import CloseReason
from campaigns.steering import Room
from telepro.db import list_states
from telepro.db.list_states import Look
from tests.services.calls import answered, calling, refusal
from tests.services.kept import record
from tests.world import World

__all__ = ["calling"]

MOST = 6


def look(world: World) -> Look:
    world.rows.flush()
    return list_states.look(world.rows, world.campaign, MOST, world.now)


def told(world: World) -> dict[str, int]:
    found = look(world)
    assert found.leads == sum(reason.leads for reason in found.reasons)
    return {reason.code: reason.leads for reason in found.reasons}


def test_a_campaign_without_leads_has_no_reason_and_no_room(world: World) -> None:
    assert look(world) == Look((), 0, Room(0, 0))


def test_each_lead_has_one_reason_and_they_add_up(world: World) -> None:
    world.at_work(world.alice)
    world.lead("+33199001001")
    world.lead("+33199001002", "Mairie")
    later, tomorrow = world.lead("+33199001003", "Parc"), world.now + timedelta(days=1)
    later.next_call_at = tomorrow
    world.lead("+33199001004", "Port", tier=Tier.PROMISED).next_call_at = tomorrow
    gone = world.lead("+33199001005", "Gare")
    gone.closed_at, gone.closed_reason = world.now, CloseReason.REFUSED
    world.lead("+33199001006", "Pont").held = True
    world.lead("+33199001007", "Quai").next_call_at = None
    assert told(world) == {
        "callable": 2,
        "closed:refused": 1,
        "held": 1,
        "later": 1,
        "not_planned": 1,
        "promised": 1,
    }


def test_a_reason_opens_when_the_first_of_its_leads_does(world: World) -> None:
    for hours, number in ((30, "+33199001001"), (5, "+33199001002")):
        world.lead(number).next_call_at = world.now + timedelta(hours=hours)
    (later,) = look(world).reasons
    assert later.opens_at == world.now + timedelta(hours=5)


def test_at_night_leads_wait_for_the_plans_hours_and_say_until_when(world: World) -> None:
    world.at_work(world.alice)
    world.lead()
    world.now = world.now.replace(hour=2)
    found = look(world)
    (hours,) = found.reasons
    assert (hours.code, hours.leads) == ("FR-16", 1)
    assert hours.words["en"].startswith("Outside the calling hours")
    assert hours.opens_at == world.now.replace(hour=7, minute=30)
    assert found.room == Room(6, 6), "hours hold nothing back for long"


def test_while_nobody_is_signed_in_that_is_the_reason(world: World) -> None:
    world.lead()
    (reason,) = look(world).reasons
    assert (reason.code, reason.opens_at) == ("nobody_signed_in", None)


def test_called_leads_are_judged_one_by_one(calling: World) -> None:
    attempt = answered(calling)
    record(calling, attempt, "k", refusal(calling))
    retried = calling.lead("+33199001002", "Mairie", tier=Tier.RETRY)
    retried.attempts = MOST
    assert told(calling) == {"closed:refused": 1, "max_attempts": 1}


def test_the_list_holds_what_its_open_leads_may_still_be_tried(world: World) -> None:
    world.lead("+33199001001")
    world.lead("+33199001002", "Mairie").attempts = 4
    gone = world.lead("+33199001003", "Parc")
    gone.closed_at, gone.closed_reason = world.now, CloseReason.EXHAUSTED
    assert look(world).room == Room(8, 8)


def test_what_a_look_found_is_kept_and_looked_at_again_when_old(world: World) -> None:
    world.rows.flush()
    ago = world.now - timedelta(minutes=5)
    mine = world.campaign.id
    assert list_states.kept(world.rows, mine) is None
    assert mine in list_states.not_looked_at(world.rows, ago, 10)
    list_states.keep(world.rows, mine, Room(8, 5), world.now - timedelta(hours=1))
    list_states.keep(world.rows, mine, Room(7, 4), world.now)
    assert list_states.kept(world.rows, mine) == Room(7, 4)
    assert mine not in list_states.not_looked_at(world.rows, ago, 10)
    assert mine in list_states.not_looked_at(world.rows, world.now + timedelta(seconds=1), 10)
