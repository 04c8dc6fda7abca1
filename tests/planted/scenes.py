"""What is played to show a bug: how many leads and people, how long a day, how many calls, which seeds."""

from dataclasses import dataclass, replace
from pathlib import Path

from telepro.simulation.run import Wish
from tests.simulation.plays import wish


@dataclass(frozen=True, slots=True)
class Scene:
    """`seeds` are tried one after the other until one of them shows the bug; `works` is the share of
    a usual day that people are there."""

    calls: int
    seeds: tuple[int, ...]
    callers: int = 4
    leads: int = 400
    works: float = 1.0

    def wish(self, folder: Path) -> Wish:
        """The scene as a simulation is asked for."""
        asked = wish(folder, callers=self.callers)
        lines = asked.script.prospects.read_text(encoding="utf-8").splitlines(keepends=True)
        asked.script.prospects.write_text("".join(lines[: self.leads + 1]), encoding="utf-8")
        people = [replace(each, works=self.works, starts_late=0) for each in asked.script.callers]
        return replace(asked, script=replace(asked.script, callers=people))


BRIEF = Scene(calls=15, seeds=(2, 4, 3, 5))
LONGER = Scene(calls=40, seeds=(3, 2, 4))
# Short days, so that a lead comes back to somebody else before many calls are made.
FEW_LEADS = Scene(calls=30, seeds=(4, 3, 2), callers=3, leads=14, works=0.3)
