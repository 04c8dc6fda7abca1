"""How soon the desk answers a key: the digit that ends a call, and every key of thirty calls."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from scripts.benchmarks.desks import BOUNCE, CALLS, digits, slow_down
from scripts.benchmarks.measuring import percentile
from scripts.gating.gates import Reading
from tests.web.desk_browser import view
from tests.web.desk_stage import Stand, serving
from tests.web.long_list import LongList

SPEEDS = {1: ("digit", "inp"), 4: ("digit-slow", "inp-slow")}
ROUNDS = 30
FORGIVEN_OF = 50  # interactions, of which the slowest one isn't counted: INP as browsers define it
WATCH = """
window.waits = new Map();
new PerformanceObserver((list) => { for (const each of list.getEntries())
    if (each.interactionId) waits.set(each.interactionId, Math.max(waits.get(each.interactionId) ?? 0, each.duration)); })
    .observe({type: 'event', durationThreshold: 16, buffered: true});
"""


def readings(browser: Browser) -> Iterator[Reading]:
    """Both figures at the processor's own speed and at a quarter of it."""
    for slower, (digit, interaction) in SPEEDS.items():
        speed = f"processor at 1/{slower}"
        waits = digits(browser, CALLS, slower)
        first = f"the first one after the page was loaded: {waits[0]:.0f} ms"
        yield Reading(
            digit, f"desk, {CALLS} calls, {speed}", round(percentile(waits, 95), 1), (first,)
        )
        yield Reading(interaction, f"desk, {ROUNDS} calls, {speed}", thirty_calls(browser, slower))


def thirty_calls(browser: Browser, slower: int) -> float:
    """Milliseconds from the slowest key but one in fifty to the frame that shows what it did."""
    with opened(browser, LongList()) as page:
        slow_down(page, slower)
        for _ in range(ROUNDS):
            page.keyboard.press("F2")
            view(page, "dialing")
            expect(page.locator("[data-digit='1']")).to_be_enabled()
            page.keyboard.press("Digit1")
            view(page, "preview")
            page.wait_for_timeout(BOUNCE)
        waits = sorted(page.evaluate("[...waits.values()]"), reverse=True)
        pressed = int(page.evaluate("performance.interactionCount"))
    # What took less than 16 ms is not told.
    return float(waits[min(pressed // FORGIVEN_OF, len(waits) - 1)]) if waits else 16.0


@contextmanager
def opened(browser: Browser, stand: Stand) -> Iterator[Page]:
    """The desk on a stand, its line open, in French."""
    with serving(stand) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        yield page
        context.close()
