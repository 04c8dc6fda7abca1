"""The starter as a person meets it: up in order, down in reverse, nothing left, also after kill -9."""

import os
import shutil
import signal
import site
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest

from telepro.embedded.ports import free_port
from telepro.embedded.table import ROOT
from tests.embedded.starter import READY, Starter, alive, children_of, started

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
NOBODY = 65534
AS_NOBODY = ("--reuid=65534", "--regid=65534", "--clear-groups")


def answers(starter: Starter) -> bool:
    """True when the page behind the starter's address is there."""
    host, port = starter.address().removeprefix("http://").split(":")
    connection = HTTPConnection(host, int(port), timeout=5)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status == 200


def eventually(holds: Callable[[], bool]) -> bool:
    """True as soon as `holds` does, within ten seconds."""
    deadline = time.monotonic() + 10
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return held


def family_of(starter: Starter) -> set[int]:
    """Every process below the starter, once its worker has a child too."""
    worker = starter.marks()["worker"]
    assert eventually(lambda: children_of({worker.pid}) != set())
    return children_of({starter.pid})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_ends_with_zero_and_leaves_nothing(used: Path, number: signal.Signals) -> None:
    with started(used / "var", "--port", "5600") as starter:
        starter.await_words(READY)
        assert answers(starter)
        family = family_of(starter)
        sockets = Path(starter.record()["sockets"])
        assert sockets.exists()
        starter.signal(number)
        assert starter.ended() == 0
    assert alive(family) == set()
    assert not sockets.exists()
    assert not (used / "var/running.json").exists()
    assert "Stopped, nothing left running" in starter.said()


def test_a_stop_during_the_start_is_orderly_too(place: Path) -> None:
    with started(place / "var", "--port", "5600") as starter:
        starter.await_words("Starting PostgreSQL")
        starter.signal(signal.SIGINT)
        assert starter.ended() == 0
    assert children_of({starter.pid}) == set()
    assert not (place / "var/running.json").exists()


def test_rows_outlive_a_stop(place: Path) -> None:
    for expected in (0, 1):
        with started(place / "var", "--port", "5600") as starter:
            starter.await_words(READY)
            with psycopg.connect(starter.record()["environment"]["DATABASE_URL"]) as connection:
                connection.execute("create table if not exists kept (it int)")
                count = connection.execute("select count(*) from kept").fetchone()
                connection.execute("insert into kept values (1)")
            assert count == (expected,)


def test_a_second_start_on_the_same_data_says_so(used: Path) -> None:
    with started(used / "var", "--port", "5600") as first:
        first.await_words(READY)
        with started(used / "var", "--port", "5600") as second:
            assert second.ended() == 1
        assert f"already at work on it at {first.address()} (process {first.pid})" in second.said()
        assert answers(first)


def test_two_instances_in_two_directories_live_side_by_side(place: Path) -> None:
    with (
        started(place / "one", "--port", "5600") as one,
        started(place / "two", "--port", "5600") as two,
    ):
        one.await_words(READY)
        two.await_words(READY)
        assert one.address() != two.address()
        urls = {starter.record()["environment"]["DATABASE_URL"] for starter in (one, two)}
        assert len(urls) == 2
        assert answers(one)
        assert answers(two)


def test_a_start_after_kill_nine_of_the_starter_first_stops_what_was_left(used: Path) -> None:
    port = str(free_port())  # other tests take and leave 5600 meanwhile
    with started(used / "var", "--port", port) as killed:
        killed.await_words(READY)
        address = killed.address()
        family = family_of(killed)
        killed.signal(signal.SIGKILL)
        killed.ended()
    assert alive(family)
    with started(used / "var", "--port", port) as again:
        again.await_words(READY)
        assert "processes that an earlier start left behind" in again.said()
        assert alive(family) == set()
        assert again.address() == address
        assert answers(again)


def test_a_process_number_that_now_belongs_to_another_is_left_alone(used: Path) -> None:
    with started(used / "var", "--port", "5600") as killed:
        killed.await_words(READY)
        family = family_of(killed)
        killed.signal(signal.SIGKILL)
        killed.ended()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    record = (used / "var/running.json").read_text()
    worker = killed.marks()["worker"]
    # As if the worker had ended long ago and its number had been given to somebody else.
    os.kill(worker.pid, signal.SIGKILL)
    (used / "var/running.json").write_text(record.replace(str(worker.pid), str(stranger.pid), 1))
    try:
        with started(used / "var", "--port", "5600") as again:
            again.await_words(READY)
            assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
        for pid in alive(family):
            os.kill(pid, signal.SIGKILL)


def crashes_and_comes_back_alone(starter: Starter) -> None:
    """Kill the worker: it is started again, and its children are gone."""
    worker = starter.marks()["worker"]
    assert eventually(lambda: len(children_of({worker.pid})) == 1)
    grandchildren = children_of({worker.pid})
    os.kill(worker.pid, signal.SIGKILL)
    starter.await_words("worker ended (code -9); starting it again in 0.5 s")
    assert eventually(lambda: starter.marks().get("worker", worker) != worker)
    assert alive(grandchildren) == set()


