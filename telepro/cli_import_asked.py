"""What the command `import` was asked, and how it tells how far it is."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from campaigns.prospects import Statement
from campaigns.survivorship import MergePolicy
from telepro.cli_io import say, terminal_language
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
