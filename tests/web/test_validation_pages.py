"""Carla validates meetings one key each or by plain forms, Alice reads and answers, Bob sees contests first."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from campaigns.pipeline import MeetingStatus
from telepro import clock
from telepro.db import meetings
from telepro.db.results import Meeting, ResultAct
from telepro.db.what_for import MissionTerms
from telepro.services import outcomes
from tests.services.calls import call, carrier_says, deal, meeting
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, own_folder
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows"]


@pytest.fixture
def three(world: World) -> Iterator[list[Meeting]]:
    """Three meetings that Alice booked, an hour after the first was to take place."""
    world.at_work(world.alice)
    for number in (1, 2, 3):
        world.lead(f"+3319900100{number}", f"École des Tilleuls {number}")
    deal(world)
    for number in (1, 2, 3):
        attempt = call(world, f"call-{number}")
        carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
        outcomes.record(world.alice.id, attempt.public_id, f"k{number}", meeting(world), world.now)
    found = world.rows.query(Meeting).order_by(Meeting.id).all()
    for day, each in enumerate(found):
        each.starts_at += timedelta(days=day)
    world.rows.commit()
    clock.set_shift((found[0].starts_at + timedelta(hours=1) - clock.real_now()).total_seconds())
    yield found
    clock.set_shift(0)


def path_of(row: Meeting, word: str) -> str:
    return f"/company/meetings/{row.public_id}/{word}"


def test_carla_contests_by_a_form_alice_answers_bob_settles(
    pages: Flask, rows: Session, world: World, three: list[Meeting], carla: Browser, bob: Browser
) -> None:
    rows.get_one(MissionTerms, world.campaign.terms_id).manager_decides = True
    first, campaign = three[0], f"/campaigns/{world.campaign.public_id}"
    world.alice.language = "en"
    alice = browser_of(pages, rows, world.alice)
    assert "70 h left" in carla.get("/company/validation").text
    said = {"reason": "not_decision_maker", "words": "It was the <secretary>.", "key": "one"}
    done = carla.post(path_of(first, "contest"), said)
    assert done.headers["Location"].endswith(f"/company/validation?done={first.public_id}")
    shown = carla.get(done.headers["Location"]).text
    for words in ("0 accepted of 25 · 1 contested", "data-undo", "Withdraw the contest"):
        assert words in shown, words
    mine = alice.get("/desk/results").text
    assert "It was the &lt;secretary&gt;." in mine and "The company has 72 hours" in mine
    sent = {"words": "She signs the orders.", "second": "1:05", "key": "two"}
    assert alice.post(f"/desk/results/{first.public_id}/answer", sent).status_code == 303
    assert rows.query(ResultAct.second).filter_by(act="answered").scalar() == 65
    assert "One meeting is contested" in bob.get(campaign).text
    asked = bob.get(f"{campaign}/meetings").text
    assert asked.index("She signs the orders.") < asked.index("<table")
    settle = f"{campaign}/meetings/{first.public_id}/settle"
    assert bob.post(settle, {"decision": "nothing"}).status_code == 400
    assert bob.post(settle, {"decision": "found_owed", "key": "three"}).status_code == 303
    assert "1 accepted of 25 · 0 contested" in carla.get("/company/validation").text
    assert "settled by the manager" in alice.get("/desk/results").text


def test_charlie_is_refused_and_nobody_came_is_a_contest(
    pages: Flask, rows: Session, world: World, three: list[Meeting], carla: Browser
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    campaign = f"/campaigns/{world.campaign.public_id}/meetings/{three[0].public_id}"
    for path in (f"{campaign}/answer", f"{campaign}/settle"):
        form = {"words": "x", "decision": "found_owed"}
        assert charlie.post(path, form).status_code == 404
    assert charlie.post(path_of(three[0], "contest"), {"reason": "duplicate"}).status_code == 403
    assert carla.post(path_of(three[0], "no-show")).status_code == 303
    assert meetings.status_of(rows, three[0].id) is MeetingStatus.NO_SHOW
    assert "Did not keep the meeting" in carla.get("/company/validation").text
    assert carla.post(path_of(three[1], "contest"), {"reason": "hearsay"}).status_code == 409


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-card] , main')?.tagName"))


def third_key_of_the_top_row_in_france(page: Page) -> None:
    key = {"code": "Digit3", "key": '"', "windowsVirtualKeyCode": 51}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})


def press(page: Page, key: str) -> None:
    """Press a key once the page's script is there."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


@WITH_CHROMIUM
def test_three_meetings_by_keyboard_alone_and_the_focus_is_never_lost(
    browser: Chromium, three: list[Meeting], carla: Browser, rows: Session
) -> None:
    with seen(browser, carla, 1366, "light") as page:
        page.goto(f"{ADDRESS}/company/validation")
        assert complaints_of(page) == []
        press(page, "v")
        expect(page.get_by_text("École des Tilleuls 1: accepted.")).to_be_visible()
        assert focused(page) == "ARTICLE"
        press(page, "0")
        expect(page.locator("[data-card]")).to_have_count(3)
        assert focused(page) == "ARTICLE"
        press(page, "r")
        third_key_of_the_top_row_in_france(page)
        press(page, "Enter")
        expect(page.get_by_text("Contested (1)")).to_be_visible()
        assert focused(page) == "ARTICLE"
        press(page, "v")
        expect(page.get_by_text("École des Tilleuls 2: accepted.")).to_be_visible()
        press(page, "v")
        expect(page.get_by_role("heading", name="To validate (0)")).to_be_focused()
    assert [act for (act,) in rows.query(ResultAct.act).order_by(ResultAct.id)] == [
        "accepted",
        "withdrawn",
        "contested",
        "accepted",
        "accepted",
    ]
