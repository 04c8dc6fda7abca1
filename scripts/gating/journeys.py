"""Walks whole journeys by keyboard alone, hears what a screen reader would, and cuts the line meanwhile."""

from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Browser, Page, TimeoutError, expect

from scripts.benchmarks.desks import BOUNCE
from scripts.gating.gates import Reading
from scripts.gating.hands import Hands
from scripts.gating.house import Shown
from scripts.gating.keys import opened
from scripts.gating.office_journeys import (
    brief_posted,
    file_to_rows,
    meeting_accepted,
    office,
    plan_to_campaign,
    review_sent,
)
from tests.web.desk_browser import answered, look_again, soon, view
from tests.web.long_list import LongList

LISTEN = """() => {
    window.announced = [];
    const heard = (text) => { const said = text.trim().replace(/\\s+/g, ' '); if (said && said !== announced.at(-1)) announced.push(said); };
    for (const each of document.querySelectorAll('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'))
        new MutationObserver(() => heard(each.textContent)).observe(each, {childList: true, characterData: true, subtree: true});
}"""
WHERE_IT_STANDS = "35000 Rennes · À contacter · tentative 3 sur 6"
# Source: the screen reader's contract of the desk. The first words carry the meaning. Every call of
# the stand bears its first lead's name.
EXPECTED = (
    f"Ne répond pas — École Jean-Moulin. École La Poterie, {WHERE_IT_STANDS}",
    "Appel terminé, 3:12. Résultat, de 1 à 9.",
    f"Répondeur — École Jean-Moulin. École 3, {WHERE_IT_STANDS}",
)


def readings(browser: Browser, house: Shown) -> Iterator[Reading]:
    """Every journey, what was announced on the caller's, and what became of outcomes on a bad line."""
    for name, journey in JOURNEYS.items():
        yield _reading("keyboard", name, partial(journey, browser, house))
    yield _reading("announced", "caller's day", partial(announcements, browser))
    for name, trouble in TROUBLES.items():
        yield _reading("offline", name, partial(trouble, browser))


def _reading(gate: str, where: str, journey: Callable[[], list[str]]) -> Reading:
    try:
        faults = journey()
    except (AssertionError, TimeoutError) as error:
        faults = [f"broke off: {str(error)[:400]}"]
    return Reading(gate, where, len(faults), tuple(faults[:5]))


def callers_day(browser: Browser, _house: Shown) -> list[str]:
    """Nobody there, a conversation that becomes a callback, a break, and on."""
    stand = LongList()
    with opened(browser, stand) as page:
        hands = Hands(page)
        hands.press("F2", "dialing")
        expect(page.locator("[data-digit='1']")).to_be_enabled()
        hands.press("Digit1", "preview")
        page.wait_for_timeout(BOUNCE)
        hands.press("F2", "dialing")
        expect(page.locator("[data-digit='1']")).to_be_enabled()
        stand.answer()
        view(page, "connected")
        hands.press("Digit4")
        page.wait_for_timeout(BOUNCE)
        hands.press("Digit2")
        hands.press("Enter", "preview")
        hands.go_to("[data-do=pause]")
        page.wait_for_timeout(BOUNCE)
        page.keyboard.press("Enter")
        page.wait_for_timeout(BOUNCE)
        hands.press("Digit1", "break")
        hands.press("F2", "preview")
        return hands.faults


def announcements(browser: Browser) -> list[str]:
    """What is said otherwise than expected, and everything said while somebody talks."""
    stand = LongList()
    with opened(browser, stand) as page:
        page.evaluate(LISTEN)
        page.keyboard.press("F2")
        view(page, "dialing")
        expect(page.locator("[data-digit='1']")).to_be_enabled()
        page.keyboard.press("Digit1")
        view(page, "preview")
        page.wait_for_timeout(BOUNCE)
        answered(page, stand)
        before = _announced(page)
        look_again(page)
        page.locator("[data-section='offer']").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(BOUNCE)
        faults = [f"while talking: {each}" for each in _announced(page)[len(before) :]]
        stand.hang_up()
        look_again(page)
        view(page, "wrapup")
        page.wait_for_timeout(BOUNCE)
        page.keyboard.press("Digit2")
        view(page, "preview")
        page.wait_for_timeout(BOUNCE)
        return [*faults, *_otherwise(_announced(page))]


def _announced(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.announced")
    return found


def _otherwise(said: list[str]) -> list[str]:
    more = [f"not expected: {each}" for each in said if each not in EXPECTED]
    return more + [f"not said: {each}" for each in EXPECTED if each not in said]


def import_reviewed(browser: Browser, house: Shown) -> list[str]:
    """A file that was looked at: a repair is chosen, and the file is looked at anew."""
    with office(browser, house, "bob", f"/imports/{house.ids['checked_import']}") as page:
        hands = Hands(page)
        hands.open(".repair button[name=remedy]")
        expect(page.get_by_role("status").first).to_contain_text("En cours de contrôle")
        return hands.faults


def pressed_offline(browser: Browser) -> list[str]:
    """An outcome pressed without a line is kept, and delivered once."""
    stand = LongList()
    with opened(browser, stand) as page:
        answered(page, stand)
        page.context.set_offline(True)
        page.keyboard.press("Digit2")
        view(page, "preview")
        page.context.set_offline(False)
        arrived = soon(page, lambda: stand.sent("/outcome") != [])
        page.wait_for_timeout(1000)
        return _once(stand, arrived, 1)


def reply_lost(browser: Browser) -> list[str]:
    """The outcome arrives and its reply does not: it is sent again under the same key."""
    stand = LongList()
    with opened(browser, stand) as page:
        answered(page, stand)
        stand.fail["/outcome"] = (503, {})
        page.keyboard.press("Digit2")
        view(page, "preview")
        arrived = soon(page, lambda: stand.sent("/outcome") != [])
        stand.fail.clear()
        page.reload()
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        arrived = arrived and soon(page, lambda: len(stand.sent("/outcome")) > 1)
        return _once(stand, arrived, 99)


def held_key(browser: Browser) -> list[str]:
    """A digit that is held down is one outcome."""
    stand = LongList()
    with opened(browser, stand) as page:
        answered(page, stand)
        for _ in range(3):
            page.keyboard.down("Digit1")
        page.keyboard.up("Digit1")
        view(page, "preview")
        arrived = soon(page, lambda: stand.sent("/outcome") != [])
        page.wait_for_timeout(BOUNCE)
        return _once(stand, arrived, 1)


def _once(stand: LongList, arrived: bool, most: int) -> list[str]:
    sent = stand.sent("/outcome")
    keys = {each["client_key"] for each in sent}
    faults = [] if arrived else ["the outcome did not arrive, or not again"]
    if len(keys) > 1 or len(sent) > most:
        faults.append(f"{len(sent)} outcomes sent under {len(keys)} keys")
    return faults


JOURNEYS = {
    "caller's day": callers_day,
    "brief": brief_posted,
    "file to rows": file_to_rows,
    "plan to campaign": plan_to_campaign,
    "import review": import_reviewed,
    "review sent": review_sent,
    "meeting accepted": meeting_accepted,
}
TROUBLES = {"pressed offline": pressed_offline, "reply lost": reply_lost, "key held": held_key}
