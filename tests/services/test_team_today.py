"""The live board's team: each person's day as a ribbon, and what it brought."""

from datetime import timedelta

from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.states import Role
from telepro.db import team_today
from telepro.services import outcomes, reports
from tests.services.calls import call, calling, carrier_says, deal
from tests.world import World

__all__ = ["calling"]


def board(world: World) -> reports.Board:
    return reports.board((world.agency.id,), world.campaign.public_id, world.now)


def talked_then_rang(world: World) -> None:
    """Alice argues with one prospect, and nobody answers at the next."""
    world.lead("+33199001002", "Mairie")
    spoken = call(world, "first")
    carrier_says(world, spoken, "initiated", "ringing", "in-progress", "completed")
    spoke = Conversation(argued=True, decision_maker=True)
    said = Recorded(Disposition.ARGUED_REFUSED, world.now, spoke, reason="budget")
    outcomes.record(world.alice.id, spoken.public_id, "first", said, world.now)
    deal(world)
    rung = call(world, "second")
    carrier_says(world, rung, "initiated", "ringing", "no-answer")


def test_a_day_is_drawn_call_by_call_beside_what_it_brought(calling: World) -> None:
    talked_then_rang(calling)
    today = board(calling).today[calling.alice.public_id]
    assert today.marks == ("argued", "missed")
    assert (today.contacts, today.meetings) == (1, 0)


def test_a_new_day_begins_at_the_campaign_s_midnight(calling: World) -> None:
    talked_then_rang(calling)
    calling.now += timedelta(days=1)
    today = board(calling).today[calling.alice.public_id]
    assert today == team_today.Today((), 0, 0)


def test_beyond_twenty_people_there_are_figures_and_no_ribbon(calling: World) -> None:
    for number in range(20):
        calling.at_work(calling.person(f"Aaron {number:02}", calling.agency, Role.MANAGER))
    found = board(calling)
    assert len(found.workers) == len(found.today) == 21
    last = found.workers[-1]
    assert last.public_id == calling.alice.public_id
    assert found.today[last.public_id].marks is None
    assert found.today[found.workers[0].public_id].marks == ()
