"""A forked process is in nothing different from a spawned one, and all starts without the nursery."""

import fcntl
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from telepro.embedded import midwife
from telepro.embedded.layout import Layout
from telepro.embedded.lodging import Account
from telepro.embedded.midwife import forked
from telepro.embedded.ports import Ports
from telepro.embedded.processes import Lifetime
from telepro.embedded.spawning import Way, requested, spawned
from telepro.embedded.table import ROOT, Options, Places, loaded_by, tiers
from tests.embedded.forking import Forking, environment, eventually, forking, part, run

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands over orphans")
pytestmark = linux_only


def told(held: Forking, way: Way, **own: Any) -> dict[str, Any]:
    """What a process that was started this way finds."""
    process = replace(part("tell", "one", **own), folder=held.logs)
    code, words = run(process, way, held.logs)
    assert code == 0, words
    return dict(json.loads(words))


def birth(held: Forking, **environ: str) -> str:
    """How a process with this environment of its own comes to be."""
    code, words = run(part("birth", environment=environ), held.way, held.logs)
    assert code == 0, words
    return words.strip()


def test_a_fork_finds_all_that_a_spawned_process_finds(place: Path) -> None:
    with forking(place) as held:
        held.awaits_nursery()
        read, write = os.pipe()
        environ = {"TELEPRO_GREETING": "hello", "PYTHONPATH": str(ROOT)}
        own = {"environment": environ, "descriptors": (write,)}
        assert birth(held) == "forked"
        by_fork, by_command = told(held, held.forks, **own), told(held, spawned, **own)
        os.close(read)
        os.close(write)
    assert by_fork == by_command
    assert by_fork["argv"][1:] == ["tell", "one"]
    assert by_fork["parent"] == os.getpid()
    assert by_fork["folder"] == str(place / "log")
    assert by_fork["environ"]["TELEPRO_GREETING"] == "hello"
    assert set(by_fork["descriptors"]) == {"0", "1", "2", str(write)}


