"""Promises in a browser: a week that is walked through by arrows, moments that say what would come of them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from telepro import clock
from tests.web.desk_browser import WITH_CHROMIUM, answered
from tests.web.desk_stage import Stand
from tests.web.office import browser_of, pages, rows
from tests.web.office_seen import seen
from tests.web.promised_house import promised
from tests.web.seen import complaints_of
from tests.world import World

__all__ = ["pages", "promised", "rows"]

pytestmark = WITH_CHROMIUM


@pytest.fixture
def clock_of_the_world(promised: World) -> Iterator[None]:
    """The pages' clock stands with the world's."""
    before = clock.shift()
    clock.set_shift((promised.now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


@pytest.mark.usefixtures("clock_of_the_world")
def test_arrows_move_in_a_week(
    browser: Chromium, pages: Flask, rows: Session, promised: World
) -> None:
    alice = browser_of(pages, rows, promised.alice)
    with seen(browser, alice, "/desk/callbacks?view=week&lang=en", 1366, "light") as page:
        page.locator(".hours a").first.focus()
        walked = [_focused(page, key) for key in ("ArrowDown", "ArrowDown", "ArrowUp")]
        assert walked == ["Lycée du Parc", "École La Poterie", "Collège Jean-Moulin"]


def _focused(page: Page, key: str) -> str:
    page.keyboard.press(key)
    return str(page.evaluate("document.activeElement.textContent"))


def test_the_moments_of_a_promise_say_what_would_come_of_them_and_forbid_none(
    page: Page, stand: Stand
) -> None:
    stand.doubts = ["Ce n’est pas une de vos heures."]
    stand.better = {
        "at": "2026-11-27T08:00:00+00:00",
        "local": "2026-11-27T09:00",
        "label": "Mieux : ven. 27 nov. 09:00",
    }
    answered(page, stand)
    page.keyboard.press("Digit4")
    chip = page.locator("#chooser [data-chip='2']").locator("xpath=..")
    expect(chip).to_contain_text("Ce n’est pas une de vos heures.")
    expect(page.locator("#chooser [data-all-the-same]")).to_be_visible()
    assert complaints_of(page) == []
    page.wait_for_timeout(260)
    page.keyboard.press("Digit6")
    page.locator("#chooser [name=callback_local]").fill("2026-11-29T09:00")
    page.locator("#chooser [data-better]").click()
    expect(page.locator("#chooser [name=callback_local]")).to_have_value("2026-11-27T09:00")
    page.locator("#chooser [name=callback_local]").press("Enter")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.sent("/outcome")[0]["callback_at"] == "2026-11-27T09:00"
