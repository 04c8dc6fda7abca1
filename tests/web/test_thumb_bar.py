"""Where the places of the main bar stand: at the thumb on a telephone, in the top bar elsewhere, never over the page's end."""

from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder
from tests.web.office_seen import seen
from tests.web.seen import complaints_of
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]
pytestmark = WITH_CHROMIUM

SHOWN = ".topnav > ul > li:visible > a, .topnav > ul > li:visible summary"


def box(page: Page, place: str) -> dict[str, float]:
    found = page.locator(place).first.bounding_box()
    assert found is not None
    return {"y": found["y"], "height": found["height"]}


def test_a_telephone_has_three_places_and_the_rest_at_its_lower_edge(
    browser: Chromium, bob: Browser
) -> None:
    with seen(browser, bob, "/imports", 390, "light") as page:
        assert complaints_of(page) == []
        assert page.locator(SHOWN).all_inner_texts() == [
            "Campaigns",
            "Coaching",
            "Missions",
            "Prospect files",
        ], "what stands behind More lends it its name while it is open"
        bar, window = box(page, ".topnav"), page.viewport_size
        assert window is not None
        assert bar["y"] + bar["height"] == window["height"]
        assert bar["height"] >= 44
        page.locator(".topnav summary").click()
        expect(page.get_by_role("link", name="Prospects", exact=True)).to_be_in_viewport(ratio=1)


def test_the_end_of_a_page_can_be_scrolled_out_from_under_the_bar(
    browser: Chromium, bob: Browser
) -> None:
    with seen(browser, bob, "/imports", 390, "light") as page:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        foot, bar = box(page, ".foot"), box(page, ".topnav")
        assert foot["y"] + foot["height"] <= bar["y"] + 1


def test_a_wide_or_a_low_window_has_its_places_above(browser: Chromium, bob: Browser) -> None:
    with seen(browser, bob, "/imports", 1366, "light") as page:
        for width, height in ((1366, 768), (640, 360)):
            page.set_viewport_size({"width": width, "height": height})
            bar, heading = box(page, ".topnav"), box(page, "h1")
            assert bar["y"] + bar["height"] <= heading["y"]


def test_where_all_places_fit_there_is_no_more_on_the_page_of_missions_either(
    browser: Chromium, pages: Flask, rows: Session, world: World
) -> None:
    alice = browser_of(pages, rows, world.alice)
    with seen(browser, alice, "/desk", 1366, "light") as page:
        expect(page.locator(".topnav .rest")).to_be_hidden()
        page.set_viewport_size({"width": 390, "height": 844})
        more, first = box(page, ".topnav .rest summary"), box(page, ".topnav > ul > li a")
        assert more == first
