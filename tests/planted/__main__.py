"""Prints for each planted bug whether it is seen: `scripts/test --planted [M1 …]`.

`--l2` plants each into a whole house under attack instead (two minutes or more for each bug).
`none` plays every scene with every one of its seeds and no bug at all: then nothing may be seen.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from telepro.simulation.cluster import Cluster, cluster
from telepro.simulation.trials import Trial, trials
from tests.planted.bugs import BUGS, Bug, planted
from tests.planted.chaos import attacked
from tests.planted.plugin import VARIABLE
from tests.planted.scenes import Scene

ROOT = Path(__file__).parents[2]
FAILED = 1  # how pytest ends when tests fail; anything else is no verdict
MISSED = "missed"
NO_BUG = "none"
L2 = "--l2"


def main() -> int:
    """Plant every bug that is named, else all; 0 when each was seen."""
    named = set(sys.argv[1:])
    missed = []
    with TemporaryDirectory() as folder, cluster(_quiet) as ready:
        if NO_BUG in named:
            return _without_any(Path(folder), ready)
        chosen = [bug for bug in BUGS if not named - {L2} or bug.id in named]
        for bug in chosen:
            begun = time.monotonic()
            verdict = attacked(bug) if L2 in named else _verdict(bug, Path(folder), ready)
            took = time.monotonic() - begun
            print(f"{bug.id:<4} {bug.sentence:<52} {took:5.1f} s  {verdict}", flush=True)
            missed += [bug.id] if verdict.startswith(MISSED) else []
    print(
        json.dumps({"planted": len(chosen), "caught": len(chosen) - len(missed), "missed": missed})
    )
    return 1 if missed or not chosen else 0


def _without_any(folder: Path, ready: Cluster) -> int:
    """0 when nobody cries wolf."""
    cries = 0
    for scene in dict.fromkeys(bug.scene for bug in BUGS):
        for seed in scene.seeds:
            begun = time.monotonic()
            what = _seen(scene, folder, seed, ready)
            cries += bool(what)
            print(f"{scene} seed {seed}: {time.monotonic() - begun:.1f} s  {what or 'silent'}")
    return 1 if cries else 0


def _verdict(bug: Bug, folder: Path, ready: Cluster) -> str:
    return _tested(bug) if bug.test else _played(bug, folder, ready)


def _played(bug: Bug, folder: Path, ready: Cluster) -> str:
    """What the first simulation that sees the bug says of the house."""
    for seed in bug.scene.seeds:
        with planted(bug):
            what = _seen(bug.scene, folder, seed, ready)
        if what:
            return f"caught: {what}"
    return MISSED


def _seen(scene: Scene, folder: Path, seed: int, ready: Cluster) -> str:
    """What a simulation under faults says of the house; a database that refuses is seen as well."""
    said: list[Trial] = []
    try:
        trials(scene.wish(folder), iter([seed]), scene.calls, ready, said.append)
    except SQLAlchemyError as trouble:
        return f"{type(trouble).__name__}"
    return "; ".join(each.invariant for each in said[0].broken)


def _tested(bug: Bug) -> str:
    """Whether the bug's test fails with the bug, and only with it."""
    asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "tests.planted.plugin"]
    bare, with_bug = (
        subprocess.run(
            [*asked, *bug.test.split()],
            cwd=ROOT,
            env={**os.environ, VARIABLE: name},
            capture_output=True,
            check=False,
        ).returncode
        for name in ("", bug.id)
    )
    if bare == 0 and with_bug == FAILED:
        return f"caught: {bug.test} fails"
    return f"{MISSED}: {bug.test} ended with {bare} without the bug and with {with_bug} with it"


def _quiet(words: str) -> None:
    """The server starts without words."""


if __name__ == "__main__":
    sys.exit(main())
