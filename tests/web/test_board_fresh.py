"""The live board in a browser: read again while looked at, without taking anything from whoever reads it."""

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from telepro import clock
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder
from tests.web.office_seen import seen
from tests.web.seen import complaints_of
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]
pytestmark = WITH_CHROMIUM


HIDDEN = """() => {
  globalThis.hide = (hidden) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: hidden ? "hidden" : "visible" });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  hide(true);
}"""


def board_of(world: World) -> str:
    clock.set_shift((world.now - clock.real_now()).total_seconds())
    return f"/campaigns/{world.campaign.public_id}?lang=en"


def test_what_is_unfolded_scrolled_and_focused_stays_when_figures_change(
    browser: Chromium, bob: Browser, rows: Session, steered: World
) -> None:
    with seen(browser, bob, board_of(steered), 390, "light") as page:
        assert complaints_of(page) == []
        folded = page.locator("#board details").first
        folded.locator("summary").click()
        region = page.locator("[aria-labelledby=team-title]").last
        page.get_by_role("link", name="Write to Alice Durand").focus()
        scrolled = region.evaluate("region => region.scrollLeft")
        assert scrolled > 100, "the row is wider than a telephone"
        steered.at_work(steered.anna)
        rows.commit()
        expect(page.get_by_role("link", name="Write to Anna Leroy")).to_be_attached(timeout=8_000)
        # A longer name more makes the columns, and with them the end of the row, a little wider or narrower.
        assert abs(region.evaluate("region => region.scrollLeft") - scrolled) < 20
        assert folded.evaluate("details => details.open")
        assert page.evaluate("document.activeElement.id") == f"write-{steered.alice.public_id}"


def test_a_board_in_short_is_one_sentence_for_who_listens(
    browser: Chromium, bob: Browser, rows: Session, steered: World
) -> None:
    with seen(browser, bob, board_of(steered), 1366, "dark") as page:
        page.get_by_role("button", name="In short").press("Enter")
        expect(page.locator("#summary-said")).to_contain_text("by now. 1 person at work.")


def test_a_board_that_gets_no_answer_says_so_once_and_keeps_its_figures(
    browser: Chromium, bob: Browser, steered: World
) -> None:
    with seen(browser, bob, board_of(steered), 1366, "light") as page:
        expect(page.locator("#stale")).to_be_hidden()
        page.unroute_all()
        page.route("**/*", lambda route: route.abort())
        page.evaluate("() => { const now = Date.now; Date.now = () => now() + 90_000; }")
        expect(page.locator("#stale")).to_contain_text("No answer for twenty seconds")
        assert page.is_visible("#pace-title")


def test_a_board_that_nobody_looked_at_for_an_hour_is_not_said_to_be_lost(
    browser: Chromium, bob: Browser, steered: World
) -> None:
    with seen(browser, bob, board_of(steered), 1366, "light") as page:
        page.evaluate(HIDDEN)
        page.evaluate("() => { const now = Date.now; Date.now = () => now() + 3_600_000; }")
        page.route("**/live", lambda route: None)
        page.wait_for_timeout(1_500)
        page.evaluate("hide(false)")
        page.wait_for_timeout(2_500)
        expect(page.locator("#stale")).to_be_hidden()
