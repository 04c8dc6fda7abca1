"""Teleprospectors of a simulated day: each makes a call a minute, looks at the desk first, says what
came of it; what the house made them wait for is written down."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

import requests

from tests.chaos.acts import Acts, Verdict
from tests.chaos.caller import Caller
from tests.chaos.looks import Looks
from tests.chaos.scene import Scene
from tests.system.browser import Browser
from tests.system.house import House, until

PERIOD = 60.0  # seconds from one call of a person to their next
LATE = 5.0  # seconds within which a person who wants to call must be able to
READY_WITHIN = 600.0  # seconds until the last of them has signed in, on a busy machine
TOGETHER = 8  # who sign in at once
NEVER = float("inf")
JSON = {"Accept": "application/json"}


@dataclass
class Heard:
    """What many people were shown: seconds that each next lead took, how many looks failed."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Paced(Caller):
    """A caller who dials when the next call is `due`, on the lead that the desk then shows, and makes
    the last one before `ends` (both monotonic)."""

    heard: Heard
    gate: threading.Semaphore
    due: float = NEVER
    ends: float = NEVER
    following: str = ""

    @property
    def is_ready(self) -> bool:
        """True once they have signed in, their line stands and a lead is on their list."""
        return self._signed_in and self.line.is_open and self.id in self.looks.cards

    def _sign_in(self) -> None:
        # A password costs a tenth of a second of processor, by intention.
        with self.gate:
            super()._sign_in()

    def _dial(self, entry: str, key: str) -> Verdict:
        if time.monotonic() < self.due:
            return Verdict.UNKNOWN
        self.due = self.due + PERIOD if self.due + PERIOD < self.ends else NEVER
        return super()._dial(self.shown() or entry, key)

    def shown(self) -> str:
        """The entry that the desk shows; empty when it shows none.

        Asked for as the page does, which has the lead after the one it shows already.
        """
        begun = time.monotonic()
        try:
            known = f"card={self.following}&next="
            answer = self.browser.ask("GET", f"/desk/state?with=html&{known}", headers=JSON)
            answer.raise_for_status()
            desk = answer.json()
        except (requests.RequestException, ValueError) as trouble:
            self.heard.failed.append(type(trouble).__name__)
            return ""
        self.heard.seconds.append(time.monotonic() - begun)
        self.following = desk["next_card"]["entry_id"] if desk["next_card"] else ""
        return str(desk["card"]["entry_id"]) if desk["card"] else ""


@contextmanager
def at_desks(house: House, scene: Scene, acts: Acts, heard: Heard) -> Iterator[list[Paced]]:
    """Everybody at their desk, on the line, with a lead; nobody dials before they are told to."""
    looks = Looks(house, [seat.person.id for seat in scene.seats])
    gate, softphone = threading.Semaphore(TOGETHER), house.settings.carrier.base_url
    people = [
        Paced(
            seat, Browser(house), looks, acts, softphone or "", Random(number),
            heard=heard, gate=gate,
        )
        for number, seat in enumerate(scene.seats)
    ]  # fmt: skip
    stop = threading.Event()
    threads = [threading.Thread(target=looks.until, args=(stop,), daemon=True)]
    threads += [threading.Thread(target=each.work, args=(stop,), daemon=True) for each in people]
    for thread in threads:
        thread.start()
    try:
        until(lambda: all(each.is_ready for each in people), "somebody has no lead", READY_WITHIN)
        yield people
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)


def warm(people: list[Paced]) -> None:
    """Let some look before anything is measured: a house that has run for a minute has read its plans
    and built its statements, in each of its processes."""
    with ThreadPoolExecutor(TOGETHER) as some:
        for _looked in some.map(Paced.shown, people[: 4 * TOGETHER]):
            pass
    for each in people:
        each.heard.seconds.clear()


def work(people: list[Paced], seconds: float) -> int:
    """Let everybody call once a minute for so long, evenly spread; how many calls were due and not
    dialled `LATE` seconds after the end."""
    now = time.monotonic()
    for place, each in enumerate(people):
        each.ends = now + seconds
        each.due = now + min(PERIOD, seconds) * place / len(people)
    time.sleep(seconds + LATE)
    overdue = [each for each in people if each.due != NEVER]
    for each in overdue:
        each.due = NEVER
    return len(overdue)