ENDS = ("return", "exit", "exit-in-words", "fail", "leave-a-thread", "kill")
CODES = {"return": 0, "exit": 3, "exit-in-words": 1, "fail": 1, "leave-a-thread": 0, "kill": -9}
LAST_WORDS = {
    "return": "done",
    "exit": "the last words",
    "exit-in-words": "it can't be done",
    "fail": "LookupError: nobody is here",
    "leave-a-thread": "the thread is done",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One nursery for the tests that do it no harm."""
    with forking(tmp_path_factory.mktemp("n")) as found:
        found.awaits_nursery()
        yield found


@pytest.mark.parametrize("end", ENDS)
def test_a_fork_ends_as_a_spawned_process_does(held: Forking, end: str) -> None:
    by_fork = run(part(end), held.forks, held.logs)
    by_command = run(part(end), spawned, held.logs)
    assert by_fork[0] == by_command[0] == CODES[end]
    last = [words.splitlines()[-1:] for _code, words in (by_fork, by_command)]
    assert last == [[LAST_WORDS[end]] if end in LAST_WORDS else []] * 2


def test_the_traceback_of_a_fork_that_fails_is_in_its_log(held: Forking) -> None:
    _code, words = run(part("fail", name="failing"), held.forks, held.logs)
    assert "Traceback (most recent call last)" in words
    assert "in _fail" in words


def test_a_fork_writes_to_the_descriptor_that_it_is_lent(held: Forking) -> None:
    read, write = os.pipe()
    run(part("write", str(write), descriptors=(write,)), held.forks, held.logs)
    os.close(write)
    assert os.read(read, 100) == b"through a lent descriptor"
    os.close(read)


def test_a_lent_descriptor_gives_way_to_one_that_is_to_have_its_number(held: Forking) -> None:
    read, low = os.pipe()
    write = fcntl.fcntl(low, fcntl.F_DUPFD, 50)
    os.close(low)
    # One of these numbers is the one by which the nursery itself knows the pipe.
    for number in range(5, 13):
        with _open_at(number):
            lent = (number, write)
            run(part("write", str(write), descriptors=lent), held.forks, held.logs)
    os.close(write)
    assert os.read(read, 1000) == b"through a lent descriptor" * 8
    os.close(read)


@contextmanager
def _open_at(number: int) -> Iterator[None]:
    """Something open under this number: what is there, else nothing much."""
    if os.path.lexists(f"/proc/self/fd/{number}"):
        yield
        return
    nothing = os.open(os.devnull, os.O_RDONLY)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
    yield
    os.close(number)


def test_what_a_process_prints_goes_to_its_output_and_not_to_its_log(held: Forking) -> None:
    output = held.logs / "printed"
    code, log = run(replace(part("return"), output=output), held.forks, held.logs)
    assert (code, log, output.read_text()) == (0, "", "done\n")


def test_two_forks_throw_different_dice(held: Forking) -> None:
    thrown = [run(part("dice"), held.forks, held.logs) for _ in range(2)]
    assert thrown[0] != thrown[1]


def test_a_fork_carries_its_own_name(held: Forking) -> None:
    held.supervisor.start((part("stay", name="sleeper"),))
    pid = held.marks["sleeper"].pid
    assert eventually(lambda: Path(f"/proc/{pid}/comm").read_text() == "sleeper\n")


def test_a_hook_on_the_search_path_runs_in_a_fork_too(held: Forking) -> None:
    hook = held.logs / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text("import os; os.environ['TELEPRO_HOOKED'] = 'yes'")
    own = {"PYTHONPATH": f"{hook}{os.pathsep}{ROOT}"}
    assert birth(held, **own) == "forked"
    words = [
        run(part("say", "TELEPRO_HOOKED", environment=own), way, held.logs)[1]
        for way in (held.forks, spawned)
    ]
    assert words == ["yes\n", "yes\n"]


@pytest.mark.parametrize("name", ["PYTHONOPTIMIZE", "LANG", "WEB_CONCURRENCY"])
def test_a_process_that_would_have_loaded_otherwise_is_spawned(held: Forking, name: str) -> None:
    assert birth(held, **{name: "1"}) == "spawned"


def test_only_a_module_under_our_own_account_is_asked_of_the_nursery() -> None:
    own = part("return")
    assert requested(own, {})
    assert not requested(replace(own, command=("valkey-server", "--port", "0")), {})
    assert not requested(replace(own, account=Account(65534, 65534)), {})
    assert not requested(replace(own, loads=()), {})


def test_a_fork_that_nobody_waits_for_any_more_does_nothing(held: Forking) -> None:
    request = requested(part("write", "1"), environment())
    assert request
    read, write = os.pipe()
    told, go = os.pipe()
    os.close(go)  # as if whoever asked had been killed before it heard the number
    number = midwife._number(held.nursery.address, request, [told, write, write])
    os.close(told)
    os.close(write)
    assert number
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 1
    assert os.read(read, 100) == b""
    os.close(read)


def test_a_process_that_was_killed_is_forked_again(place: Path) -> None:
    with forking(place) as held:
        held.supervisor.start((part("stay", name="sleeper"),))
        before = held.marks["sleeper"]
        os.kill(before.pid, signal.SIGKILL)
        assert eventually(lambda: held.marks.get("sleeper", before) != before)
        assert "sleeper ended (code -9); starting it again in 0.5 s" in held.said[0]
        pid = held.marks["sleeper"].pid
        assert eventually(lambda: Path(f"/proc/{pid}/comm").read_text() == "sleeper\n")


def test_all_is_spawned_while_the_nursery_is_dead_and_forked_when_it_is_back(place: Path) -> None:
    with forking(place) as held:
        held.awaits_nursery()
        os.kill(held.marks["nursery"].pid, signal.SIGKILL)
        assert birth(held) == "spawned"
        held.awaits_nursery()
        assert birth(held) == "forked"


def test_a_nursery_that_is_silent_is_killed_and_done_without(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(midwife, "PATIENCE", 0.5)
    with forking(place) as held:
        held.awaits_nursery()
        frozen = held.marks["nursery"]
        os.kill(frozen.pid, signal.SIGSTOP)
        assert birth(held) == "spawned"
        assert eventually(lambda: not frozen.runs())
        held.awaits_nursery()
        assert birth(held) == "forked"


def test_all_starts_where_the_nursery_cannot(place: Path) -> None:
    with forking(place, "tests.embedded.no_such_module") as held:
        held.supervisor.start((replace(part("return"), lifetime=Lifetime.STEP),))
        assert (held.logs / "part.log").read_text() == "done\n"
        assert birth(held) == "spawned"


def test_the_nursery_of_a_house_has_neither_thread_nor_connection(place: Path) -> None:
    layout = Layout.at(place / "var")
    planned = tiers(Options(), Places(layout, Ports(1, 2, 3), 9))
    with forking(place, *loaded_by(planned)) as held:
        held.awaits_nursery()
        folder = Path(f"/proc/{held.marks['nursery'].pid}")
        assert len(list((folder / "task").iterdir())) == 1
        # Whoever asked whether it listens was a connection too, for a moment.
        assert eventually(lambda: _beyond(folder) == ["pipe", "socket"]), _beyond(folder)


def _beyond(folder: Path) -> list[str]:
    """What a process holds open beyond its input, output and log."""
    ends = [each for each in (folder / "fd").iterdir() if int(each.name) > 2]
    found = []
    for end in ends:
        with suppress(FileNotFoundError):  # closed since it was listed
            found.append(str(end.readlink()).partition(":")[0])
    return sorted(found)


def test_without_anybody_to_ask_nothing_is_forked(place: Path) -> None:
    request = requested(part("return"), environment())
    assert request
    assert forked(place / "nobody.sock", request, (1, 2)) is None
