"""One Chromium for all the browser tests of a worker, and the desk open in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.desk_browser import CHROMIUM
from tests.web.desk_stage import Stand, serving


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def stand() -> Stand:
    return Stand()


@pytest.fixture
def page(browser: Browser, stand: Stand) -> Iterator[Page]:
    with serving(stand) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        yield page
        context.close()
