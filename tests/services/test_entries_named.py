"""Of several leads on one's list, a request concerns the one that it names."""

import pytest
from sqlalchemy import select

from campaigns.problems import NotFound
from campaigns.prospect_base.data_requests import RequestKind
from campaigns.states import EntryEnd
from telepro.db.calling import CallListEntry
from telepro.db.data_requests import DataRequest
from telepro.db.whom import Lead
from telepro.services import desk, desk_requests
from tests.services.calls import deal
from tests.world import World


@pytest.fixture
def listed(world: World) -> list[CallListEntry]:
    """Three leads on Alice's list."""
    world.at_work(world.alice)
    for number in range(3):
        world.lead(f"+3319900100{number}", f"École {number}")
    return deal(world)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_lead_that_is_skipped_goes_back_and_the_others_stay(
    world: World, listed: list[CallListEntry], place: int
) -> None:
    desk.skip(world.alice.id, listed[place].public_id, "later", world.now)
    world.rows.expire_all()
    ended = [entry.end_reason for entry in listed]
    assert ended == [EntryEnd.RETURNED if at == place else None for at in range(3)]


@pytest.mark.parametrize("place", [0, 2])
def test_a_request_is_about_the_prospect_who_made_it(
    world: World, listed: list[CallListEntry], place: int
) -> None:
    desk_requests.ask(world.alice.id, listed[place].public_id, RequestKind.ERASURE, world.now)
    about = world.rows.scalars(select(DataRequest.prospect_id)).all()
    assert about == [world.rows.get_one(Lead, listed[place].lead_id).prospect_id]


def test_an_entry_that_is_not_on_ones_list_is_not_found(
    world: World, listed: list[CallListEntry]
) -> None:
    with pytest.raises(NotFound):
        desk.skip(world.anna.id, listed[0].public_id, "later", world.now)
