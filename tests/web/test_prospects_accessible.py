"""The pages of prospects in a browser: accessible, and nothing sticks out, wide and narrow, light and dark."""

import pytest
from playwright.sync_api import Browser as Chromium
from sqlalchemy.orm import Session

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, tuesday_ten
from tests.web.prospects_values import furnished, screens
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = WITH_CHROMIUM

FORMS = [("fr", 1366, "light"), ("en", 390, "dark")]


@pytest.mark.usefixtures("tuesday_ten")
@pytest.mark.parametrize(("language", "width", "scheme"), FORMS)
def test_every_page_of_prospects_is_accessible_and_fits(
    browser: Chromium,
    bob: Browser,
    carla: Browser,
    rows: Session,
    world: World,
    language: str,
    width: int,
    scheme: str,
) -> None:
    people = {"bob": bob, "carla": carla}
    for name, path in screens(furnished(world, bob)):
        with seen(browser, people[name], width, scheme) as page:
            page.goto(f"{ADDRESS}{path}?lang={language}")
            assert complaints_of(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
