"""Opens a screen as the person it is for, and listens to what goes wrong there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from scripts.gating import measures
from scripts.gating.house import Shown
from scripts.gating.looks import Look
from scripts.gating.screens import STAND, WRONG, Screen
from tests.web.desk_stage import Stand, serving
from tests.web.desk_values import STATES

# Chromium calls an answer of 4xx an error also where a form was rightly sent back.
SENT_BACK = re.compile(r"the server responded with a status of 4\d\d")
LINE_OPEN = re.compile("Ligne ouverte|Line open")
AWAY = "away"


@dataclass
class Visit:
    """A screen that is open, and what its console has complained of."""

    page: Page
    screen: Screen
    address: str
    troubles: list[str] = field(default_factory=list)

    def open(self, language: str) -> None:
        """Load the screen in a language, with what is to be typed into it sent."""
        sign = "&" if "?" in self.address else "?"
        self.page.goto(f"{self.address}{sign}lang={language}", wait_until="load")
        if self.screen.sent is not None:
            measures.send(self.page, self.screen.sent)
        if self.screen.who == STAND and self.screen.state in STATES:
            expect(self.page.locator("#network")).to_have_text(LINE_OPEN)

    def show(self, look: Look) -> None:
        """Make the window what a look asks for."""
        self.page.set_viewport_size({"width": look.width, "height": look.height})
        self.page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")


@contextmanager
def signed_in(browser: Browser, house: Shown, who: str) -> Iterator[BrowserContext]:
    """A browser that has nothing of ours but the sign-in of one of the cast."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1366, "height": 768})
    context.add_cookies(house.cookies_of(who))  # type: ignore[arg-type]
    try:
        yield context
    finally:
        context.close()


@contextmanager
def visiting(person: BrowserContext, house: Shown, screen: Screen) -> Iterator[Visit]:
    """The screen in the one tab of its person's browser, which stays open."""
    with at(house, screen) as address:
        # A new tab each time would be a new process, which compiles all of axe anew.
        page = person.pages[0] if person.pages else person.new_page()
        visit = Visit(page, screen, address)
        with _listening(visit):
            yield visit


@contextmanager
def at(house: Shown, screen: Screen) -> Iterator[str]:
    """The address of a screen; the desk in a wanted state stands on literal values."""
    if screen.who != STAND:
        yield house.address + screen.path(house.ids)
        return
    desk = STATES.get(screen.state, STATES["preview"])
    with serving(Stand(replace(desk, session=None) if screen.state == AWAY else desk)) as address:
        yield address + screen.rule


@contextmanager
def _listening(visit: Visit) -> Iterator[None]:
    may_be_sent_back = visit.screen.state in {WRONG, "spent", "unknown"}

    def said(message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        unloaded = message.text.startswith("Failed to load resource")
        if unloaded and not _is_ours(visit, message.location["url"]):
            return
        if not (may_be_sent_back and SENT_BACK.search(message.text)):
            visit.troubles.append(f"{message.type}: {message.text[:300]}")

    def threw(error: Exception) -> None:
        visit.troubles.append(str(error)[:300])

    def failed(request: Request) -> None:
        # Leaving a page ends its streams and whatever it was about to ask.
        if request.failure != "net::ERR_ABORTED" and _is_ours(visit, request.url):
            visit.troubles.append(f"failed: {request.url} {request.failure}")

    heard = {"console": said, "pageerror": threw, "requestfailed": failed}
    for what, ear in heard.items():
        visit.page.on(what, ear)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for what, ear in heard.items():
            visit.page.remove_listener(what, ear)


def _is_ours(visit: Visit, url: str) -> bool:
    """Whether the house's own pages answer there: its carrier and streams may be away."""
    return urlsplit(url).netloc == urlsplit(visit.address).netloc
