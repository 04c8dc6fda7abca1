"""The scripts a person runs: their locks hold what the readable pins say, their errors are words."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[a-z]+\])?==([^\s;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Package and version of every pin in a file of requirements."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {package.lower().replace("_", "-"): version for package, version in PIN.findall(text)}


@pytest.mark.parametrize(
    ("readable", "lock"),
    [
        ("requirements.txt", "scripts/run.lock"),
        ("requirements.txt", "scripts/test.lock"),
        ("scripts/test.in", "scripts/test.lock"),
        ("scripts/boot.in", "scripts/boot.lock"),
        ("scripts/run.lock", "scripts/test.lock"),
    ],
)
def test_the_lock_holds_what_the_pins_say(readable: str, lock: str) -> None:
    wanted, locked = pins(readable), pins(lock)
    assert {name: locked.get(name) for name in wanted} == wanted, "run scripts/locks"


@pytest.mark.parametrize(
    "script", ["bootstrap", "start", "test", "telepro", "locks", "bench", "chaos"]
)
def test_every_script_stops_at_the_first_error(script: str) -> None:
    lines = (ROOT / "scripts" / script).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert (ROOT / "scripts" / script).stat().st_mode & 0o111


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "0"], "expected a port from 1 to 65535"),
        (["--port", "eight"], "expected a whole number"),
        (["--callers", "-1"], "--callers"),
        (["--plant", "double-dial"], "--plant is for --smoke only"),
        (["--smoke", "--plant", "other"], "invalid choice"),
    ],
)
def test_a_bad_flag_is_refused_in_words(arguments: list[str], words: str) -> None:
    command = [sys.executable, "-m", "telepro.embedded.start", *arguments]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 2
    assert words in answer.stderr


SLOW = """#!/bin/sh
case "$*" in *libpython*) exit 1;; *sys.version_info*) echo 11;; *) echo slow >&2;; esac
"""
FAST = """#!/bin/sh
case "$*" in *libpython*) exit 0;; *) echo "fast" >&2;; esac
"""
OLD = """#!/bin/sh
case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac
"""


def bootstrapped(place: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """Run the script where nothing is installed; each Python is a name and what it is, first on PATH first."""
    scripts = place / "checkout" / "scripts"
    scripts.mkdir(parents=True)
    shutil.copy(ROOT / "scripts/bootstrap", scripts)
    folders = []
    for number, (name, what) in enumerate(pythons.items()):
        folder = place / str(number)
        folder.mkdir()
        (folder / name.replace("_", ".")).write_text(what)
        (folder / name.replace("_", ".")).chmod(0o755)
        folders.append(folder)
    tools = place / "tools"
    tools.mkdir()
    for tool in ("bash", "dirname"):
        (tools / tool).symlink_to(f"/bin/{tool}")
    path = ":".join(map(str, [*folders, tools]))
    command = ["/bin/bash", str(scripts / "bootstrap")]
    return subprocess.run(command, env={"PATH": path}, capture_output=True, text=True)


def test_an_old_python_is_named_with_the_way_out(tmp_path: Path) -> None:
    answer = bootstrapped(tmp_path, python3=OLD)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Python: found Python 3.9.2, expected 3.11 or later.")


def test_of_two_builds_of_a_python_the_one_in_one_piece_is_taken(tmp_path: Path) -> None:
    assert bootstrapped(tmp_path, python3=SLOW, python3_11=FAST).stderr == "fast\n"


def test_a_python_in_two_pieces_is_taken_where_there_is_no_other(tmp_path: Path) -> None:
    assert bootstrapped(tmp_path, python3=SLOW).stderr == "slow\n"


def test_another_version_is_not_taken_for_being_faster(tmp_path: Path) -> None:
    assert bootstrapped(tmp_path, python3=SLOW, python3_12=FAST).stderr == "slow\n"
