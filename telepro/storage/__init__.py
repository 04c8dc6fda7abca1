"""What a storage of recordings promises, wherever it lies: whole or not at all, read piece by piece."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol

KINDS = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
PIECE = 64 * 1024


class Away(OSError):
    """The storage does not answer: whatever else is asked of it now would wait in vain as well."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: its place, its size in bytes, its SHA-256."""

    place: str
    size: int
    sha256: str


class Source(Protocol):
    """Something open that can be read and closed."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, `size` at most; none at the end."""

    def close(self) -> None:
        """Let it go."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Bytes on their way to whoever asked for them; raises `OSError` when fewer come than promised."""

    source: Source
    length: int

    def __iter__(self) -> Iterator[bytes]:
        left = self.length
        while left:
            piece = self.source.read(min(PIECE, left))
            if not piece:
                raise OSError(f"{left} bytes are missing")
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """Let go of what was read from."""
        self.source.close()


class Storage(Protocol):
    """Keeps files in places that we chose ourselves; every method raises `OSError`."""

    def put(self, name: str, pieces: Iterable[bytes], largest: int) -> Stored:
        """Write a file; the same name again replaces it. Raises `ValueError` beyond `largest` bytes."""

    def read(self, place: str, start: int, stop: int) -> Pieces:
        """The bytes from `start` to before `stop`; raises `FileNotFoundError` where there is no file."""

    def delete(self, place: str) -> None:
        """Remove a file; one that is gone already is as good."""


def place_of(name: str) -> str:
    """Where a file lies in any storage, so that files may be moved from one to another."""
    return f"{name[:2]}/{name}"


def copied(pieces: Iterable[bytes], file: IO[bytes], largest: int) -> tuple[int, str]:
    """Write all pieces; their size and SHA-256. Raises `ValueError` beyond `largest` bytes."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > largest:
            raise ValueError(f"more than {largest} bytes")
        digest.update(piece)
        file.write(piece)
    file.flush()
    return size, digest.hexdigest()
