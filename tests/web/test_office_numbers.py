"""The page of a campaign's numbers and limits, and the administrator's of all companies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.numbers.destinations import CountedBy
from campaigns.states import CampaignState, OrganisationKind, Role, StopCause
from telepro.db.counting import AuditRow
from telepro.db.numbers import CallerId, CallMinutes, CampaignCallerId, DialCount
from telepro.db.what_for import Campaign
from telepro.services import limits
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = pytest.mark.usefixtures("tuesday_ten")
ONE, TWO, MOBILE = "+33199009990", "+33199009991", "+33639980001"


@pytest.fixture(autouse=True)
def account(pages: Flask, own_folder: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The carrier account has three numbers, one of them a mobile."""
    settings = pages.extensions["telepro.settings"]
    numbers = replace(settings.carrier, numbers=(ONE, TWO, MOBILE))
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, carrier=numbers))


@pytest.fixture
def ada(pages: Flask, rows: Session, world: World) -> Browser:
    """An administrator's browser, in English."""
    platform = world._organisation(OrganisationKind.PLATFORM, "TelePro")
    person = world.person("Ada King", platform, Role.ADMINISTRATOR)
    person.language = "en"
    return browser_of(pages, rows, person)


def path(world: World) -> str:
    return f"/campaigns/{world.campaign.public_id}/numbers"


def actions(rows: Session) -> list[str]:
    return list(rows.scalars(select(AuditRow.action).order_by(AuditRow.id)))


def test_without_a_pool_the_page_says_which_number_is_shown(bob: Browser, world: World) -> None:
    page = read(bob.get(path(world)))
    assert "Every prospect sees 01 99 00 99 90" in words(page)
    assert len(page.select("#e164 option")) == 3


def test_a_number_of_the_account_is_added_and_taken_out(
    bob: Browser, rows: Session, world: World
) -> None:
    form = {"e164": TWO, "label": "Île-de-France", "daily_cap": "150"}
    assert bob.post(path(world), form).status_code == 303
    assert bob.post(path(world), form).status_code == 303
    number = rows.scalars(select(CallerId)).one()
    assert (number.e164, number.label, number.daily_cap) == (TWO, "Île-de-France", 150)
    assert number.organisation_id == world.company.id
    page = words(read(bob.get(path(world))))
    assert "01 99 00 99 91 Île-de-France 0 of 150 no call In use" in page
    assert bob.post(f"{path(world)}/{number.public_id}/remove").status_code == 303
    assert rows.scalars(select(CampaignCallerId)).all() == []
    rows.refresh(number)
    assert number.retired_at is not None
    assert bob.post(f"{path(world)}/{number.public_id}/remove").status_code == 404
    assert bob.post(path(world), {"e164": TWO}).status_code == 303
    rows.refresh(number)
    kept = rows.execute(select(CallerId.retired_at, CallerId.daily_cap)).one()
    assert tuple(kept) == (None, None)
    assert actions(rows) == ["caller_id.added", "caller_id.removed", "caller_id.added"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"e164": "+33199008888"}, "a number of the carrier account"),
        ({"e164": TWO, "daily_cap": "many"}, "a whole number from 1 to 1000"),
        ({"e164": TWO, "daily_cap": "0"}, "a whole number from 1 to 1000"),
    ],
)
def test_another_number_or_a_strange_cap_is_refused_in_words(
    bob: Browser, rows: Session, world: World, form: dict[str, str], said: str
) -> None:
    answer = bob.post(path(world), form)
    assert answer.status_code == 422
    assert any(said in each for each in problems(answer))
    assert rows.scalars(select(CallerId)).all() == []


def test_each_number_says_how_it_stands_and_which_law_refuses_it(
    bob: Browser, rows: Session, world: World
) -> None:
    for number in (ONE, TWO, MOBILE):
        bob.post(path(world), {"e164": number, "daily_cap": "5" if number == TWO else ""})
    rows.scalars(select(CallerId).where(CallerId.e164 == ONE)).one().rest_until = (
        world.now + timedelta(days=2)
    )
    rows.add(
        DialCount(
            counted_by=CountedBy.CALLER_ID,
            key=TWO,
            slot=world.now.replace(hour=0),
            controller_id=world.company.id,
            value=5,
        )
    )
    rows.commit()
    page = words(read(bob.get(path(world))))
    assert "Resting until" in page
    assert "5 of 5 no call At its calls of the day" in page
    assert "Refused by law A call centre may not show a 06 or 07 mobile number" in page
    assert "[FR-20]" in page


