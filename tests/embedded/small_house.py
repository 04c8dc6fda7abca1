"""The real starter with a small table: databases, a web server on the lent socket, a busy worker.

Run as `python -m tests.embedded.small_house` with the flags of `scripts/start`.
"""

import sys
from dataclasses import replace

from telepro.embedded import start
from telepro.embedded.processes import Lifetime, Process, Tier
from telepro.embedded.table import ROOT, python

PARTS = "tests.embedded.small_parts"


def small(planned: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The same shape as the whole table: a step, a web server, a worker with a child of its own."""
    (web,) = (process for tier in planned for process in tier if process.name == "web")
    descriptor = str(web.descriptors[0])
    return (
        (_row("migrate", "step", lifetime=Lifetime.STEP),),
        (
            replace(web, command=python(PARTS, "web", descriptor), loads=()),
            _row("worker", "worker"),
        ),
    )


def _row(name: str, part: str, lifetime: Lifetime = Lifetime.SERVICE) -> Process:
    return Process(name, python(PARTS, part), lifetime=lifetime, folder=ROOT)


if __name__ == "__main__":
    sys.exit(start.main(sys.argv[1:], amend=small))
