"""A letter presses the button that bears it where the focus is, and nowhere else."""

from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route, expect

from tests.web.desk_browser import WITH_CHROMIUM

pytestmark = WITH_CHROMIUM
SCRIPTS = Path(__file__).parents[2] / "telepro" / "static" / "js"
TEAM = """<p><button id="outside">Outside</button></p><table>
<tr data-letters><td><button aria-keyshortcuts="L" id="alice">Listen</button></td><td><a href="#alice-writes" aria-keyshortcuts="M">Write</a></td></tr>
<tr data-letters><td><button aria-keyshortcuts="L" disabled>Listen</button></td><td><a href="#nadia-writes" id="nadia" aria-keyshortcuts="M">Write</a></td></tr>
<tr data-letters><td><button aria-keyshortcuts="L" id="lise">Listen</button></td><td><input id="typed"></td></tr></table>
<script type="module" src="/js/letters.js"></script>"""


def served(html: str, route: Route) -> None:
    """A page, and the scripts that it asks for."""
    path = urlsplit(route.request.url).path
    if path.startswith("/js/"):
        text = (SCRIPTS / Path(path).name).read_text(encoding="utf-8")
        route.fulfill(body=text, content_type="text/javascript")
    else:
        route.fulfill(body=html, content_type="text/html")


@pytest.fixture
def team(browser: Chromium) -> Page:
    """A board's team: Alice and Lise are on their lines, Nadia is not."""
    page = browser.new_page()
    page.route("**/*", partial(served, TEAM))
    page.goto("http://board.example/")
    page.evaluate(
        "globalThis.pressed = [];"
        "addEventListener('click', ({ target }) => pressed.push(target.id || target.hash))"
    )
    return page


def pressed(page: Page, where: str, *keys: str) -> list[str]:
    """What was pressed when these keys come, with the focus there at first."""
    page.evaluate("pressed.length = 0")
    page.locator(where).focus()
    for key in keys:
        page.keyboard.press(key)
    found: list[str] = page.evaluate("pressed")
    return found


def test_a_letter_presses_its_button_in_the_row_that_has_the_focus(team: Page) -> None:
    assert pressed(team, "#alice", "m") == ["#alice-writes"]
    assert pressed(team, "#alice", "L") == ["alice"]
    assert pressed(team, "#nadia", "m") == ["nadia"]


def test_a_letter_means_nothing_elsewhere_nor_in_a_field_nor_with_control(team: Page) -> None:
    assert pressed(team, "#outside", "l") == []
    assert pressed(team, "#typed", "l") == []
    assert pressed(team, "#alice", "Control+l") == []


def test_who_is_not_on_the_line_can_not_be_listened_to(team: Page) -> None:
    assert pressed(team, "#nadia", "l") == []


def test_arrows_go_to_the_same_button_of_the_next_row_and_stay_at_the_ends(team: Page) -> None:
    assert pressed(team, "#alice", "ArrowDown", "m") == ["nadia"]
    assert pressed(team, "#alice", "ArrowDown", "ArrowDown", "l") == ["lise"]
    assert pressed(team, "#lise", "ArrowDown", "l") == ["lise"]
    assert pressed(team, "#nadia", "ArrowUp", "l") == ["alice"]


LISTENING = """<meta name="csrf-token" content="t"><span id="line"></span><p id="why" hidden></p><p id="heard" hidden><q></q></p>
<form action="/whisper"><button data-mode="whisper" aria-pressed="false"><span data-label>Whisper</span></button></form>
<form action="/join"><button data-mode="join" aria-pressed="false"><span data-label>Join</span></button></form>
<p role="status" id="join-said"></p><p id="call"></p>
<script type="application/json" id="listening-data">{"ticket": "/ticket", "state": "/state", "words": {"joinAgain": "Once more", "joinSaid": "They will hear you"}}</script>
<script type="module" src="/js/listening.js"></script>"""


def test_to_be_heard_by_a_prospect_takes_two_presses_and_by_a_colleague_one(
    browser: Chromium,
) -> None:
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        asked.extend([path] * (route.request.method == "POST"))
        if path == "/" or path.startswith("/js/"):
            served(LISTENING, route)
        else:
            route.fulfill(
                body='{"adapter": "none", "mode": "listen", "call": "École A"}',
                content_type="application/json",
            )

    page.route("**/*", answer)
    page.goto("http://listening.example/")
    page.get_by_role("button", name="Whisper").click()
    page.get_by_role("button", name="Join").focus()
    page.evaluate("document.activeElement.click(); document.activeElement.click()")  # a bounced key
    expect(page.get_by_role("button", name="Once more")).to_be_visible()
    expect(page.locator("#join-said")).to_have_text("They will hear you")
    page.wait_for_timeout(300)
    assert asked == ["/whisper"]
    page.get_by_role("button", name="Once more").click()
    page.wait_for_timeout(200)
    assert asked == ["/whisper", "/join"]
    expect(page.get_by_role("button", name="Join")).to_be_visible(timeout=6_000)
