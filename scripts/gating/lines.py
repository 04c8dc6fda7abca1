"""How soon a screen is there on a slow line with a slow processor, and whether it then stays where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page

from scripts.gating.gates import Reading
from scripts.gating.house import Shown, tell
from scripts.gating.screens import Screen
from scripts.gating.visit import at

TIMES = 3  # of which the middle one counts
SLOWER = 4  # times: the processor
SETTLES = 700  # milliseconds after the last byte in which something could still move
WATCH = """
window.paint = 0; window.shift = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.paint = each.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value; })
    .observe({type: 'layout-shift', buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as emulated: bits a second down and up, milliseconds of delay added to each request."""

    gate: str
    down: int
    up: int
    delay: int


# Source: the design's gates; a home line in the country, and one that is shared.
LINES = (
    Line("lcp-adsl", 1_000_000, 256_000, 60),
    Line("lcp-poor", 512_000, 128_000, 150),
)


def readings(browser: Browser, house: Shown, screens: Sequence[Screen]) -> Iterator[Reading]:
    """Largest paint and layout shift of each screen on each line, by a browser that has nothing yet."""
    for screen in screens:
        for line in LINES:
            tell(f"{screen.title} on {line.down // 1000} kbit/s")
            with at(house, screen) as address:
                taken = [_taken(browser, house, screen, address, line) for _ in range(TIMES)]
            paint = round(median(each[0] for each in taken), 2)
            shift = round(max(each[1] for each in taken), 3)
            yield Reading(line.gate, screen.title, paint, (), address)
            yield Reading(
                "cls", f"{screen.title} on {line.down // 1000} kbit/s", shift, (), address
            )


def _taken(
    browser: Browser, house: Shown, screen: Screen, address: str, line: Line
) -> tuple[float, float]:
    """Seconds until the largest paint, and how much moved."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    context.add_cookies(house.cookies_of(screen.who))  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    page = context.new_page()
    slow(page, line)
    page.goto(f"{address}?lang=fr", wait_until="load")
    page.wait_for_timeout(SETTLES)
    found = float(page.evaluate("window.paint")) / 1000, float(page.evaluate("window.shift"))
    context.close()
    return found


def slow(page: Page, line: Line) -> CDPSession:
    """Put a page on a line, with a quarter of the processor."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    rates = {"downloadThroughput": line.down / 8, "uploadThroughput": line.up / 8}
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": line.delay, **rates}
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session
