"""What a process needs that runs a house for as long as somebody holds its standard input.

Whoever began it ends or is killed, the pipe closes, and nothing is left running either way.
"""

import os
import sys
import threading

from telepro.embedded.instance import SETTINGS, Setup
from telepro.embedded.layout import Layout


def setup(layout: Layout, **given: str) -> Setup:
    """The house of a data directory, with no setting of this process's own but those `given`; its
    stop is asked for when the input closes."""
    closed = threading.Event()
    threading.Thread(target=_read_to_the_end, args=(closed,), daemon=True).start()
    bare = {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}
    return Setup(layout, bare | given, _say, closed)


def _read_to_the_end(closed: threading.Event) -> None:
    sys.stdin.read()
    closed.set()


def _say(line: str) -> None:
    print(line, flush=True)
