"""Bugs planted on purpose, so that the smoke run can show that it would see them.

A planted process is started as `python -m tests.plants NAME MODULE ARGUMENT…`: the bug is patched
in, then the module runs as ever. A normal start knows nothing of this file.
"""

import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import update
from sqlalchemy.orm import Session

from telepro.db import call_lists as lists
from telepro.db.eligibility import Case, cases_for
from telepro.db.whom import Lead
from telepro.embedded.processes import Process, Tier
from telepro.embedded.table import python
from telepro.services import call_lists as dealing
from telepro.telephony import webhooks
from telepro.telephony.carrier import Carrier, Order


@dataclass(frozen=True, slots=True)
class Plant:
    """A bug: the process that has it, the figure of the report that must show it, what breaks it."""

    process: str
    figure: str
    break_it: Callable[[], None]


def planted(name: str, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The table of processes with the bug `name` in the one that it belongs to."""
    return tuple(tuple(_with_bug(name, process) for process in tier) for tier in tiers)


def _with_bug(name: str, process: Process) -> Process:
    if process.name != PLANTS[name].process:
        return process
    # The command is the interpreter, -m, the module and its arguments.
    return replace(process, command=python("tests.plants", name, *process.command[2:]))


def place_twice() -> None:
    """Every order goes to the carrier twice, as it does where a lost reply is answered by a retry."""
    once = Carrier.place

    def place(self: Carrier, order: Order) -> str:
        once(self, order)
        return once(self, order)

    _break(Carrier, "place", place)


def forget_who_holds_what() -> None:
    """A lead that stands on a list is dealt again, and lists look empty: nothing remembers who holds what.

    Without the second half a busy machine may deal to everybody at once, and not again in the run.
    """
    with psycopg.connect(_database()) as connection:
        connection.execute("drop index if exists uq_call_list_entries_open")
    due = lists.due

    def due_again(session: Session, source: lists.Source, *rest: Any) -> list[lists.Due]:
        session.execute(update(Lead).where(source.leads).values(held=False))
        return due(session, source, *rest)

    def on_no_list(session: Session, leads: Sequence[lists.Due], now: datetime) -> dict[int, Case]:
        cases = cases_for(session, leads, now)
        return {
            lead: (replace(facts, on_a_list=False), policy)
            for lead, (facts, policy) in cases.items()
        }

    seat = dealing._seat
    _break(dealing, "_seat", lambda open_seat, policy: seat(replace(open_seat, held=0), policy))
    _break(lists, "due", due_again)
    _break(dealing, "cases_for", on_no_list)


def believe_every_signature() -> None:
    """Any webhook is taken for the carrier's own."""

    def signed(*given: Any) -> bool:
        return True

    _break(webhooks, "signed", signed)


def _break(owner: object, name: str, bug: object) -> None:
    # A bug whose place has moved would be no bug at all, and the run would praise the oracle.
    if not hasattr(owner, name):
        raise AttributeError(f"{owner} has no {name} to break any more")
    setattr(owner, name, bug)


def _database() -> str:
    return os.environ["DATABASE_URL"].replace("postgresql+psycopg://", "postgresql://")


PLANTS: Mapping[str, Plant] = {
    "double-dial": Plant("worker-dial", "double_dials", place_twice),
    "double-deal": Plant("worker-deal", "double_dealt", forget_who_holds_what),
    "unsigned": Plant("web", "unsigned_accepted", believe_every_signature),
}


if __name__ == "__main__":
    bug, module, *arguments = sys.argv[1:]
    PLANTS[bug].break_it()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
