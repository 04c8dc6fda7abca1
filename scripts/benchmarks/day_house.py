"""Runs the whole house of a simulated day at life's own speed, as long as somebody holds its input.

`python -m scripts.benchmarks.day_house DATA_DIRECTORY`.
"""

import os
import sys
import threading
from contextlib import suppress

from telepro.embedded.instance import SETTINGS, Setup, running
from telepro.embedded.layout import Layout
from telepro.embedded.supervisor import StopAsked
from telepro.embedded.table import Options

OPTIONS = Options(port=5790, callers=0, empty=True, speed=1.0, cps=50)
# Everybody signs in from one address, and within a minute.
ROOMY = {"SIGN_IN_TRIES_PER_ADDRESS": "100000"}


def keep(layout: Layout) -> None:
    """Run the house until the pipe that it was started with is closed."""
    closed = threading.Event()
    threading.Thread(target=_await_the_end_of_input, args=(closed,), daemon=True).start()
    environ = {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}
    with suppress(StopAsked), running(Setup(layout, environ | ROOMY, _say, closed), OPTIONS):
        closed.wait()


def _await_the_end_of_input(closed: threading.Event) -> None:
    sys.stdin.read()
    closed.set()


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    keep(Layout.at(sys.argv[1]))
