"""Prints for each planted bug whether simulations under faults see it: `scripts/test --planted`."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from telepro.simulation.cluster import Cluster, cluster
from telepro.simulation.trials import Trial, trials
from tests.planted.bugs import BUGS, Bug, planted
from tests.simulation.plays import wish

CALLS = 60
SEEDS = 4  # tried one after the other until one of them sees the bug


def main() -> int:
    """Plant every bug that is named, else all; 0 when each that is looked for here was seen."""
    named = set(sys.argv[1:])
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder, cluster(_quiet) as ready:
        for bug in BUGS:
            if not named or bug.id in named:
                found[bug.id] = _verdict(bug, Path(folder), ready)
                print(f"{bug.id:<4} {bug.sentence:<52} {found[bug.id]}", flush=True)
    missed = [name for name, verdict in found.items() if verdict == "missed"]
    print(json.dumps({"planted": len(found), "missed": missed}))
    return 1 if missed else 0


def _verdict(bug: Bug, folder: Path, ready: Cluster) -> str:
    if bug.patches is None:
        return f"not looked for here: {bug.elsewhere}"
    for seed in range(1, SEEDS + 1):
        with planted(bug):
            what = _seen(folder, seed, ready)
        if what:
            return f"caught: {what}"
    return "missed"


def _seen(folder: Path, seed: int, ready: Cluster) -> str:
    """What a simulation under faults says of the house; a database that refuses is seen as well."""
    said: list[Trial] = []
    try:
        trials(wish(folder, callers=4), iter([seed]), CALLS, ready, said.append)
    except SQLAlchemyError as trouble:
        return f"{type(trouble).__name__}"
    return "; ".join(each.invariant for each in said[0].broken)


def _quiet(words: str) -> None:
    """The server starts without words."""


if __name__ == "__main__":
    sys.exit(main())
