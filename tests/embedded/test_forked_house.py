"""A house whose processes are forked: up, down, crashed and orphaned like one whose are spawned."""

import os
import signal
import sys
from pathlib import Path

import pytest

from telepro.embedded.ports import free_port
from tests.embedded.starter import READY, Starter, alive, started
from tests.embedded.test_start import (
    answers,
    crashes_and_comes_back_alone,
    eventually,
    family_of,
)

HOUSE = "tests.embedded.forked_house"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands over orphans")


def name_of(pid: int) -> str:
    """By which name a process is seen: a spawned one has its interpreter's."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except FileNotFoundError:
        return ""


def forked(starter: Starter) -> list[str]:
    """The names of the processes that the nursery has forked."""
    marks = starter.marks()
    return [name for name in ("web", "worker") if name_of(marks[name].pid) == name]


def test_a_stop_leaves_nothing_of_a_forked_house(used: Path) -> None:
    with started(used / "var", "--port", "5600", module=HOUSE) as starter:
        starter.await_words(READY)
        assert forked(starter) == ["web", "worker"]
        assert answers(starter)
        family = family_of(starter)
        starter.signal(signal.SIGINT)
        assert starter.ended() == 0
    assert alive(family) == set()
    assert not (used / "var/running.json").exists()


def test_the_nursery_ends_with_a_killed_starter_and_the_next_start_clears_up(used: Path) -> None:
    port = str(free_port())
    with started(used / "var", "--port", port, module=HOUSE) as killed:
        killed.await_words(READY)
        address, family, marks = killed.address(), family_of(killed), killed.marks()
        killed.signal(signal.SIGKILL)
        killed.ended()
    assert eventually(lambda: not marks["nursery"].runs())
    assert marks["web"].runs()
    assert marks["worker"].runs()
    with started(used / "var", "--port", port, module=HOUSE) as again:
        again.await_words(READY)
        assert alive(family) == set()
        assert again.address() == address
        assert answers(again)


def test_a_forked_process_that_crashed_is_forked_again_and_its_children_do_not_stay(
    used: Path,
) -> None:
    with started(used / "var", "--port", "5600", module=HOUSE) as starter:
        starter.await_words(READY)
        crashes_and_comes_back_alone(starter)
        assert eventually(lambda: forked(starter) == ["web", "worker"])


def test_a_killed_nursery_takes_nobody_along_and_is_started_again(used: Path) -> None:
    with started(used / "var", "--port", "5600", module=HOUSE) as starter:
        starter.await_words(READY)
        before = starter.marks()
        os.kill(before["nursery"].pid, signal.SIGKILL)
        starter.await_words("nursery ended (code -9); starting it again in 0.5 s")
        nursery = before.pop("nursery")
        assert eventually(lambda: starter.marks().get("nursery", nursery) != nursery)
        assert answers(starter)
        assert {name: starter.marks()[name] for name in before} == before