def test_a_crashed_process_is_started_again_and_its_children_do_not_stay(used: Path) -> None:
    with started(used / "var", "--port", "5600") as starter:
        starter.await_words(READY)
        crashes_and_comes_back_alone(starter)


def test_a_crashed_database_comes_back_at_the_same_address(used: Path) -> None:
    with started(used / "var", "--port", "5600") as starter:
        starter.await_words(READY)
        url = starter.record()["environment"]["DATABASE_URL"]
        os.kill(starter.marks()["postgres"].pid, signal.SIGKILL)
        starter.await_words("postgres ended")

        def reachable() -> bool:
            try:
                psycopg.connect(url).close()
            except psycopg.OperationalError:
                return False
            return True

        assert eventually(reachable)


def test_a_taken_port_is_passed_over(used: Path) -> None:
    with started(used / "var", "--port", "5600") as one:
        one.await_words(READY)
        taken = int(one.address().rpartition(":")[2])
        with started(used / "two", "--port", str(taken)) as two:
            two.await_words(READY)
            assert int(two.address().rpartition(":")[2]) > taken


def test_a_data_directory_that_cannot_be_written_is_refused_in_words(place: Path) -> None:
    (place / "file").write_text("not a directory")
    with started(place / "file/var") as starter:
        assert starter.ended() == 1
    assert starter.said().startswith("--data: found ")
    assert "Name another one with --data." in starter.said()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_BASE_URL", "http://calls.example.com"),
        ("TWILIO_BASE_URL", "https://api.twilio.com"),
        ("TELEPRO_CLOCK_SHIFT", "3600"),
    ],
)
def test_a_setting_that_cannot_work_is_named_before_anything_starts(
    place: Path, name: str, value: str
) -> None:
    account = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "t" * 32}
    with started(place / "var", environ={**account, name: value}) as starter:
        assert starter.ended() == 1
    assert starter.said().startswith(f"{name}: found ")
    assert not (place / "var/postgres").exists()


def test_it_starts_on_a_path_of_150_characters_with_spaces(place: Path) -> None:
    deep = place / ("a long name " * 11) / "var"
    deep = deep.parent / (deep.name + "x" * max(0, 150 - len(str(deep))))
    deep.parent.mkdir()
    assert len(str(deep)) >= 150
    with started(deep, "--port", "5600") as starter:
        starter.await_words(READY)
        assert answers(starter)


@root_only
def test_root_starts_inside_a_tree_closed_to_others(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with started(closed / "var", "--port", "5600") as starter:
        starter.await_words(READY)
        assert answers(starter)
        status = Path(f"/proc/{starter.marks()['postgres'].pid}/status").read_text()
    assert (closed / "var/postgres").exists() or "Uid:\t65534" in status


@root_only
def test_root_without_user_namespaces_lodges_postgres_with_nobody(place: Path) -> None:
    tools = place / "tools"
    tools.mkdir()
    with started(place / "var", "--port", "5600", environ={"PATH": str(tools)}) as starter:
        starter.await_words(READY)
        lodged = Path((place / "var/postgres.place").read_text())
        status = Path(f"/proc/{starter.marks()['postgres'].pid}/status").read_text()
        assert answers(starter)
    try:
        assert "Uid:\t65534" in status
        assert lodged.stat().st_mode & 0o077 == 0
        assert lodged.stat().st_uid == NOBODY
        with started(place / "var", "--port", "5600") as again:
            again.await_words(READY)
        assert not (place / "var/postgres").exists(), "the cluster stays where it is"
    finally:
        shutil.rmtree(lodged)


@root_only
def test_an_unprivileged_user_starts_it(place: Path) -> None:
    """With our own Python made visible to that user, as it may lie below /root."""
    os.chown(place, NOBODY, NOBODY)
    (place / "python").mkdir()
    script = 'mount --bind "$0" "$1" && shift && exec setpriv ' + " ".join(AS_NOBODY) + ' "$@"'
    prefix = ["unshare", "--mount", "sh", "-c", script, sys.base_prefix, str(place / "python")]
    python = str(place / "python/bin" / Path(sys.executable).resolve().name)
    environ = {
        "PYTHONPATH": os.pathsep.join([str(ROOT), *site.getsitepackages()]),
        "LD_LIBRARY_PATH": str(place / "python/lib"),
    }
    probe = [*prefix, python, "-c", "import telepro.embedded.start"]
    if subprocess.run(probe, cwd="/", env={**os.environ, **environ}).returncode:
        pytest.skip(f"{ROOT} is closed to other users here, or nothing may be mounted")
    flags = ("--port", "5600")
    with started(place / "var", *flags, environ=environ, prefix=prefix, python=python) as starter:
        starter.await_words(READY)
        assert answers(starter)
        status = Path(f"/proc/{starter.marks()['postgres'].pid}/status").read_text()
    assert "Uid:\t65534" in status
    assert (place / "var/postgres").stat().st_uid == NOBODY
