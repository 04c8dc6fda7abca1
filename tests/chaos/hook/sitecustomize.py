"""Kills or freezes a process of the attacked house at armed crash points, counts stale writes, and
plants a bug if one is named.

Python imports a module of this name at start, if its folder stands on PYTHONPATH: only the house of
the chaos run puts it there. The environment names the folder of armed points and of counts.
"""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from telepro import crash
from tests.system.crash_hook.sitecustomize import kill_where_armed, slug

FOLDER = "TELEPRO_CHAOS_FOLDER"


def reached(folder: Path, name: str) -> None:
    """Freeze or die here if `name` is armed for it; a frozen process leaves its number."""
    for armed in sorted(folder.glob(f"{slug(name)}.freeze-*")):
        frozen = armed.with_name(armed.name.replace(".freeze-", ".frozen-"))
        try:
            armed.rename(frozen)
        except FileNotFoundError:
            continue
        frozen.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGSTOP)
    kill_where_armed(folder, name)


def count_refused(folder: Path) -> None:
    """Count writes that came too late and were refused: one byte in a file per kind."""
    from telepro.db import aftermath, attempts, call_lists

    def note(kind: str) -> None:
        with (folder / f"{kind}.refused").open("ab") as file:
            file.write(b".")

    def counted(kind: str, was_refused: Callable[..., bool], real: Callable[..., Any]) -> Any:
        def wrapped(*given: Any, **named: Any) -> Any:
            if was_refused(*given):
                note(kind)
            return real(*given, **named)

        return wrapped

    def told(kind: str, real: Callable[..., bool]) -> Callable[..., bool]:
        def wrapped(*given: Any) -> bool:
            done = real(*given)
            if not done:
                note(kind)
            return done

        return wrapped

    attempts.move = told("attempt-moved-on", attempts.move)
    call_lists.end_entry = told("entry-ended-before", call_lists.end_entry)
    aftermath._next_step = counted(
        "lead-passed-on",
        lambda lead, _reached, fence: lead.held and lead.fence != fence,
        aftermath._next_step,
    )
    aftermath.release = counted(
        "lead-passed-on",
        lambda session, attempt, _now: _fence(session, attempt) != attempt.fence,
        aftermath.release,
    )


def _fence(session: Any, attempt: Any) -> int:
    from telepro.db.whom import Lead

    return int(session.get_one(Lead, attempt.lead_id).fence)


def plant(name: str) -> None:
    """Break this process by one of the planted bugs, for as long as it lives."""
    from tests.planted.bugs import named

    for owner, place, wrong in named(name).patches():
        setattr(owner, place, wrong)


if FOLDER in os.environ:
    crash.install(partial(reached, Path(os.environ[FOLDER])))
    count_refused(Path(os.environ[FOLDER]))
    if "PLANTED_BUG" in os.environ:
        plant(os.environ["PLANTED_BUG"])
