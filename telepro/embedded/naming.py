"""By which name a fork is seen: in `ps`, `top` and the kernel's log it must not be its parent's."""

import ctypes
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

OURS = Path("/proc/self")
# Places in stat(5), counted after the command's name: where the words of the command line lie.
START, END = 45, 46


def be_called(name: str, command: Sequence[str]) -> None:
    """Be seen under `name` and this command line, both cut where there is no more room."""
    with suppress(OSError):
        (OURS / "comm").write_text(name)
        _write_over(b"\0".join(os.fsencode(word) for word in command))


def _write_over(words: bytes) -> None:
    """Put other words where the kernel has put, and still reads, those of the command line."""
    fields = (OURS / "stat").read_text().rpartition(")")[2].split()
    start, room = int(fields[START]), int(fields[END]) - int(fields[START])
    # Nought where it is not ours to know.
    if start and room > 0:
        ctypes.memmove(start, words[: room - 1].ljust(room, b"\0"), room)
