"""The pages that build a plan in a browser: accessible, and nothing wider than the screen."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Route
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, imported, own_folder, plan_of
from tests.web.seen import ADDRESS, seen
from tests.web.test_desk_accessible import complaints_of
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]

ROOT = Path(__file__).parents[2]
pytestmark = WITH_CHROMIUM
# A figure whose counters are chosen one after the other.
OWN_KPI = (
    "kpis:\n",
    "kpis:\n  - {kpi: talk_a_meeting, label: Conversation par rendez-vous, above: [talk_s, hold_s], "
    "below: [meetings_booked], unit: seconds, target: 900}\n",
)
PAGES = ("library", "steps/objective", "steps/target", "steps/actions", "steps/preparation",
         "steps/kpis", "steps/launch", "compare", "")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1366, "light", "en"), (390, "dark", "fr")]
)
def test_it_is_accessible_and_fits(
    browser: Chromium,
    bob: Browser,
    rows: Session,
    world: World,
    path: str,
    width: int,
    scheme: str,
    language: str,
) -> None:
    world.bob.language = language
    rows.commit()
    # A browser on a busy machine may look at a long page for longer than a transaction may rest.
    rows.execute(text("set local idle_in_transaction_session_timeout = 0"))

    home = f"/missions/{world.mission.public_id}/plan"
    if path == "steps/kpis":
        bob.post(home, {"text": plan_of(world, OWN_KPI)})
    address = f"{home}/{path}".rstrip("/")
    shown = bob.get(address).text

    def served(route: Route) -> None:
        asked = urlsplit(route.request.url).path
        file = ROOT / "telepro" / asked.lstrip("/")
        if asked == address:
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        elif asked.startswith("/static/") and file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with browser.new_context(**look) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.route("**/*", served)
        page.goto(f"http://house.test{address}")
        # What is folded up is looked at too.
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if shots := os.environ.get("SHOTS"):
            page.screenshot(
                path=Path(shots) / f"{path.replace('/', '-') or 'plan'}-{width}.png", full_page=True
            )
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


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
