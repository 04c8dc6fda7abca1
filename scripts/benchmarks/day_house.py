"""Runs the whole house of a simulated day at life's own speed, as long as somebody holds its input.

`python -m scripts.benchmarks.day_house DATA_DIRECTORY`.
"""

import sys
from contextlib import suppress

from telepro.embedded.instance import running
from telepro.embedded.layout import Layout
from telepro.embedded.supervisor import StopAsked
from telepro.embedded.table import Options
from tests.system import held

OPTIONS = Options(port=5790, callers=0, empty=True, speed=1.0, cps=50)
# Everybody signs in from one address, and within a minute.
ROOMY = {"SIGN_IN_TRIES_PER_ADDRESS": "100000"}


def keep(layout: Layout) -> None:
    """Run the house until the pipe that it was started with is closed."""
    setup = held.setup(layout, **ROOMY)
    with suppress(StopAsked), running(setup, OPTIONS):
        setup.stop_asked.wait()


if __name__ == "__main__":
    keep(Layout.at(sys.argv[1]))
