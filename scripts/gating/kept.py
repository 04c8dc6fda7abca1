"""Keeps what each step of the measuring read, so that a run that was ended goes on where it was."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from scripts.gating.gates import Reading, Unmeasured

Found: TypeAlias = Iterable[Reading | Unmeasured]


class Kept:
    """A file of one line for each finished step: its name, and what it read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        self._done = dict(json.loads(line) for line in lines if line.endswith("]"))

    def step(self, name: str, measure: Callable[[], Found]) -> Iterator[Reading | Unmeasured]:
        """What this step read in the run that was ended; else measure it now, and keep it once it is whole."""
        if name in self._done:
            yield from (_read(each) for each in self._done[name])
            return
        found = []
        for each in measure():
            found.append(each)
            yield each
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps([name, [asdict(each) for each in found]]) + "\n")


def _read(kept: dict[str, Any]) -> Reading | Unmeasured:
    if "why" in kept:
        return Unmeasured(**kept)
    return Reading(**{**kept, "details": tuple(kept["details"])})
