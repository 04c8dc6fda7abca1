"""Measures the desk in Chromium: from the digit that ends a call to the next lead painted."""

import logging
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.benchmarks.measuring import Judged, Pair, percentile
from scripts.benchmarks.place import Place
from scripts.benchmarks.workloads import Size
from tests.web.desk_browser import view
from tests.web.desk_stage import serving
from tests.web.long_list import LongList

CALLS = 40
BOUNCE = 260  # milliseconds in which the desk takes a second digit for a bounced key
# Milliseconds, at the processor's own speed and at a quarter of it (design: ux.md, 4.1).
BOUNDS = {1: (50.0, 0.6), 4: (100.0, 0.6)}
FLAGS = ["--no-sandbox", "--disable-gpu"]
# Set off by the key itself; read after the frame that shows the next lead.
WATCH = """
() => { window.painted = new Promise(done => {
    let pressed = 0;
    addEventListener('keydown', () => { pressed = performance.now(); }, {capture: true, once: true});
    const seen = new MutationObserver(() => {
        if (!pressed || document.body.dataset.view !== 'preview') return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
    });
    seen.observe(document.body, {attributes: true, subtree: true, childList: true});
}); }
"""


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """The slowest but one in twenty, at two speeds; none where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium here: the desk is not measured.", file=sys.stderr)
        yield ()
        return
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    calls = size.of(CALLS, 4)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield [
            Pair(
                f"desk, speed 1/{slower}" if slower > 1 else "desk",
                "ms",
                partial(slowest, browser, calls, slower),
                partial(float, bound),
                f"{bound:g} ms from digit to next lead painted, 19 of 20 times",
                1.0,
                moonshot,
                Judged.COST,
            )
            for slower, (bound, moonshot) in BOUNDS.items()
        ]
        browser.close()


def slowest(browser: Browser, calls: int, slower: int) -> float:
    """Milliseconds that 19 of 20 calls did not exceed."""
    return percentile(digits(browser, calls, slower), 95)


def digits(browser: Browser, calls: int, slower: int) -> list[float]:
    """Calls in a row at one desk, the first of them after the page was loaded: for each the
    milliseconds from the digit for nobody there until the next lead is painted."""
    with serving(LongList()) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        slow_down(page, slower)
        found = [one_call(page) for _ in range(calls)]
        context.close()
    return found


def one_call(page: Page) -> float:
    """Call, press the digit for nobody there; milliseconds until the next lead is painted."""
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    page.evaluate(WATCH)
    page.keyboard.press("1")
    found = float(page.evaluate("window.painted"))
    page.wait_for_timeout(BOUNCE)
    return found


def slow_down(page: Page, slower: int) -> None:
    """Give the page a fraction of the processor."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
