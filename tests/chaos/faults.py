"""What is done to the house, one function per fault; each notes what it really hit."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from typing import LiteralString

import requests
from redis.exceptions import RedisError

from telepro.embedded.layout import read_private
from telepro.embedded.table import ROOT, python
from tests.chaos.keeper import through
from tests.chaos.proxy import Mode
from tests.chaos.stage import HOT, WORKERS, Stage

CRASH_POINTS = (
    "F2 attempt committed, before anything rings",
    "F3 carrier called, before its id is stored",
    "F6 messages claimed, before they are applied",
    "F1 leads dealt",
    "F2 attempt claimed, before the carrier",
    "F5 message kept, before the reply",
    "F6 messages applied, before the commit",
    "F4 carrier's id stored, before the reply",
    "F8 outcome committed, before the reply",
    "F7 messages applied, before anybody is told",
)
EVERYTHING = (*WORKERS, "scheduler", "push", "web", "valkey", "postgres")
PRESENT: LiteralString = """
    select person_id from work_sessions where ended_at is null
        and leg_joined_at is not null and leg_left_at is null and person_id = any(%(people)s)"""
CATCHES_WITHIN = 20.0  # seconds in which somebody should press F2
LIVES_FOR = 1.5  # seconds that a worker works before it may be killed


def warm_up(stage: Stage, seconds: float) -> None:
    """Nothing is broken yet."""
    stage.bites["warm-up"] += 1
    stage.stop.wait(seconds)


def kill_workers(stage: Stage, seconds: float) -> None:
    """Kill a worker every two seconds, none before it has worked and while two others are down.

    On a busy machine a worker takes seconds to come back; with all of them down nothing is tried.
    """
    ends, heard = time.monotonic() + seconds, dict[int, float]()
    names = HOT if stage.size.hot else WORKERS
    while time.monotonic() < ends and not stage.stop.wait(2.0):
        now = time.monotonic()
        with suppress(OSError, RedisError):
            listening = stage.house.listening()
            pids = {name: stage.house.pid(name) or 0 for name in names}
            alive = {n: heard.setdefault(pid, now) for n, pid in pids.items() if pid in listening}
            ready = [name for name, since in alive.items() if now - since >= LIVES_FOR]
            enough = len(ready) >= len(names) - 1
            if enough and stage.house.kill(victim := stage.dice.choice(ready)):
                stage.bites["kill workers"] += 1
                _wait_for_worker(stage, victim, pids[victim])


def _wait_for_worker(stage: Stage, name: str, dead: int) -> None:
    def back() -> bool:
        pid = stage.house.pid(name)
        return pid is not None and pid != dead and pid in stage.house.listening()

    threading.Thread(target=stage.heals, args=("worker", back), daemon=True).start()


def kill_web_workers(stage: Stage, seconds: float) -> None:
    """Kill one of the web server's processes every five seconds."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        master = stage.house.pid("web")
        forked = stage.children(master) if master else []
        if forked and stage.signalled(stage.dice.choice(forked), signal.SIGKILL):
            stage.bites["kill web workers"] += 1
            stage.heals("web", stage.serves)
        if stage.stop.wait(5.0):
            return


def kill_web(stage: Stage, seconds: float) -> None:
    """Kill the web server whole."""
    dead = stage.house.pid("web")
    stage.bites["kill web"] += len(stage.house.kill("web"))
    stage.heals("web", lambda: stage.house.pid("web") not in (None, dead) and stage.serves())


def crash_points(stage: Stage, seconds: float) -> None:
    """Let a process die at each named point, one point after the other, so often as the run asks."""
    order = [point for _ in range(stage.size.lives) for point in CRASH_POINTS]
    for number, point in enumerate(order):
        stage.arm(point, f"life-{number}", 1)
        stage.bites["crash points"] += 1
        if stage.stop.wait(seconds / len(order)):
            return


def freeze(stage: Stage, seconds: float) -> None:
    """Freeze the process that dials between its claim and the carrier, and the one that deals."""
    before = set(stage.frozen())
    stage.arm("F2 attempt claimed, before the carrier", "freeze", 1)
    caught, ends = set[int](), time.monotonic() + CATCHES_WITHIN
    while not caught and time.monotonic() < ends and not stage.stop.wait(0.1):
        caught = set(stage.frozen()) - before
    dealer = stage.house.pid("worker-deal")
    if dealer and stage.signalled(dealer, signal.SIGSTOP):
        stage.bites["freeze"] += 1
    stage.bites["freeze at F2"] += len(caught)
    stage.stop.wait(seconds)
    for pid in (*caught, *([dealer] if dealer else [])):
        stage.signalled(pid, signal.SIGCONT)


