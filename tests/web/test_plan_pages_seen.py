"""The pages that build a plan in a browser, by keyboard."""

from playwright.sync_api import Browser as Chromium
from sqlalchemy.orm import Session

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, imported, own_folder
from tests.web.seen import ADDRESS, seen
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]

pytestmark = WITH_CHROMIUM


def test_a_list_is_filled_in_by_keyboard_alone(
    browser: Chromium, bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    place = f"/missions/{world.mission.public_id}/plan/steps"
    with seen(browser, bob, 390, "dark") as page:
        page.goto(f"{ADDRESS}{place}/target")
        # Whoever asks for the forecast because a forecast came never rests.
        page.wait_for_load_state("networkidle")

        def pressed(order: str, then: str) -> None:
            page.focus(f"[name=row][value='{order}']")
            page.keyboard.press("Enter")
            page.wait_for_function(
                "then => [document.activeElement.name, document.activeElement.value].includes(then)",
                arg=then,
            )

        pressed("add:targets.segments", "targets.segments[4].name")
        page.keyboard.type("Rennes")
        pressed("add:targets.segments[4].where", "targets.segments[4].where[1].field")
        page.keyboard.type("postal_code")
        pressed("up:targets.segments[4]", "up:targets.segments[3]")
        page.wait_for_load_state("networkidle")
        assert page.input_value("[name='targets.segments[3].name']") == "Rennes"
        page.focus("li[id='targets.segments[3]'] summary")
        page.keyboard.press("Enter")
        page.focus("[name='targets.segments[3].score']")
        page.keyboard.press("Enter")
        page.wait_for_selector("main > .problems:focus")
        assert "Comparison" in page.inner_text("main > .problems")
        assert page.input_value("[name='targets.segments[3].where[1].field']") == "postal_code"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
