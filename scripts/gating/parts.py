"""Which parts the measuring has, in the order of their worth, and runs those that are wanted."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.gating import (
    colours,
    journeys,
    keys,
    lighthouse,
    lines,
    onboarding,
    pictures,
    words,
)
from scripts.gating.gates import Reading, Unmeasured
from scripts.gating.house import Shown, shown, tell
from scripts.gating.kept import Kept
from scripts.gating.looks import Look
from scripts.gating.screens import FULL, SCREENS, STAND, Screen
from scripts.gating.walk import walk

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
KEY_SCREENS = {
    ("sign-in", "nobody", FULL),
    ("desk", STAND, "preview"),
    ("board", "bob", FULL),
    ("step objective", "bob", FULL),
    ("company home", "carla", FULL),
    ("company mission", "carla", FULL),
}
Found = Iterator[Reading | Unmeasured]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured: screens with their looks, and parts by name."""

    screens: Sequence[tuple[Screen, Sequence[Look]]]
    parts: Sequence[str]
    looks: Sequence[Look]
    out: Path
    kept: Kept


class Ground:
    """What parts stand on: a browser, and a house that is only brought up when somebody needs it."""

    def __init__(self, chromium: str, wish: Wish, held: ExitStack) -> None:
        self.chromium = chromium
        self.wish = wish
        self._held = held

    @cached_property
    def browser(self) -> Browser:
        """One Chromium for all parts."""
        player = self._held.enter_context(sync_playwright())
        found = player.chromium.launch(executable_path=self.chromium, args=list(FLAGS))
        self._held.callback(found.close)
        return found

    @cached_property
    def house(self) -> Shown:
        """The furnished house."""
        return self._held.enter_context(shown())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the measuring: what it looks at, and how."""

    what: str
    run: Callable[[Ground], Found]


def _screens(ground: Ground) -> Found:
    sentences = words.english_only(words.french())
    # The house is a start of many processes: before the browser, which they would inherit.
    house = ground.house
    yield from walk(ground.browser, house, ground.wish.screens, sentences, ground.wish.kept)


def _pictures(ground: Ground) -> Found:
    house = ground.house
    looks = ground.wish.looks or pictures.USUAL
    screens = [(screen, looks) for screen, _looks in ground.wish.screens]
    yield from pictures.taken(ground.browser, house, screens, ground.wish.out / "pictures")


def _words(_ground: Ground) -> Found:
    yield words.parity(words.french())


def _colours(_ground: Ground) -> Found:
    yield from colours.readings()


def _key_screens() -> list[Screen]:
    """The six that people wait for most."""
    return [screen for screen in SCREENS if (screen.name, screen.who, screen.state) in KEY_SCREENS]


def _lines(ground: Ground) -> Found:
    house = ground.house
    yield from lines.readings(ground.browser, house, _key_screens())


def _keys(ground: Ground) -> Found:
    yield from keys.readings(ground.browser)


def _journeys(ground: Ground) -> Found:
    house = ground.house
    yield from journeys.readings(ground.browser, house)


def _onboarding(ground: Ground) -> Found:
    # It spends the invitation, which is a screen of its own before.
    house = ground.house
    yield from onboarding.readings(ground.browser, house)


def _lighthouse(ground: Ground) -> Found:
    yield from lighthouse.readings(ground.chromium, ground.house, _key_screens())


PARTS = {
    "screens": Part("every screen in its combinations", _screens),
    "pictures": Part("a picture of every screen, in two looks or those asked for", _pictures),
    "words": Part("both languages say the same", _words),
    "colours": Part("contrast from the tokens", _colours),
    "lines": Part("the six key screens on slow lines", _lines),
    "keys": Part("how soon the desk answers a key", _keys),
    "journeys": Part("by keyboard alone, announcements, offline", _journeys),
    "onboarding": Part("from an invitation to the first practice call", _onboarding),
    "lighthouse": Part("Lighthouse on the six key screens", _lighthouse),
}
SCREEN_PARTS = ("screens", "words", "colours")


def measured(chromium: str, wish: Wish) -> tuple[list[Reading], list[Unmeasured]]:
    """Everything that the wanted parts read, and what they could not; what there is when broken off."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    readings: list[Reading] = []
    unmeasured: list[Unmeasured] = []
    with ExitStack() as held:
        ground = Ground(chromium, wish, held)
        try:
            for each in _one_after_the_other(ground):
                if isinstance(each, Reading):
                    readings.append(each)
                else:
                    unmeasured.append(each)
        except KeyboardInterrupt:
            tell("Broken off: what was measured so far is told.")
    return readings, unmeasured


def _one_after_the_other(ground: Ground) -> Found:
    for name, part in PARTS.items():
        if name in ground.wish.parts:
            tell(f"Part: {name}")
            begun = time.monotonic()
            yield from _kept(ground, name, part)
            tell(f"Part: {name}, {time.monotonic() - begun:.0f} s")


def _kept(ground: Ground, name: str, part: Part) -> Found:
    """A part is one step, but for the screens, each of which is one."""
    if part.run is _screens:
        return part.run(ground)
    return ground.wish.kept.step(name, partial(part.run, ground))
