"""The desk in a browser: every state is accessible and fits, wide and narrow, light and dark."""

import re
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.desk_stage import Stand, serving
from tests.web.desk_values import STATES

pytestmark = WITH_CHROMIUM

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
Form = tuple[int, Any]  # width in pixels, colour scheme
# A state is seen wide and narrow, in both schemes; each pair of width, language and scheme once.
WIDE_AND_LIGHT, NARROW_AND_LIGHT = (1366, "light"), (390, "light")
WIDE_AND_DARK, NARROW_AND_DARK = (1366, "dark"), (390, "dark")
SHOWN = [
    (
        state,
        *(
            ("en", NARROW_AND_LIGHT, WIDE_AND_DARK)
            if turn % 2
            else ("fr", WIDE_AND_LIGHT, NARROW_AND_DARK)
        ),
    )
    for turn, state in enumerate(sorted(STATES))
]


def complaints_of(page: Page) -> list[str]:
    """What axe finds, but for targets that the bar at the bottom covers until the page is scrolled."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found
        for node in rule["nodes"]
        if not any(
            (check.get("data") or {}).get("messageKey") == "partiallyObscured"
            for check in node["any"]
        )
    ]


@pytest.mark.parametrize(
    ("state", "language", "first", "second"), SHOWN, ids=[f"{each[0]} {each[1]}" for each in SHOWN]
)
def test_every_state_is_accessible_and_fits(
    browser: Browser, state: str, language: str, first: Form, second: Form
) -> None:
    with serving(Stand(STATES[state])) as address:
        page = browser.new_page(reduced_motion="reduce")
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        show(page, first)
        page.goto(f"{address}/desk?lang={language}")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte|Line open"))
        for form in (first, second):
            show(page, form)
            assert complaints_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= form[0]
        assert complaints == []
        page.close()


def show(page: Page, form: Form) -> None:
    width, scheme = form
    page.set_viewport_size({"width": width, "height": 768})
    page.emulate_media(color_scheme=scheme)


def test_the_choice_of_a_mission_is_accessible(browser: Browser) -> None:
    away = replace(STATES["preview"], session=None)
    with serving(Stand(away)) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/desk?lang=fr")
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()
