"""Recordings in a directory of the instance: one file each, which appears whole under its name."""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from telepro.storage import Pieces, Stored, copied, place_of


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory; a place in it is a relative path."""

    root: Path

    def put(self, name: str, pieces: Iterable[bytes], largest: int) -> Stored:
        """Write a file beside its place and rename it, so that nobody ever reads half of one."""
        place = place_of(name)
        target = self.root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                size, sha256 = copied(pieces, file, largest)
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return Stored(place, size, sha256)

    def read(self, place: str, start: int, stop: int) -> Pieces:
        """The bytes of a file; raises `ValueError` for a place outside."""
        file = self._path(place).open("rb")
        file.seek(start)
        return Pieces(file, stop - start)

    def delete(self, place: str) -> None:
        """Remove a file; raises `ValueError` for a place outside."""
        self._path(place).unlink(missing_ok=True)

    def _path(self, place: str) -> Path:
        found = (self.root / place).resolve()
        if not found.is_relative_to(self.root.resolve()):
            raise ValueError(f"{place!r} is no place in this storage")
        return found