def test_a_manager_narrows_countries_and_sets_what_calls_are_held_to(
    bob: Browser, rows: Session, world: World
) -> None:
    form = {
        "destinations": ["FR", "RE"],
        "caller_id_cap": "80",
        "spend_cap": "250,50",
        "masking": "masked",
    }
    assert bob.post(f"{path(world)}/limits", form).status_code == 303
    campaign = world.campaign
    rows.refresh(campaign)
    assert campaign.destinations == ["FR", "RE"]
    assert (campaign.caller_id_cap, campaign.spend_cap_cents) == (80, 25_050)
    assert campaign.mask_numbers is True
    page = read(bob.get(path(world)))
    assert len(page.select("input[name=destinations][checked]")) == 2
    assert "Spent so far: €0.00 of €250.50." in words(page)
    assert actions(rows) == ["campaign.limits"]


def test_what_can_not_be_is_refused_and_kept_on_the_page(
    bob: Browser, rows: Session, world: World
) -> None:
    answer = bob.post(f"{path(world)}/limits", {"spend_cap": "a lot", "caller_id_cap": "5000"})
    assert answer.status_code == 422
    assert len(problems(answer)) == 3
    assert 'value="a lot"' in answer.text
    unknown = bob.post(f"{path(world)}/limits", {"destinations": ["FR", "CU"]})
    assert any("CU" in each for each in problems(unknown))
    rows.refresh(world.campaign)
    assert world.campaign.destinations is None


def test_a_campaign_that_spent_its_money_says_so_and_is_resumed_with_more(
    bob: Browser, rows: Session, world: World
) -> None:
    bob.post(f"{path(world)}/limits", {"destinations": ["FR"], "spend_cap": "1"})
    rows.add(
        CallMinutes(
            campaign_id=world.campaign.id,
            day=world.now.replace(hour=0),
            country="FR",
            kind="fixed",
            minutes=67,
        )
    )
    rows.commit()
    assert limits.stop_if_spent(world.campaign.id, world.now) == world.campaign.public_id
    rows.refresh(world.campaign)
    assert world.campaign.state is CampaignState.PAUSED
    assert world.campaign.stopped_because is StopCause.SPEND_CAP
    board = f"/campaigns/{world.campaign.public_id}"
    assert "Stopped: the money is spent" in words(read(bob.get(board)))
    refused = bob.post(f"{board}/resume")
    assert refused.status_code == 409
    assert any("101 cents spent of 100" in each for each in problems(refused))
    bob.post(f"{path(world)}/limits", {"destinations": ["FR"], "spend_cap": "2"})
    assert bob.post(f"{board}/resume").status_code == 303
    found = rows.execute(select(Campaign.state, Campaign.stopped_because)).one()
    assert tuple(found) == (CampaignState.RUNNING, None)
    assert "Stopped" not in words(read(bob.get(board)))


def test_an_administrator_sees_every_number(ada: Browser, bob: Browser, world: World) -> None:
    assert "No campaign has numbers of its own" in words(read(ada.get("/admin/numbers")))
    bob.post(path(world), {"e164": TWO})
    page = words(read(ada.get("/admin/numbers")))
    assert "Ateliers Lumière 01 99 00 99 91 Ateliers en classe 0 In use" in page


def test_an_administrator_holds_a_company_to_its_caps(
    ada: Browser, rows: Session, world: World
) -> None:
    here = f"/admin/organisations/{world.company.public_id}/limits"
    assert read(ada.get(here)).select_one("#person_day")["value"] == "400"  # type: ignore[index]
    form = {"person_day": "150", "company_day": "20000", "number_day": "", "mask_numbers": "1"}
    assert ada.post(here, form).status_code == 303
    rows.refresh(world.company)
    assert (world.company.calling_limits, world.company.mask_numbers) == ({"person_day": 150}, True)
    answer = ada.post(here, {"prefix_hour": "none"})
    assert answer.status_code == 422
    assert len(problems(answer)) == 1
