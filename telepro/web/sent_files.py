"""Decides what is sent of a file of ours under its fingerprint, and keeps it as long as nothing in it changes.

Every process makes the same of the same files. At an address without a fingerprint the file is as written.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from telepro.web import joining

STATIC = Path(__file__).parent.parent / "static"
_KINDS: dict[str, Callable[[str, joining.Read, joining.Address], str]] = {
    "js": joining.script,
    "css": joining.sheet,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent of a file: its bytes, their fingerprint, and the files whose words are in it."""

    body: bytes
    fingerprint: str
    is_joined: bool
    parts: tuple[Path, ...]
    ages: tuple[int, ...]


_kept: dict[Path, Sent] = {}


def sent(path: Path) -> Sent:
    """What is sent of that file today."""
    found = _kept.get(path)
    if found is None or found.ages != _ages(found.parts):
        found = _kept[path] = _made(path)
    return found


def _made(path: Path) -> Sent:
    parts = [path]
    ages = [_age(path)]

    def noted(part: Path) -> Path:
        if part not in parts:
            parts.append(part)
            ages.append(_age(part))
        return part

    def read(name: str) -> str:
        return noted(path.parent / name).read_text(encoding="utf-8")

    def beside(name: str) -> str:
        other = sent(Path(posixpath.normpath(path.parent / name)))
        for part in other.parts:
            noted(part)
        return f"{name}?v={other.fingerprint}"

    join = _KINDS.get(path.parent.name) if path.parent.parent == STATIC else None
    body = join(path.name, read, beside).encode() if join else path.read_bytes()
    mark = sha256(body).hexdigest()[:12]
    return Sent(body, mark, join is not None, tuple(parts), tuple(ages))


def _ages(parts: tuple[Path, ...]) -> tuple[int, ...]:
    return tuple(_age(part) for part in parts)


def _age(path: Path) -> int:
    return path.stat().st_mtime_ns
