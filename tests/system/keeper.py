"""Runs the attacked house as a process of its own, for as long as somebody holds its standard input.

A test run that is killed closes that pipe like one that ends: nothing is left running either way.
`python -m tests.system.keeper DATA_DIRECTORY`.
"""

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from telepro.embedded import supervisor
from telepro.embedded.instance import running
from telepro.embedded.layout import Layout
from telepro.embedded.processes import Process, Tier
from telepro.embedded.supervisor import StopAsked
from telepro.embedded.table import ROOT, Options
from tests.system import held

OPTIONS = Options(port=5720, callers=0, empty=True, speed=50.0, cps=50)
FAULTS = ("--fault", "webhook_drop=0.1,webhook_double=0.1,webhook_reorder=1")
HOOK = Path(__file__).parent / "crash_hook"
ATTACKED = ("web", "worker-dial", "worker-events", "worker-deal")
# Nobody looks at a live page or brings a file here; their processes would only slow the others.
IDLE = ("push", "worker-imports", "first-administrator")
POINTS = "TELEPRO_ATTACKED_POINTS"
POINTS_FOLDER = "points"


def keep(layout: Layout) -> None:
    """Run the house until the pipe that it was started with is closed."""
    # Kills come faster here than any crash would: nobody waits half a minute for a worker.
    supervisor.LONGEST_PAUSE = 0.5
    points, setup = layout.data / POINTS_FOLDER, held.setup(layout)
    with suppress(StopAsked), running(setup, OPTIONS, lambda plan: attackable(plan, points)):
        setup.stop_asked.wait()


def attackable(planned: tuple[Tier, ...], points: Path) -> tuple[Tier, ...]:
    """The table of processes with a carrier that errs and workers that die where a test says."""
    tiers = (
        tuple(_amended(each, points) for each in tier if each.name not in IDLE) for tier in planned
    )
    return tuple(tier for tier in tiers if tier)


def _amended(process: Process, points: Path) -> Process:
    if process.name == "local-twilio":
        return replace(process, command=(*process.command, *FAULTS))
    if process.name in ATTACKED:
        hooked = {"PYTHONPATH": f"{HOOK}{os.pathsep}{ROOT}", POINTS: str(points)}
        return replace(process, environment={**process.environment, **hooked})
    return process


if __name__ == "__main__":
    keep(Layout.at(sys.argv[1]))
