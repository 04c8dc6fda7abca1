"""The pages that build a plan in a browser: accessible, and nothing wider than the screen."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Route
from sqlalchemy.orm import Session

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder
from tests.web.test_desk_accessible import complaints_of
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]

ROOT = Path(__file__).parents[2]
pytestmark = WITH_CHROMIUM
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

    address = f"/missions/{world.mission.public_id}/plan/{path}".rstrip("/")
    text = bob.get(address).text

    def served(route: Route) -> None:
        asked = urlsplit(route.request.url).path
        file = ROOT / "telepro" / asked.lstrip("/")
        if asked == address:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        elif asked.startswith("/static/") and file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with browser.new_context(**look) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.route("**/*", served)
        page.goto(f"http://house.test{address}")
        if shots := os.environ.get("SHOTS"):
            page.screenshot(
                path=Path(shots) / f"{path.replace('/', '-') or 'plan'}-{width}.png", full_page=True
            )
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
