"""Walks from an invitation to the end of the first practice call on a profile that has nothing yet.

The machine's time and that of the voice pass as they do; what a person takes to read a page is added,
since a script reads nothing. What counts as a decision is where somebody must choose or think of
something: a password, a microphone, going on, what came of the call. Keys that the page asks for are none.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, TimeoutError, expect

from scripts.gating.gates import Reading, Unmeasured
from scripts.gating.house import Shown
from tests.web.desk_browser import CHROMIUM, view

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
WORDS_A_SECOND = 4  # 238 a minute, silent reading (Brysbaert 2019)
TYPED = 200  # milliseconds for a character, of somebody who looks at the keys
PASSWORD = "quatre mots pour entrer"
CHECKED = 30_000
TALKED = 60_000
BOUNCE = 260
WHERE = "invitation to the end of a practice call"


@dataclass
class Newcomer:
    """Somebody who opens their invitation: what they decided, and how long they have read."""

    page: Page
    decisions: list[str] = field(default_factory=list)
    words: int = 0

    def read(self, part: str = "main") -> None:
        """Read what the page, or a part of it, says."""
        self.words += len(self.page.locator(part).inner_text().split())

    def decide(self, what: str) -> None:
        """Note what they had to make up their mind about."""
        self.decisions.append(what)


def readings(browser: Browser, house: Shown) -> Iterator[Reading | Unmeasured]:
    """The seconds that it takes and how many decisions; why not, where a step does not come."""
    with _fresh(browser) as page:
        newcomer, begun = Newcomer(page), time.monotonic()
        try:
            _enters(newcomer, f"{house.address}/welcome/{house.ids['welcome']}")
            _first_minutes(newcomer)
            _first_call(newcomer)
        except (AssertionError, TimeoutError) as error:
            why = f"broke off at {page.url}: {str(error)[:300]}"
            yield Unmeasured("onboarding", why)
            yield Unmeasured("decisions", why)
            return
        passed, reading = time.monotonic() - begun, newcomer.words / WORDS_A_SECOND
        told = f"{passed:.0f} s passed, {newcomer.words} words read in {reading:.0f} s"
        yield Reading("onboarding", WHERE, round(passed + reading, 1), (told,))
        yield Reading("decisions", WHERE, len(newcomer.decisions), tuple(newcomer.decisions))


@contextmanager
def _fresh(browser: Browser) -> Iterator[Page]:
    """A Chromium that has been nowhere, with a microphone that beeps and may be used."""
    found = browser.browser_type.launch(executable_path=CHROMIUM, args=list(FLAGS))
    try:
        yield found.new_page(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    finally:
        found.close()


def _enters(newcomer: Newcomer, link: str) -> None:
    page = newcomer.page
    page.goto(f"{link}?lang=fr")
    newcomer.read()
    newcomer.decide("a password")
    page.locator("[name=password]").press_sequentially(PASSWORD, delay=TYPED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/first*")


def _first_minutes(newcomer: Newcomer) -> None:
    page = newcomer.page
    newcomer.read()
    newcomer.decide("to try the microphone")
    page.locator("#check-start").click()
    expect(page.locator("#check-said")).to_contain_text("tout va bien", timeout=CHECKED)
    for key in ("F2", "F8", "Digit1"):
        page.keyboard.press(key)
    expect(page.locator("#tried")).to_contain_text("C’est tout")
    newcomer.decide("to go on to a call")
    page.locator("button[value=practise]").click()
    view(page, "preview")


def _first_call(newcomer: Newcomer) -> None:
    """The called one answers, refuses and hangs up, each in the time of their voice."""
    page = newcomer.page
    # The script is said aloud once somebody answers; before, whom one calls.
    newcomer.read("#card")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("body")).to_have_attribute("data-view", "wrapup", timeout=TALKED)
    newcomer.decide("what came of it")
    page.keyboard.press("Digit7")
    page.wait_for_timeout(BOUNCE)
    page.keyboard.press("Digit1")
    view(page, "idle")
