"""The pages that are a caller's alone, the practice, and the help that everybody finds."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.states import LinkPurpose
from campaigns.teleprospector.practice import SCENES
from telepro import clock
from telepro.db import accounts
from telepro.db.who import Person
from telepro.services import own_ways
from telepro.web.help_words import DAYS
from telepro.web.keyboard import LETTERS, SHORTCUTS
from tests.services.calls import calling
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World, example_plan

__all__ = ["bob", "calling", "nobody", "own_folder", "pages", "rows", "tuesday_ten"]


@pytest.fixture
def alice(pages: Flask, rows: Session, world: World) -> Browser:
    """The teleprospector's browser, in English."""
    world.alice.language = "en"
    return browser_of(pages, rows, world.alice)


def enters(nobody: Browser, rows: Session, person: Person, token: str) -> str | None:
    """Use an invitation; where it leads."""
    lasts = timedelta(days=7)
    accounts.add_link(rows, LinkPurpose.INVITATION, person.id, token, lasts, clock.real_now())
    rows.commit()
    return nobody.post(f"/welcome/{token}", {"password": "quatre mots pour entrer"}).location


def test_an_invited_caller_begins_with_the_first_minutes_once_and_a_manager_never(
    nobody: Browser, rows: Session, world: World
) -> None:
    assert enters(nobody, rows, world.alice, "a" * 64) == "/desk/first"
    chosen = {"language": "en", "letters": "on", "go": "practise"}
    assert nobody.post("/desk/first", chosen).location == "/desk/training?first=1"
    assert own_ways.of(world.alice.id).letters
    assert world.alice.language == "en"
    assert enters(nobody, rows, world.alice, "b" * 64) == "/desk"
    assert enters(nobody, rows, world.bob, "c" * 64) == "/campaigns"


def test_whoever_skips_is_at_their_missions_at_once(alice: Browser) -> None:
    assert alice.post("/desk/first", {"go": "skip"}).location == "/desk"


def test_when_a_rest_is_proposed_is_ones_own_choice(alice: Browser, world: World) -> None:
    alice.post("/account/ways", {"letters": "off", "rest_after": "30"})
    assert own_ways.of(world.alice.id).rest_after == 30
    alice.post("/account/ways", {"letters": "off", "rest_after": "1"})
    assert own_ways.of(world.alice.id).rest_after == 30
    chosen = read(alice.get("/account")).select_one("[name=rest_after] option[selected]")
    assert chosen and chosen["value"] == "30"


@pytest.mark.usefixtures("tuesday_ten")
def test_who_finishes_the_day_reads_what_came_of_it(alice: Browser, calling: World) -> None:
    assert alice.post("/desk/finish").location == "/desk/day"
    assert "My day Tue 24 Nov" in words(read(alice.get("/desk/day")))


@pytest.mark.usefixtures("tuesday_ten")
def test_letters_are_bound_and_shown_only_for_who_chose_them(
    alice: Browser, calling: World
) -> None:
    before = alice.get("/desk").text
    assert '"letter": "p"' not in before and 'aria-keyshortcuts="P"' not in before
    alice.post("/account/ways", {"letters": "on", "rest_after": "50"})
    after = alice.get("/desk").text
    assert '"letter": "p"' in after and 'aria-keyshortcuts="P"' in after


@pytest.mark.usefixtures("tuesday_ten")
def test_each_button_of_the_desk_that_has_a_key_shows_it(alice: Browser, calling: World) -> None:
    page = read(alice.get("/desk"))
    keys = {each.command: each for each in SHORTCUTS}
    for command, button in (
        ("primary", "call"),
        ("hangup", "hangup"),
        ("mute", "mute"),
        ("palette", "palette"),
    ):
        found = page.select_one(f"[data-do={button}]")
        assert found and found["aria-keyshortcuts"] == keys[command].aria
        assert keys[command].shown in words(found)
    for digit in page.select("[data-digit]"):
        assert digit["aria-keyshortcuts"] == digit["data-digit"]
        assert words(digit).startswith(str(digit["data-digit"]))


def test_the_map_to_print_has_every_key_that_is_bound(alice: Browser) -> None:
    page = read(alice.get("/help/keyboard"))
    printed = [words(each) for each in page.select(".key-map kbd")]
    assert {each.shown for each in (*SHORTCUTS, *LETTERS)} <= set(printed)
    assert {str(digit) for digit in range(10)} <= set(printed)


def test_everybody_finds_help_from_their_page_and_their_own_steps_lead_somewhere(
    pages: Flask, rows: Session, world: World, alice: Browser
) -> None:
    bob = browser_of(pages, rows, world.bob)
    assert read(bob.get("/campaigns")).select_one('.foot a[href="/help"]')
    assert read(alice.get("/desk")).select_one('.foot a[href^="/help"]')
    for part in DAYS:
        assert len(read(bob.get(f"/help/{part}")).select(".day-steps li")) == len(DAYS[part])
    links = [str(link["href"]) for link in read(bob.get("/help/manager")).select(".day-steps a")]
    assert links and all(bob.get(link).status_code == 200 for link in links)
    assert not read(bob.get("/help/teleprospector")).select(".day-steps a")


def test_a_practice_is_the_desk_with_invented_people_that_says_so(
    alice: Browser, world: World
) -> None:
    page = read(alice.get("/desk/training"))
    assert "nobody is called" in words(page.select_one(".practice") or page)
    data = page.select_one("#desk-data")
    assert data and all(f"practice-{scene.code}" in data.text for scene in SCENES)
    assert '"/desk/entries"' not in data.text
    assert alice.get("/desk/training?campaign=nobodys").status_code == 404


def test_whoever_writes_a_plan_plays_its_calls_on_the_desk_and_comes_back_to_it(
    bob: Browser, alice: Browser, pages: Flask, rows: Session, world: World
) -> None:
    mission = f"/missions/{world.mission.public_id}/plan"
    launch = read(bob.get(f"{mission}/steps/launch"))
    assert launch.select_one(f"main a[href='{mission}/rehearsal']")
    page = read(bob.get(f"{mission}/rehearsal"))
    assert page.select_one(f".practice a[href='{mission}/steps/launch']")
    plan = example_plan()
    assert [button.text.split(" ", 1)[-1] for button in page.select("#script .strip button")] == [
        section.title for section in plan.script.sections
    ]
    assert bob.get(str(page.select("link[as=fetch]")[0]["href"])).status_code == 200
    charlie = browser_of(pages, rows, world.charlie)
    assert charlie.get(f"{mission}/rehearsal").status_code == 404
    assert alice.get(f"{mission}/rehearsal").status_code == 403


@pytest.mark.parametrize(
    "path", ["/desk/day?on=2026-13-40", "/desk/day?on=0001-01-01", "/desk/results?month=x"]
)
def test_a_day_that_does_not_exist_is_today(alice: Browser, path: str) -> None:
    assert alice.get(path).status_code == 200
