"""The command `scripts/bench`: its workloads by name, what it refuses, and that a small run tells a ratio."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.timeout(300)
def test_a_short_day_tells_what_people_and_carrier_waited_for_and_what_went_wrong() -> None:
    ran = bench("day", "--tiny", "--json", seconds=280)
    assert ran.returncode == 0, ran.stderr
    told = {each["name"]: each for each in json.loads(ran.stdout)["workloads"]}
    assert set(told) == {
        "day, 2 people: next lead, p50",
        "day, 2 people: next lead, p99",
        "day, 2 people: webhook, p50",
        "day, 2 people: webhook, p99",
        "day, 2 people: errors",
        "day, 2 people: missed dials",
    }
    errors, missed = told["day, 2 people: errors"], told["day, 2 people: missed dials"]
    assert errors["ours"] == [0.0]
    # Both were to call: whoever did not get so far is told as missed.
    assert errors["limit"][0] + missed["ours"][0] >= 2
    next_lead = told["day, 2 people: next lead, p99"]
    assert next_lead["ratio"] == next_lead["ours"][0] / 150 > 0
