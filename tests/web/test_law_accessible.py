"""The pages of the law in a browser: accessible, and nothing sticks out, wide and narrow, light and dark."""

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from sqlalchemy.orm import Session

from campaigns.law.asking import Form
from campaigns.states import OrganisationKind, Role
from telepro.services import law
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, tuesday_ten
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = WITH_CHROMIUM
REASON = "The authority confirmed in writing that six attempts are allowed."


def furnished(world: World) -> None:
    """A stricter figure, narrower hours and a loosening."""
    week = tuple("01234")
    for form in (
        Form({"kind": "figure", "figure": "FR-04/most", "value": "3", "until": "2027-06-30"}),
        Form({"kind": "hours", "spans": "10:00-12:00, 14:00-17:00"}, week),
    ):
        law.hold(world.company.id, form, world.carla.id, "fr", world.now)
    eased = {"figure": "FR-05/days", "value": "30", "reason": REASON, "until": "2027-01-31"}
    law.loosen("", Form(eased), world.bob.id, "fr", world.now)


@pytest.mark.usefixtures("tuesday_ten")
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1366, "light"), ("en", 390, "dark")]
)
def test_every_page_of_the_law_is_accessible_and_fits(
    browser: Chromium,
    pages: Flask,
    rows: Session,
    bob: Browser,
    carla: Browser,
    world: World,
    language: str,
    width: int,
    scheme: str,
) -> None:
    furnished(world)
    ada = world.person(
        "Ada King", world._organisation(OrganisationKind.PLATFORM, "TelePro"), Role.ADMINISTRATOR
    )
    screens = (
        (bob, "/law"),
        (carla, "/company/law"),
        (browser_of(pages, rows, ada), "/admin/law"),
        (bob, "/imports/new"),
    )
    for person, path in screens:
        with seen(browser, person, width, scheme) as page:
            page.goto(f"{ADDRESS}{path}?lang={language}")
            assert complaints_of(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