def kill_dialer(stage: Stage, seconds: float) -> None:
    """Kill the process that dials while calls ring."""
    ringing = "select count(*) from live_calls"
    for _ in range(50):
        if stage.house.number(ringing) > 0:
            break
        stage.stop.wait(0.1)
    dead = stage.house.pid("worker-dial") or 0
    stage.bites["kill dialer"] += len(stage.house.kill("worker-dial"))
    _wait_for_worker(stage, "worker-dial", dead)


def vanish(stage: Stage, seconds: float) -> None:
    """Half of the people are gone in one second; their tabs wake later, on old cards."""
    gone = stage.crowd.vanish(len(stage.crowd.callers) // 2)
    stage.bites["people vanish"] += len(gone)
    people = [caller.id for caller in gone]
    stage.heals("people gone", lambda: not stage.house.ask(PRESENT, people=people), seconds)
    for (person,) in stage.house.ask(PRESENT, people=people):
        stage.people_lost.append(f"person {person} seems to be there after {seconds:g} s")
    stage.stop.wait(max(0.0, seconds - stage.recoveries["people gone"][-1]))
    for caller in gone:
        with suppress(requests.RequestException):
            stage.bites["old cards pressed"] += caller.presses_an_old_card()
        caller.vanished.clear()


def cut_lines(stage: Stage, seconds: float) -> None:
    """The lines of a third of the people are cut, in a call or not."""
    count = max(1, len(stage.crowd.callers) // 3)
    stage.bites["cut lines"] += stage.wire("softphone", Mode.CUT, count)


def wrong_clocks(stage: Stage, seconds: float) -> None:
    """One more dealer an hour ahead and one an hour behind."""
    helpers = [_helper(stage, f"clock{hour:+d}", "deal", hour * 3600.0) for hour in (1, -1)]
    stage.stop.wait(seconds)
    stage.bites["wrong clocks"] += sum(_ended(helper) for helper in helpers)


def two_of_each(stage: Stage, seconds: float) -> None:
    """A second scheduler and a second process for chores, both with the reconciler in them."""
    helpers = [_helper(stage, "scheduler-2", "", 0.0), _helper(stage, "chores-2", "chores", 0.0)]
    stage.stop.wait(seconds)
    stage.bites["two of each"] += sum(_ended(helper) for helper in helpers)


def _helper(stage: Stage, name: str, bell: str, ahead: float) -> "subprocess.Popen[bytes]":
    """One more process of the house, with its clock so many seconds ahead."""
    noted = dict(_recorded(stage))
    environment = {**os.environ, **noted, **through(noted, stage.wires())}
    shift = float(noted.get("TELEPRO_CLOCK_SHIFT") or 0) + ahead
    environment["TELEPRO_CLOCK_SHIFT"] = f"{shift:.3f}"
    command = python("telepro.worker", bell) if bell else python("telepro.schedule")
    with (stage.house.layout.log / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


def _recorded(stage: Stage) -> dict[str, str]:
    found: dict[str, str] = read_private(stage.house.layout.record)["environment"]
    return found


def _ended(helper: "subprocess.Popen[bytes]") -> int:
    """Stop it; 1 when it had run to this moment."""
    ran = helper.poll() is None
    helper.terminate()
    try:
        helper.wait(10)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()
    return int(ran)


def deploy(stage: Stage, seconds: float) -> None:
    """Stop every process of ours politely and start it again, as a deployment does."""
    begun = time.monotonic()
    pids = {name: stage.house.pid(name) for name in (*WORKERS, "scheduler", "web", "push")}
    for pid in pids.values():
        if pid and stage.signalled(pid, signal.SIGTERM):
            stage.bites["deploy"] += 1

    def all_new() -> bool:
        now = {name: stage.house.pid(name) for name in pids}
        return all(pid and pid != pids[name] for name, pid in now.items())

    stage.heals("deploy", all_new)
    stage.heals("deploy, pages", stage.serves)
    stage.notes.append(f"deploy took {time.monotonic() - begun:.1f} s")


def kill_everything(stage: Stage, seconds: float) -> None:
    """Every process at once."""
    stage.bites["kill everything"] += len(stage.house.kill(*EVERYTHING))
    stage.heals("everything", stage.serves)
    stage.dials_again("everything, first call")
