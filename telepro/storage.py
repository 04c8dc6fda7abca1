"""Where recordings lie: one file each below a directory of the instance, written whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

KINDS = {".mp3": "audio/mpeg", ".wav": "audio/wav"}


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: its place, its size in bytes, its SHA-256."""

    place: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Storage:
    """A directory; a place in it is a relative path that we chose ourselves."""

    root: Path

    def put(self, name: str, pieces: Iterable[bytes], largest: int) -> Stored:
        """Write a file; the same name again replaces it. Raises `ValueError` beyond `largest` bytes."""
        place = f"{name[:2]}/{name}"
        target = self.root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for piece in pieces:
                    size += len(piece)
                    if size > largest:
                        raise ValueError(f"more than {largest} bytes")
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return Stored(place, size, digest.hexdigest())

    def path(self, place: str) -> Path:
        """Where a file lies; raises `ValueError` for a place outside."""
        found = (self.root / place).resolve()
        if not found.is_relative_to(self.root.resolve()):
            raise ValueError(f"{place!r} is no place in this storage")
        return found

    def delete(self, place: str) -> None:
        """Remove a file; one that is gone already is as good."""
        self.path(place).unlink(missing_ok=True)
