"""Telling a process of ours from a later one with the same number."""

import os
import subprocess
import sys

from telepro.embedded.marks import Mark, started, stop_all

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_running_process_is_known_by_its_start() -> None:
    mark = Mark("us", os.getpid(), started(os.getpid()))
    assert mark.runs()


def test_another_start_is_another_process() -> None:
    assert not Mark("us", os.getpid(), started(os.getpid()) + "1").runs()


def test_a_process_that_had_ended_when_it_was_marked_never_runs() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mark = Mark("ended", ended.pid, started(ended.pid))
    assert mark.started == ""
    assert not mark.runs()


def test_a_zombie_does_not_run() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert started(child.pid) == ""
    child.wait()


def test_a_process_that_ignores_its_signal_is_killed_after_its_grace() -> None:
    script = "import signal, time; signal.signal(15, signal.SIG_IGN); print('on', flush=True)"
    command = [sys.executable, "-c", f"{script}; time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as deaf:
        assert deaf.stdout
        assert deaf.stdout.readline() == b"on\n"
        stopped = stop_all([Mark("deaf", deaf.pid, started(deaf.pid), grace=0.2)])
        assert deaf.wait() == -9
    assert stopped == ["deaf"]


def test_stopping_what_no_longer_runs_hurts_nobody() -> None:
    with subprocess.Popen(SLEEP) as bystander:
        assert stop_all([Mark("old", bystander.pid, "another boot:1")]) == []
        assert bystander.poll() is None
        bystander.kill()
