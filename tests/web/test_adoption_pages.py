"""The page of a newer plan, and what-if applied: what changes is said first, then one button does it."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.services.test_adoptions import FOUR_PEOPLE, HOURS, SEGMENT, newer, runs_on
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, words
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]


def address(world: World, page: str = "") -> str:
    return f"/campaigns/{world.campaign.public_id}{page}"


def test_the_board_tells_of_a_newer_plan_whose_page_says_what_it_changes(
    bob: Browser, world: World
) -> None:
    assert "newer-plan" not in bob.get(address(world)).text
    newer(world, FOUR_PEOPLE, HOURS)
    told = read(bob.get(address(world))).select_one("#newer-plan")
    assert told is not None
    page = read(bob.get(str(told.select("a")[0]["href"])))
    assert "From version 1 to version 2" in words(page)
    assert "written by Bob Martin" in words(page)
    assert (
        "At once, on the board, in the forecast and in the alarms Teleprospectors: 3 → 4"
        in words(page)
    )
    form = {str(each["name"]): each["value"] for each in page.select("main form input[name]")}
    answer = bob.post(address(world, "/adoption"), form)
    assert (answer.status_code, answer.location) == (303, address(world))
    assert runs_on(world) == 2
    assert "The campaign runs on version 2 of the plan." in words(read(bob.get(address(world))))
    assert "The mission has no newer version" in bob.get(address(world, "/adoption")).text
    again = bob.post(address(world, "/adoption"), form)
    assert again.status_code == 409
    assert "which somebody else has brought meanwhile" in problems(again)[0]


def test_what_can_not_change_is_said_and_there_is_no_button(bob: Browser, world: World) -> None:
    newer(world, FOUR_PEOPLE, SEGMENT)
    answer = bob.get(address(world, "/adoption"))
    assert "since its leads were enrolled and put in order so" in problems(answer)[0]
    assert "Run on version" not in answer.text
    assert bob.post(address(world, "/adoption"), {"version": "2", "seen": "1"}).status_code == 409
    assert bob.post(address(world, "/adoption"), {"version": "two", "seen": "1"}).status_code == 400
    assert bob.get(address(world, "/adoption?version=9")).status_code == 404


def test_from_the_board_to_applied_in_three_actions(
    bob: Browser, rows: Session, steered: World
) -> None:
    board = read(bob.get(address(steered)))
    opened = str(board.select("#what-if")[0]["href"])
    assert "Apply" not in bob.get(opened).text
    page = read(bob.get(f"{opened}?people=5&hours=3&attempts=6&contact_rate=30"))
    told = words(page.select("section.decided")[0])
    assert "Teleprospectors: 3 → 5" in told
    assert "With these decisions alone" in told
    assert "Comments in the plan's text stay in version 1" in told
    sent = page.select(".decided form")[0]
    form = {str(each["name"]): each["value"] for each in sent.select("input[name]")}
    answer = bob.post(str(sent["action"]), form)
    assert (answer.status_code, answer.location) == (303, address(steered))
    assert "Version 2 of the plan is kept" in words(read(bob.get(address(steered))))
    assert runs_on(steered) == 2
    assert bob.post(str(sent["action"]), form).status_code == 409


def test_decisions_wait_for_a_newer_plan_to_be_decided_on(bob: Browser, steered: World) -> None:
    newer(steered, HOURS)
    page = read(bob.get(address(steered, "/what-if?people=5")))
    assert page.select(".decided form") == []
    assert str(page.select(".decided a")[0]["href"]) == address(steered, "/adoption")


def test_a_rate_says_where_it_is_worked_at(bob: Browser, steered: World) -> None:
    page = read(bob.get(address(steered, "/what-if")))
    for rate in ("dials_per_hour", "contact_rate", "argumentation", "transformation"):
        (link,) = page.select(f"#{rate}-marks a")
        assert bob.get(str(link["href"])).status_code == 200


def test_another_houses_manager_finds_none_of_it(pages: Flask, rows: Session, world: World) -> None:
    newer(world, FOUR_PEOPLE)
    charlie = browser_of(pages, rows, world.charlie)
    assert charlie.get(address(world, "/adoption")).status_code == 404
    for page in ("/adoption", "/what-if"):
        form = {"version": "2", "seen": "1", "people": "5"}
        assert charlie.post(address(world, page), form).status_code == 404
    assert runs_on(world) == 1
