"""The steering pages in a browser, by keyboard."""

from playwright.sync_api import Browser as Chromium

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder
from tests.web.office_seen import seen
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]

pytestmark = WITH_CHROMIUM


def test_a_slider_is_moved_with_the_keyboard_and_the_end_is_said(
    browser: Chromium, bob: Browser, steered: World
) -> None:
    address = f"/campaigns/{steered.campaign.public_id}/what-if?lang=en"
    with seen(browser, bob, address, 1366, "light") as page:
        before = page.locator("#imagined").inner_text()
        page.locator("#contact_rate").focus()
        page.keyboard.press("End")
        page.wait_for_function(
            "before => document.querySelector('#imagined').innerText !== before", arg=before
        )
        assert page.locator("#imagined").get_attribute("role") == "status"
