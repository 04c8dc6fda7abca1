"""The shape of a case of the corpus of bad files."""

from dataclasses import dataclass
from typing import NamedTuple


class Said(NamedTuple):
    """One thing said: where, what was found, what was expected, what to do."""

    place: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True)
class Read:
    """A file that is read: prospects taken in, rows merged and rejected, what is said of rows."""

    accepted: int
    merged: int
    rejected: int
    said: tuple[Said, ...]

    def __init__(self, accepted: int, merged: int = 0, rejected: int = 0, *said: Said) -> None:
        object.__setattr__(self, "accepted", accepted)
        object.__setattr__(self, "merged", merged)
        object.__setattr__(self, "rejected", rejected)
        object.__setattr__(self, "said", said)


Refusal = tuple[Said, ...]
Case = tuple[str, bytes, Read | Refusal]


def refused(*said: Said) -> Refusal:
    """What is said of a file of which no row is read."""
    return said
