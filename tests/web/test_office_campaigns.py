"""A campaign through the office's pages: made, launched, paused, ended, its team."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.states import CampaignState, EngagementState
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Person
from telepro.db.whom import Lead
from telepro.services import enrolments
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import (
    bob,
    imported,
    own_folder,
    plan_of,
    problems,
    read,
    tuesday_ten,
    words,
)
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


@pytest.mark.usefixtures("tuesday_ten")
def test_a_mission_a_plan_and_a_file_make_a_campaign_that_is_launched(
    bob: Browser, rows: Session, world: World
) -> None:
    file = imported(bob, rows, world)
    mission = world.mission.public_id
    bob.post(f"/missions/{mission}/plan", {"text": plan_of(world, ("target: 25", "target: 27"))})
    counted = read(bob.get(f"/missions/{mission}/campaign?files={file.public_id}"))
    assert "In none of the segments 1" in words(counted)
    version = counted.select_one("input[name=version]")
    made = bob.post(
        f"/missions/{mission}/campaign",
        {"version": version["value"], "files": file.public_id, "name": "Val-de-Marne"},  # type: ignore[index]
    )
    campaign = rows.scalars(select(Campaign).where(Campaign.name == "Val-de-Marne")).one()
    assert made.location == f"/campaigns/{campaign.public_id}"
    enrolments.complete(campaign.id, world.now)
    assert len(rows.scalars(select(Lead).where(Lead.campaign_id == campaign.id)).all()) == 2

    refused = bob.post(f"/campaigns/{campaign.public_id}/launch")
    assert refused.status_code == 409
    assert any("checklist" in each.lower() for each in problems(refused))
    page = read(bob.get(f"/campaigns/{campaign.public_id}"))
    points = [each["value"] for each in page.select("input[name=confirmed]")]
    assert (
        bob.post(f"/campaigns/{campaign.public_id}/launch", {"confirmed": points}).status_code
        == 303
    )
    rows.refresh(campaign)
    assert campaign.state is CampaignState.RUNNING
    assert campaign.launched_at is not None
    assert campaign.launched_at - world.now < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("action", "state"),
    [("pause", CampaignState.PAUSED), ("end", CampaignState.ENDED)],
)
def test_a_running_campaign_is_paused_or_ended(
    bob: Browser, rows: Session, world: World, action: str, state: CampaignState
) -> None:
    path = f"/campaigns/{world.campaign.public_id}"
    assert bob.post(f"{path}/{action}").status_code == 303
    rows.refresh(world.campaign)
    assert world.campaign.state is state
    assert bob.post(f"{path}/pause").status_code == 409


def test_a_teleprospector_is_put_on_the_campaign_with_weekly_hours(
    bob: Browser, rows: Session, world: World
) -> None:
    rose = Person(name="Rose Nguyen", email="rose@example.org", created_at=world.now)
    rows.add(rose)
    rows.commit()
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"person": rose.public_id, "day-0": "9:00-12:00, 14:00-17:30", "day-4": "9h-12h"}
    assert bob.post(path, {**form, "time_zone": "Europe/Paris"}).status_code == 303
    found = rows.scalars(select(Engagement).where(Engagement.person_id == rose.id)).one()
    assert found.state is EngagementState.ACTIVE
    assert "Mon 09:00–12:00, 14:00–17:30 · Fri 09:00–12:00" in words(read(bob.get(path)))


def test_hours_that_can_t_be_read_are_named_by_their_day(bob: Browser, world: World) -> None:
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"person": world.alice.public_id, "day-2": "tard", "time_zone": "Europe/Lyon"}
    answer = bob.post(path, form)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert {each["href"] for each in page.select(".problems a")} == {"#day-2", "#time_zone"}


def test_an_invited_teleprospector_is_on_the_campaign_at_once(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"name": "Zoé Faure", "email": "zoe@example.org", "language": "fr", "spoken": "fr"}
    assert bob.post(f"{path}/invite", form).status_code == 303
    assert "Zoé Faure" in words(read(bob.get(path)))


def test_who_would_join_from_a_file_is_seen_before_anybody_does(
    bob: Browser, rows: Session, world: World
) -> None:
    file, files = imported(bob, rows, world), f"/campaigns/{world.campaign.public_id}/files"
    asked = read(bob.get(f"{files}/addition?files={file.public_id}"))
    assert "Leads 2" in words(asked)
    assert "In none of the segments 1" in words(asked)
    assert words(asked.select_one("#addition button") or asked) == "Take 2 leads in"
    assert rows.scalars(select(Lead)).all() == []
    assert bob.post(files, {"files": file.public_id}).status_code == 303
    enrolments.complete(world.campaign.id, world.now)
    again = words(read(bob.get(f"{files}/addition?files={file.public_id}")))
    assert "Leads 0" in again
    assert "In the campaign already 2" in again


def test_shares_are_typed_in_percent_and_shown_on_the_board(
    bob: Browser, rows: Session, world: World
) -> None:
    campaign = f"/campaigns/{world.campaign.public_id}"
    other = "Nom_etablissement;Telephone;Code_postal\nCollège Curie;01 99 00 10 60;94260\n"
    first, second = imported(bob, rows, world), imported(bob, rows, world, other)
    bob.post(f"{campaign}/files", {"files": [first.public_id, second.public_id]})
    enrolments.complete(world.campaign.id, world.now)
    names = [f"share-{each.public_id}" for each in (first, second)]
    page = read(bob.get(f"{campaign}/files"))
    assert [page.select_one(f"input[name={name}]") is not None for name in names] == [True, True]
    refused = bob.post(f"{campaign}/files/shares", dict(zip(names, ("half", "50"), strict=True)))
    assert (refused.status_code, "a whole number from 0 to 100" in refused.text) == (409, True)
    refused = bob.post(f"{campaign}/files/shares", dict(zip(names, ("60", "50"), strict=True)))
    assert (refused.status_code, "110 percent together" in refused.text) == (409, True)
    kept = bob.post(f"{campaign}/files/shares", dict(zip(names, ("70", "30"), strict=True)))
    assert kept.location == f"{campaign}/files"
    board = words(read(bob.get(campaign)))
    assert "Share stated" in board
    assert "70 % " in board or "70% " in board
