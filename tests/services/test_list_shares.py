"""Several lists in one campaign: the day's dials keep the shares, and a list used up gives its part away."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience, Basis
from campaigns.states import ImportState
from telepro.db import list_shares as rows
from telepro.db.intake import Enrolment
from telepro.db.whom import Import, Lead
from telepro.services import list_shares, outcomes
from tests.services.calls import call, carrier_says, deal
from tests.services.kept import kept
from tests.world import World

DAY = timedelta(days=1)


def a_list(world: World, name: str, leads: int, **more: object) -> Enrolment:
    """A file in the campaign, with so many leads that are due."""
    file = Import(
        organisation_id=world.company.id,
        filename=name,
        stored_path=name,
        sha256=name,
        size_bytes=1,
        state=ImportState.DONE,
        audience=Audience.B2B,
        basis=Basis.LEGITIMATE_INTEREST,
        source="annuaire",
        country="FR",
        created_at=world.now,
    )
    world.rows.add(file)
    world.rows.flush()
    taken = Enrolment(campaign_id=world.campaign.id, import_id=file.id, requested_at=world.now)
    taken.finished_at = world.now
    world.rows.add(taken)
    world.rows.flush()
    for _ in range(leads):
        known = len(world.rows.scalars(select(Lead.id)).all())
        lead = world.lead(f"+331990{known + 10000}", f"École {known}")
        lead.list_id, lead.order_key = taken.id, float(known)
        for key, value in more.items():
            setattr(lead, key, value)
    world.rows.flush()
    return taken


def shared(world: World, *shares: tuple[Enrolment, int]) -> None:
    """Bob states the shares of lists."""
    wanted = {world.rows.get_one(Import, each.import_id).public_id: n for each, n in shares}
    mine = (world.agency.id,)
    list_shares.state(mine, world.campaign.public_id, wanted, world.bob.id, world.now)


def on_lists(world: World, *lists: Enrolment) -> list[int]:
    """How many leads of each list stand on call lists after one more deal."""
    dealt = [world.rows.get_one(Lead, entry.lead_id).list_id for entry in deal(world)]
    return [dealt.count(each.id) for each in lists]


def dialed(world: World, number: int) -> list[int | None]:
    """Alice calls so many leads in vain, dealt to whenever her list is short; the lists of these leads."""
    made = []
    for turn in range(number):
        deal(world)
        attempt = call(world, f"{world.now}-{turn}")
        carrier_says(world, attempt, "initiated", "no-answer")
        silence = Recorded(Disposition.NO_ANSWER, world.now)
        outcomes.record(world.alice.id, attempt.public_id, f"{attempt.id}", silence, world.now)
        made.append(attempt.list_id)
    return made


@pytest.fixture
def staffed(world: World) -> World:
    """Alice at work, with nothing on her list."""
    world.at_work(world.alice)
    return world


def test_the_dials_of_a_day_keep_the_shares(staffed: World) -> None:
    directory, fair = a_list(staffed, "annuaire.csv", 40), a_list(staffed, "salon.csv", 40)
    shared(staffed, (directory, 75), (fair, 25))
    made = dialed(staffed, 24)
    assert (made.count(directory.id), made.count(fair.id)) == (18, 6)
    told = kept(staffed)
    assert (told[f"list:{directory.id}"], told[f"list:{fair.id}"]) == (18, 6)
    lines = rows.lines(staffed.rows, staffed.campaign, staffed.now)
    assert [(line.filename, line.share, line.today) for line in lines] == [
        ("annuaire.csv", 75, 18),
        ("salon.csv", 25, 6),
    ]


def test_another_day_begins_at_nothing(staffed: World) -> None:
    directory, fair = a_list(staffed, "annuaire.csv", 20), a_list(staffed, "salon.csv", 20)
    shared(staffed, (directory, 100), (fair, 0))
    dialed(staffed, 4)
    staffed.rows.expire_all()
    tomorrow = rows.today(staffed.rows, staffed.campaign.id, staffed.now + DAY)
    held = len(staffed.rows.scalars(select(Lead.id).where(Lead.held)).all())
    assert [(each.share, each.dials) for each in tomorrow] == [(100, held), (0, 0)]


def test_a_list_that_is_used_up_gives_its_part_to_the_others_and_says_so(staffed: World) -> None:
    directory, fair = a_list(staffed, "annuaire.csv", 20), a_list(staffed, "salon.csv", 1)
    shared(staffed, (directory, 50), (fair, 50))
    assert on_lists(staffed, directory, fair) == [7, 1]
    first, second = rows.lines(staffed.rows, staffed.campaign, staffed.now)
    assert (first.spent_at, second.spent_at) == (None, staffed.now)


def test_a_list_that_has_leads_again_is_no_longer_used_up(staffed: World) -> None:
    late = staffed.now + timedelta(hours=1)
    directory = a_list(staffed, "annuaire.csv", 20)
    fair = a_list(staffed, "salon.csv", 6, next_call_at=late)
    shared(staffed, (directory, 50), (fair, 50))
    assert on_lists(staffed, directory, fair) == [8, 0]
    for entry in deal(staffed):
        entry.ended_at = staffed.now
    staffed.rows.query(Lead).update({"held": False})
    staffed.now = late
    assert on_lists(staffed, directory, fair) == [4, 4]
    assert rows.lines(staffed.rows, staffed.campaign, late)[1].spent_at is None


def test_a_list_without_a_share_is_called_when_the_others_are_used_up(staffed: World) -> None:
    fair, reserve = a_list(staffed, "salon.csv", 3), a_list(staffed, "réserve.csv", 20)
    shared(staffed, (fair, 100))
    assert on_lists(staffed, fair, reserve) == [3, 5]


def test_a_list_in_a_language_that_nobody_speaks_keeps_nobody_waiting(staffed: World) -> None:
    german = a_list(staffed, "messe.csv", 20, language="de")
    directory = a_list(staffed, "annuaire.csv", 20)
    shared(staffed, (german, 50), (directory, 50))
    assert on_lists(staffed, german, directory) == [0, 8]


def test_leads_from_before_there_were_lists_get_theirs_with_the_first_shares(world: World) -> None:
    directory, fair = a_list(world, "annuaire.csv", 1), a_list(world, "salon.csv", 1)
    first, second = world.rows.scalars(select(Lead).order_by(Lead.id))
    second.prospect.import_id = fair.import_id
    first.list_id = second.list_id = None
    world.rows.flush()
    shared(world, (directory, 50), (fair, 50))
    named = world.rows.scalars(select(Lead.list_id).order_by(Lead.id)).all()
    assert named == [directory.id, fair.id]


@pytest.mark.parametrize("shares", [(60, 60), (60, 30), (120, -20), (0, 50)])
def test_shares_that_are_not_the_whole_are_refused(world: World, shares: tuple[int, int]) -> None:
    directory, fair = a_list(world, "annuaire.csv", 1), a_list(world, "salon.csv", 1)
    with pytest.raises(Refused):
        shared(world, (directory, shares[0]), (fair, shares[1]))


def test_shares_are_taken_back(staffed: World) -> None:
    directory, fair = a_list(staffed, "annuaire.csv", 10), a_list(staffed, "salon.csv", 10)
    shared(staffed, (directory, 0), (fair, 100))
    shared(staffed)
    assert rows.today(staffed.rows, staffed.campaign.id, staffed.now) == []
    assert on_lists(staffed, directory, fair) == [8, 0]


def test_another_agency_states_no_shares(world: World) -> None:
    with pytest.raises(NotFound):
        list_shares.state(
            (world.company.id,), world.campaign.public_id, {}, world.charlie.id, world.now
        )
