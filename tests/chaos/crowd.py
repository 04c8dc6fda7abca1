"""All simulated teleprospectors of a run, each in a thread of their own, until the block ends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from tests.chaos.acts import Acts
from tests.chaos.caller import Caller
from tests.chaos.looks import Looks
from tests.chaos.scene import Scene
from tests.system.browser import Browser
from tests.system.house import House

ANSWERED_BY = 30.0  # seconds that the last request of somebody may take


@dataclass
class Crowd:
    """The callers, what was seen of their desks, and what they were told."""

    callers: list[Caller]
    looks: Looks
    acts: Acts

    def rest(self) -> None:
        """Nobody begins a call any more; what is owed is still recorded."""
        for caller in self.callers:
            caller.resting.set()
            caller.vanished.clear()
        for caller in self.callers:
            caller.dials_no_more.wait(ANSWERED_BY)

    def go_home(self) -> None:
        """Everybody hangs up their own line; nobody opens it again."""
        for caller in self.callers:
            caller.vanished.set()
        for caller in self.callers:
            caller.line.close()

    def vanish(self, count: int) -> list[Caller]:
        """So many are gone at once: no line, no page."""
        gone = self.callers[:count]
        for caller in gone:
            caller.vanished.set()
        for caller in gone:
            threading.Thread(target=caller.line.close, daemon=True).start()
        return gone


@contextmanager
def at_work(house: House, scene: Scene, softphone: str, acts: Acts, seed: int) -> Iterator[Crowd]:
    """Everybody works until the block ends."""
    looks = Looks(house, [seat.person.id for seat in scene.seats])
    callers = [
        Caller(seat, Browser(house), looks, acts, softphone, Random(f"{seed}:{number}"))
        for number, seat in enumerate(scene.seats)
    ]
    stop = threading.Event()
    threads = [threading.Thread(target=looks.until, args=(stop,), daemon=True)]
    threads += [threading.Thread(target=each.work, args=(stop,), daemon=True) for each in callers]
    for thread in threads:
        thread.start()
    try:
        yield Crowd(callers, looks, acts)
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)
