"""Runs the tests once: which of them reach which line, how long each takes, which branches are left."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest

from tests.strength.targets import CORE, LEFT_OUT, ROOT, TESTS, mutated

PLUGIN = "tests.strength.measuring"
SETTINGS = """[run]
branch = true
data_file = {data}
source =
    campaigns
    telepro/services
    telepro/db
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """For each module, the tests that reach each of its lines; how long each test takes."""

    lines: dict[Path, dict[int, list[str]]]
    seconds: dict[str, float]
    branches: float
    statements: float


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how long each phase of a test took."""
    SECONDS[report.nodeid] = SECONDS.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the times beside the coverage."""
    target = session.config.getoption("--cov-config")
    Path(target).with_name("seconds.json").write_text(json.dumps(SECONDS))


SECONDS: dict[str, float] = {}


def selection() -> list[str]:
    """What pytest is told to collect."""
    return [*TESTS, *(f"--ignore-glob={ROOT / path}*" for path in LEFT_OUT)]


def measure(place: Path) -> Reached:
    """Run all tests of the targets, with coverage by test; raises when one fails."""
    settings = place / "coverage.ini"
    settings.write_text(SETTINGS.format(data=place / "data"))
    flags = ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    command = [sys.executable, "-m", "pytest", "-q", "-p", PLUGIN, *flags, *selection()]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(f"the tests fail without any bug planted:\n{ran.stdout[-4000:]}")
    return read(place)


def read(place: Path) -> Reached:
    """What a run left in a directory."""
    found = coverage.Coverage(
        data_file=str(place / "data"), config_file=str(place / "coverage.ini")
    )
    found.load()
    data = found.get_data()
    lines = {
        path: {
            number: sorted({it.partition("|")[0] for it in contexts if it})
            for number, contexts in data.contexts_by_lineno(str(path)).items()
        }
        for path in mutated()
    }
    seconds = json.loads((place / "seconds.json").read_text())
    found.json_report(outfile=str(place / "report.json"), include=[f"{CORE}/*"])
    totals = json.loads((place / "report.json").read_text())["totals"]
    return Reached(
        lines,
        seconds,
        100 * totals["covered_branches"] / totals["num_branches"],
        100 * totals["covered_lines"] / totals["num_statements"],
    )
