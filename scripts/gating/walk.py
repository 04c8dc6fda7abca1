"""Walks through screens in their combinations, and reads every gate that a single look can tell."""

from collections.abc import Iterator, Sequence
from functools import partial

from playwright.sync_api import Browser, Error

from scripts.gating import measures
from scripts.gating.gates import Reading, Unmeasured
from scripts.gating.house import Shown, tell
from scripts.gating.kept import Kept
from scripts.gating.looks import LANGUAGES, Look
from scripts.gating.screens import DESK, Screen
from scripts.gating.visit import Visit, signed_in, visiting
from scripts.gating.weights import Load, Scales

WEIGHED_APART = {"/sign-in": "weight-sign-in", DESK: "weight-desk"}
SETTLES = 150  # milliseconds in which a page fetches its last parts
DICTIONARY = "/dictionary"
DICTIONARY_COMES = (
    8000  # milliseconds at most; a desk asks for it three seconds after its first lead
)
HAS_DICTIONARY = """() => Boolean(document.querySelector("meta[name=dictionary]")
    || JSON.parse(document.getElementById("desk-data")?.textContent ?? "{}").dictionary)"""


def walk(
    browser: Browser,
    house: Shown,
    screens: Sequence[tuple[Screen, Sequence[Look]]],
    sentences: Sequence[str],
    kept: Kept,
) -> Iterator[Reading | Unmeasured]:
    """Every reading of these screens in these looks; `sentences` are English ones with a French of their own."""
    for number, (screen, looks) in enumerate(screens, 1):
        tell(f"[{number}/{len(screens)}] {screen.title}")
        name = f"{screen.title} of {screen.who} in {', '.join(map(str, looks))}"
        yield from kept.step(name, partial(_seen, browser, house, screen, looks, sentences))


def _seen(
    browser: Browser, house: Shown, screen: Screen, looks: Sequence[Look], sentences: Sequence[str]
) -> Iterator[Reading]:
    try:
        with (
            signed_in(browser, house, screen.who) as person,
            visiting(person, house, screen) as visit,
        ):
            yield from _read(visit, looks, sentences)
    except (Error, AssertionError) as error:
        # One screen that does not come must not hide what is wrong with the others.
        yield Reading("console", screen.title, 1, (f"broke off: {str(error)[:300]}",))


def _read(visit: Visit, looks: Sequence[Look], sentences: Sequence[str]) -> Iterator[Reading]:
    scales = Scales(visit.page)
    languages = [each for each in LANGUAGES if any(look.language == each for look in looks)]
    yield from _weighed(visit, scales, languages[0])
    for language in languages:
        visit.open(language)
        yield from _looked_at(visit, [look for look in looks if look.language == language])
        yield from _stretched(visit, language, sentences)
    yield _reading(visit, "console", "", tuple(dict.fromkeys(visit.troubles)))


def _weighed(visit: Visit, scales: Scales, language: str) -> Iterator[Reading]:
    """The first load by a browser that has nothing, and the one after it."""
    if visit.screen.sent is not None:
        return
    first = _load(visit, scales, language)
    if not first.has(DICTIONARY):
        _wait_for_dictionary(visit, scales)
    again = _load(visit, scales, language)
    gate = WEIGHED_APART.get(visit.screen.rule, "weight")
    where, address = visit.screen.title, visit.address
    yield Reading(gate, where, round(first.kilobytes, 1), first.heaviest, address)
    yield Reading("requests", where, first.requests, first.heaviest, address)
    yield Reading("repeat", where, round(again.kilobytes, 1), again.heaviest, address)


def _load(visit: Visit, scales: Scales, language: str) -> Load:
    scales.begin()
    visit.open(language)
    visit.page.wait_for_timeout(SETTLES)
    return scales.load


def _wait_for_dictionary(visit: Visit, scales: Scales) -> None:
    """Give the browser the seconds in which it fetches, once, what it keeps for later loads."""
    scales.begin()
    if not visit.page.evaluate(HAS_DICTIONARY):
        return
    waited = 0
    while not scales.load.has(DICTIONARY) and waited < DICTIONARY_COMES:
        visit.page.wait_for_timeout(SETTLES)
        waited += SETTLES


def _looked_at(visit: Visit, looks: Sequence[Look]) -> Iterator[Reading]:
    measures.make_ready(visit.page)
    for look in looks:
        visit.show(look)
        judged = measures.judged(visit.page)
        yield _reading(visit, "axe", str(look), judged.violations)
        yield _reading(visit, "undecided", str(look), judged.undecided)
        yield _reading(visit, "overflow", str(look), measures.cut_off(visit.page))
        yield _reading(visit, "targets", str(look), measures.small_targets(visit.page))


def _stretched(visit: Visit, language: str, sentences: Sequence[str]) -> Iterator[Reading]:
    """What narrow windows, large text and longer words do to it."""
    yield _reading(visit, "reflow", language, measures.at_320(visit.page))
    yield _reading(visit, "text200", language, measures.at_twice_the_text(visit.page))
    if language == "fr":
        yield _reading(visit, "left", language, measures.english_left(visit.page, sentences))
    visit.show(Look(language, 390, "light"))
    yield _reading(visit, "longer", f"{language} 390", measures.not_fitting_longer(visit.page))
    visit.show(Look(language, 1366, "light"))
    yield _reading(visit, "longer", f"{language} 1366", measures.not_fitting_longer(visit.page))


def _reading(visit: Visit, gate: str, look: str, found: tuple[str, ...]) -> Reading:
    where = f"{visit.screen.title} ({look})" if look else visit.screen.title
    return Reading(gate, where, len(found), found[:5], visit.address)
