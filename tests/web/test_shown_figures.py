"""Each is shown the figures that the plan means for them: who calls, who manages, the company."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from telepro.db import counters
from telepro.db.who import WorkSession
from telepro.services import steering
from tests.other_plan import REACH, change_plan
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, read, words
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "steered"]

PITCH = "{kpi: argumentation_rate, target: 60 %, alarm: 45 %}"


def meant_for(kpi: str, audience: str) -> tuple[str, str]:
    return kpi, kpi.replace("}", f", audience: [{audience}]}}")


@pytest.fixture
def shared(steered: World) -> World:
    """Reach is for the company and the manager, pitch for who calls, conversion for nobody in particular."""
    change_plan(steered, meant_for(REACH, "company, manager"), meant_for(PITCH, "teleprospector"))
    return steered


def figures_on(page: str) -> set[str]:
    names = ("Contact rate", "Argumentation rate", "Conversion rate")
    return {name for name in names if name in page}


def test_the_company_sees_the_figures_that_are_for_it_with_no_way_to_a_call(
    carla: Browser, shared: World
) -> None:
    page = read(carla.get(f"/company/missions/{shared.mission.public_id}"))
    assert figures_on(words(page)) == {"Contact rate"}
    assert "22%" in words(page)
    (table,) = page.select("table")
    assert table.select("a") == []


def test_a_company_without_figures_of_its_own_sees_none(carla: Browser, steered: World) -> None:
    page = read(carla.get(f"/company/missions/{steered.mission.public_id}"))
    assert figures_on(words(page)) == set()


def test_who_calls_sees_their_own_calls_in_the_figures_that_are_for_them(
    pages: Flask, rows: Session, shared: World
) -> None:
    for person, shown in ((shared.anna, set()), (shared.alice, {"Argumentation rate"})):
        person.language = "en"
        rows.query(WorkSession).update({"ended_at": shared.now})
        told = words(read(browser_of(pages, rows, person).get("/desk")))
        assert figures_on(told) == shown
    # Alice's fifteen argued contacts of thirty-four, and the meeting that she booked.
    assert "Argumentation rate, your last four weeks: 45.7% (the plan: 60%)" in told


def test_the_manager_sees_them_all_and_for_whom_each_is(bob: Browser, shared: World) -> None:
    page = read(bob.get(f"/campaigns/{shared.campaign.public_id}"))
    kpis = page.select_one("#kpis-title")
    assert kpis is not None
    assert kpis.parent is not None
    first, others = kpis.parent.select("tbody")[:2]
    assert figures_on(words(first)) == {"Contact rate", "Conversion rate"}
    assert "For the company, whoever manages." in words(first)
    assert figures_on(words(others)) == {"Argumentation rate"}
    assert "For whoever calls." in words(others)


def test_an_alarm_stands_on_the_screen_of_whom_the_plan_names_until_it_is_cured(
    carla: Browser, steered: World
) -> None:
    told = REACH.replace("alarm: 14 %", "alarm: 21 %, alarm_to: [carla.roy@example.org]")
    change_plan(steered, (REACH, told))
    assert "beyond" not in words(read(carla.get("/company")))
    assert steering.look_at_figures(steered.campaign.id, steered.now) == ["contact_rate"]
    home = read(carla.get("/company"))
    assert "Contact rate is beyond the plan's alarm limit since Tue 8 Dec 11:15." in words(home)
    (link,) = home.select("#alarm-1")
    assert "Contact rate" in words(read(carla.get(str(link["href"]))))
    counters.add(steered.rows, steered.campaign.id, None, steered.now, {"contacts": 60})
    steering.look_at_figures(steered.campaign.id, steered.now)
    assert "beyond" not in words(read(carla.get("/company")))


def test_an_alarm_of_which_the_plan_tells_the_managers_is_not_on_the_companys_screen(
    carla: Browser, steered: World
) -> None:
    change_plan(steered, (REACH, REACH.replace("alarm: 14 %", "alarm: 21 %")))
    assert steering.look_at_figures(steered.campaign.id, steered.now) == ["contact_rate"]
    assert "beyond" not in words(read(carla.get("/company")))
