"""Kills a worker of the attacked house at the crash points that a test has armed, and counts it.

Python imports a module of this name at start, if its folder stands on PYTHONPATH: only the house of
these tests puts it there, for two workers. The environment names the folder of the armed points.
"""

import os
import signal
from functools import partial
from pathlib import Path

from telepro import crash


def kill_where_armed(folder: Path, name: str) -> None:
    """Die here if `name` is armed; each of its lives is a file that is taken exactly once."""
    for life in sorted(folder.glob(f"{slug(name)}.life-*")):
        try:
            life.rename(life.with_name(life.name.replace(".life-", ".hit-")))
        except FileNotFoundError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)


def slug(name: str) -> str:
    """A crash point's name as a file may carry it."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


if "TELEPRO_ATTACKED_POINTS" in os.environ:
    crash.install(partial(kill_where_armed, Path(os.environ["TELEPRO_ATTACKED_POINTS"])))
