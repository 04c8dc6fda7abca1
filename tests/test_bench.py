"""The command `scripts/bench`: its workloads by name, what it refuses, and that a small run tells a ratio."""

import json
import subprocess
import sys
from pathlib import Path

from scripts.benchmarks.day import Lived, figures
from scripts.benchmarks.table import NAMES, WORKLOADS

ROOT = Path(__file__).parent.parent


def bench(*arguments: str, seconds: int = 100) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "scripts.benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds)


def test_the_workloads_have_names_of_their_own() -> None:
    assert len(set(NAMES)) == len(WORKLOADS)
    assert NAMES[:4] == ("deal", "open", "webhook", "apply")
    assert all(workload.what for workload in WORKLOADS)


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    ran = bench("speed")
    assert ran.returncode == 2
    assert "speed is no workload" in ran.stderr
    assert all(name in ran.stderr for name in NAMES)


def test_a_small_run_tells_ours_its_limit_and_the_ratio() -> None:
    ran = bench("apply", "--tiny", "--json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    (apply,) = told["workloads"]
    assert apply["name"] == "apply"
    assert apply["ratio"] == apply["ours"][0] / apply["limit"][0] > 0
    assert told["machine"]["cores"]


def test_a_day_tells_what_people_and_carrier_waited_for_and_what_went_wrong() -> None:
    lived = Lived(
        next_leads=[60.0, 80.0, 300.0], webhooks=[10.0, 20.0, 30.0], dials=3, wrong=1, missed=2
    )
    told = {each.name: (each.ours(), each.limit()) for each in figures(2, lived)}
    assert told == {
        "day, 2 people: next lead, p50": (80.0, 150.0),
        "day, 2 people: next lead, p99": (300.0, 150.0),
        "day, 2 people: webhook, p50": (20.0, 100.0),
        "day, 2 people: webhook, p99": (30.0, 100.0),
        "day, 2 people: errors": (1.0, 3.0),
        "day, 2 people: missed dials": (2.0, 3.0),
    }


def test_a_day_on_which_nobody_got_a_lead_is_no_quick_one() -> None:
    silent = Lived(next_leads=[], webhooks=[], dials=0, wrong=0, missed=2)
    assert figures(2, silent)[1].ours() == float("inf")
