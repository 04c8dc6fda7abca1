"""What the command `import` was asked, and how it tells how far it is."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from campaigns.problems import Problem, Refused
from campaigns.prospect_file import proofs
from campaigns.prospects import Proof, Statement
from campaigns.same_prospect.survivorship import MergePolicy
from telepro import clock
from telepro.cli.io import say, terminal_language
from telepro.files.prospect_file import Layout
from telepro.files.refusals import Reader

SECONDS_BETWEEN_NEWS = 2.0
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given."""

    path: Path
    company: str | None
    stated: Statement
    layout: Layout
    policy: MergePolicy
    data: Path

    @property
    def reader(self) -> Reader:
        """Who is told: the person at this terminal."""
        return Reader(str(self.path), terminal_language(os.environ))


def proof_of(words: str | None, day: str | None) -> Proof | None:
    """The proof of consent that was given; raises `Refused` for half of one."""
    try:
        return proofs.proof_of(words or "", day or "", clock.now())
    except ValueError:
        expected = "words, and a day that has come, such as 2026-09-01"
        fix = "Give --agreed-to and --agreed-on together, or neither."
        raise Refused(Problem("--agreed-on", day or "nothing", expected, fix)) from None


class News:
    """Tells on standard error how far a long import is, every two seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def tell(self, rows: int) -> None:
        """Say the number of rows, if some time has passed since the last word."""
        if time.monotonic() - self._last >= SECONDS_BETWEEN_NEWS:
            self._last = time.monotonic()
            say(f"{rows:,} rows")


def rejected_path(asked: Asked) -> Path:
    """A new path, named by us, for the rejected rows of a file."""
    return asked.data.expanduser().resolve() / REJECTED / f"rejected-{token_hex(6)}.csv"
