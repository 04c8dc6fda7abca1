"""The inspector in a browser: accessible, without overflow, wide and narrow, light and dark, by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

from tests.localtwilio.bench import ALL_EVENTS, OURS
from tests.localtwilio.scene import ANSWERS, TOWN
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio
from tests.web.desk_browser import CHROMIUM, WITH_CHROMIUM

pytestmark = WITH_CHROMIUM

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
FORMS: list[tuple[int, Any, str]] = [
    (1366, "light", "fr-FR"),
    (390, "light", "en-GB"),
    (1366, "dark", "en-GB"),
    (390, "dark", "fr-FR"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, str, str]]:
    """A local Twilio with some calls; its address, a call, a conference."""
    with application() as app, local_twilio(people=TOWN, journal=100, speed=100.0) as url:
        app.documents |= {
            path: f"<Response>{answer}</Response>" for path, answer in ANSWERS.items()
        }
        client = client_of(url)
        made = [
            client.calls.create(
                to=to,
                from_=OURS,
                url=f"{app.url}{path}",
                status_callback=f"{app.url}/status",
                status_callback_event=ALL_EVENTS,
            ).sid
            for to, path in (("+33199001234", "/lead"), ("+33199001111", "/faulty"))
        ]
        made += [
            client.calls.create(to=f"+3319900000{each}", from_=OURS, url=f"{app.url}/wait").sid
            for each in range(6)
        ]
        eventually(lambda: client.calls(made[1]).fetch().status == "completed")
        eventually(client.conferences.list)
        yield url, made[1], client.conferences.list()[0].sid


@pytest.mark.parametrize(("width", "scheme", "language"), FORMS)
def test_every_page_is_accessible_and_fits(
    browser: Browser, address: tuple[str, str, str], width: int, scheme: Any, language: str
) -> None:
    url, call, room = address
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language
    )
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    for path in (
        "",
        "?status=busy",
        f"/calls/{call}",
        "/conferences",
        f"/conferences/{room}",
        "/notifications",
        "/codes",
    ):
        page.goto(f"{url}/inspector{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(path, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    context.close()
    assert said == []


def test_a_call_is_found_with_the_keyboard_alone(
    browser: Browser, address: tuple[str, str, str]
) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(f"{address[0]}/inspector")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("input[name=number]")).to_be_focused()
    page.keyboard.type("+33199001111")
    page.keyboard.press("Enter")
    link = page.locator("tbody a")
    expect(link).to_have_count(1)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"{OURS} → +33199001111")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details[open] pre").first).to_contain_text("CallSid=")
    page.close()
