"""The wallboard of a campaign: three numbers, one line, the team; nothing of any prospect."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Browser as Chromium
from sqlalchemy.orm import Session

from telepro import clock
from telepro.services import outlooks
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, read, words
from tests.web.office_seen import seen
from tests.web.seen import complaints_of
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]


def wall_of(world: World, page: str = "") -> str:
    return f"/campaigns/{world.campaign.public_id}{page}?tv=1"


def test_it_shows_three_numbers_one_line_and_who_is_at_work(bob: Browser, steered: World) -> None:
    outlooks.foresee(steered.campaign.id, steered.now)
    page = read(bob.get(wall_of(steered)))
    told = words(page)
    assert [each.text for each in page.select(".wall-numbers dt")] == [
        "Today",
        "So far",
        "At the end",
    ]
    assert "objective 25: chance 0%" in told
    assert len(page.select("svg.wall-line")) == 1
    (alice,) = page.select(".wall-team li")
    assert "Alice Durand" in alice.text
    assert [each["class"] for each in alice.select("svg.ribbon rect")] == [["result"]]


def test_no_prospect_and_no_number_is_on_the_wall(bob: Browser, steered: World) -> None:
    bob.get(wall_of(steered))
    for path in (wall_of(steered), wall_of(steered, "/live")):
        told = bob.get(path).text
        assert "École" not in told
        assert "+33" not in told
        assert "01 99" not in told


def test_the_wall_of_another_house_is_not_found_and_who_calls_has_none(
    pages: Flask, rows: Session, steered: World
) -> None:
    for person, refused in ((steered.charlie, 404), (steered.alice, 403), (steered.carla, 403)):
        browser = browser_of(pages, rows, person)
        assert browser.get(wall_of(steered)).status_code == refused
        assert browser.get(wall_of(steered, "/live")).status_code == refused


def test_an_old_forecast_is_called_stale(bob: Browser, steered: World) -> None:
    outlooks.foresee(steered.campaign.id, steered.now - timedelta(hours=2))
    page = read(bob.get(wall_of(steered, "/live")))
    assert "stale: forecast of Tue 8 Dec 09:15" in words(page)
    assert page.select(".wall-numbers .stale")


@WITH_CHROMIUM
def test_a_wall_is_large_fresh_and_says_when_its_line_is_lost(
    browser: Chromium, bob: Browser, steered: World
) -> None:
    clock.set_shift((steered.now - clock.real_now()).total_seconds())
    with seen(browser, bob, wall_of(steered) + "&lang=en", 1366, "light") as page:
        assert complaints_of(page) == []
        sizes = page.eval_on_selector_all(
            ".wall-numbers b", "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
        )
        assert min(sizes) >= 48
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
        page.get_by_text("s ago").wait_for()
        page.unroute_all()
        page.route("**/*", lambda route: route.abort())
        page.evaluate("() => { const now = Date.now; Date.now = () => now() + 90_000; }")
        page.locator("body.is-stale").wait_for()
        assert page.inner_text("#stamp").startswith("Line lost: these figures are 9")
        assert page.is_visible(".wall-numbers b"), "what was there stays"
