"""An ended campaign is put away: out of the lists, all of it still there, its promises named first."""

from datetime import timedelta

import pytest

from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import NotFound, Refused
from campaigns.states import CallbackKind, CallbackState, CampaignState
from telepro.db.results import Callback
from telepro.services import archiving, campaigns, promises, reports, upkeep
from tests.services.calls import answered, calling
from tests.services.kept import kept, record
from tests.world import World

__all__ = ["calling"]

HOUR = timedelta(hours=1)


@pytest.fixture
def promised(calling: World) -> World:
    """Alice has promised a call in an hour, and the campaign has ended."""
    record(
        calling,
        answered(calling),
        "k",
        Recorded(
            Disposition.CALLBACK,
            calling.now,
            callback_at=calling.now + HOUR,
            callback_kind=CallbackKind.PERSONAL,
        ),
    )
    calling.campaign.state = CampaignState.ENDED
    calling.rows.commit()
    return calling


def put_away(world: World) -> None:
    """Bob puts the campaign away."""
    archiving.put_away((world.agency.id,), world.campaign.public_id, world.bob.id, world.now)


def listed(world: World) -> list[str]:
    """The campaigns that Bob's list shows."""
    return [line.public_id for line in campaigns.of_manager((world.agency.id,))]


def state(world: World) -> CallbackState:
    """How the promise stands."""
    world.rows.expire_all()
    return world.rows.query(Callback).one().state


def test_whoever_expects_a_call_is_named_first(promised: World) -> None:
    page = archiving.page((promised.agency.id,), promised.campaign.public_id)
    assert [(each.prospect, each.owner) for each in page.promises] == [
        ("École des Tilleuls", "Alice Durand")
    ]
    assert page.number == 1


def test_it_leaves_the_lists_and_stays_readable(promised: World) -> None:
    assert promised.campaign.public_id in listed(promised)
    put_away(promised)
    assert listed(promised) == []
    away = archiving.of_manager((promised.agency.id,))
    assert [line.public_id for line in away] == [promised.campaign.public_id]
    board = reports.board((promised.agency.id,), promised.campaign.public_id, promised.now)
    assert board.campaign.archived_at == promised.now
    assert state(promised) is CallbackState.CANCELLED
    assert kept(promised)["leads"] == 1
    archiving.bring_back(
        (promised.agency.id,), promised.campaign.public_id, promised.bob.id, promised.now
    )
    assert listed(promised) == [promised.campaign.public_id]


def test_a_promise_that_is_overdue_stays_missed_and_bothers_nobody(promised: World) -> None:
    promised.now += 2 * HOUR
    put_away(promised)
    assert state(promised) is CallbackState.PROMISED
    assert upkeep.late_callbacks(promised.now) == 0
    until = promised.now + timedelta(days=7)
    mine = promises.mine(promised.alice.id, promised.now, until, promised.now)
    assert (mine.late, mine.coming) == ([], [])


def test_what_still_runs_is_not_put_away_nor_anothers(promised: World) -> None:
    with pytest.raises(NotFound):
        archiving.put_away(
            (promised.company.id,), promised.campaign.public_id, promised.charlie.id, promised.now
        )
    promised.campaign.state = CampaignState.PAUSED
    promised.rows.commit()
    with pytest.raises(Refused):
        put_away(promised)
