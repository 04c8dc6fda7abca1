"""Whether the chaos run sees a bug that is planted into every process of a real house."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.planted.bugs import Bug
from tests.planted.plugin import VARIABLE

ROOT = Path(__file__).parents[2]
QUICK = (sys.executable, "-m", "tests.chaos", "--quick", "--json")
PATIENCE = 600.0  # seconds for a whole run
MISSED = "missed"


def attacked(bug: Bug) -> str:
    """Which of the invariants that the bug breaks a quick run under attack finds violated; the run ends
    at the first sight of one."""
    if not bug.breaks:
        return f"{MISSED}: it breaks no invariant of a run, {bug.test} sees it"
    try:
        run = subprocess.run(
            (*QUICK, "--until", ",".join(bug.breaks)),
            cwd=ROOT,
            env={**os.environ, VARIABLE: bug.id},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{MISSED}: the run did not end"
    lines = run.stdout.strip().splitlines() or ["{}"]
    violated = json.loads(lines[-1]).get("violated") if lines[-1].startswith("{") else None
    if violated is None:
        # A house that never stands is no proof of an oracle.
        return f"{MISSED}: no verdict, {run.stderr.strip().splitlines()[-1:]}"
    proof, beside = set(violated) & set(bug.breaks), set(violated) - set(bug.breaks)
    also = f" (beside it: {', '.join(sorted(beside))})" if beside else ""
    return (f"caught: {', '.join(sorted(proof))}" if proof else MISSED) + also
