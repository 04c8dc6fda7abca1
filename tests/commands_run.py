"""Runs a command as a person does, and tells all that can be seen of it from outside."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telepro.embedded.table import ROOT

BARE = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
SHAPE = {"place", "found", "expected", "fix"}


@dataclass(frozen=True)
class Ran:
    """How a command ended, what it said, and what it took: seconds of processor, MB of memory."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on the one line of standard output."""
        assert self.out.count("\n") == 1, self.out + self.err
        assert self.out.endswith("\n")
        told: dict[str, Any] = json.loads(self.out)
        return told

    @property
    def places(self) -> list[str]:
        """Where the problems are that it named, each of them whole."""
        problems = self.answer["problems"]
        assert all(set(each) == SHAPE and all(each.values()) for each in problems), problems
        return [each["place"] for each in problems]


# A process counts as its own the memory of whoever forked it, until it executes something else, and
# a test runner is large: so a small process starts the command and reads what it really used.
MEASURED = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
used = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
with open(sys.argv[1], "w") as out:
    json.dump(used, out)
"""


def run(*arguments: str | Path, environ: Mapping[str, str] | None = None) -> Ran:
    """Run `telepro` with these arguments in an environment without settings."""
    command = [sys.executable, "-m", "telepro.cli", *map(str, arguments)]
    with tempfile.NamedTemporaryFile("r") as used:
        ran = subprocess.run(
            [sys.executable, "-S", "-c", MEASURED, used.name, *command],
            cwd=ROOT,
            env={**BARE, **(environ or {})},
            capture_output=True,
            text=True,
        )
        code, seconds, kibibytes = json.load(used)
    return Ran(code, ran.stdout, ran.stderr, seconds, kibibytes / 1024)


def done(*arguments: str | Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The answer of a command with `--json` that must not fail."""
    ran = run(*arguments, "--json", environ=environ)
    assert ran.code == 0, ran.out + ran.err
    return ran.answer
