"""What a fault can lay hands on: the house, its wires, the people, and the notes of what it did."""

import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg
import requests
from redis.exceptions import RedisError

from telepro.embedded.layout import read_private
from tests.chaos.crowd import Crowd
from tests.chaos.keeper import CONTROL, POINTS
from tests.chaos.proxy import Mode
from tests.chaos.sizes import Size
from tests.system.crash_hook.sitecustomize import slug
from tests.system.house import House

WORKERS = ("worker-dial", "worker-events", "worker-deal", "worker-chores", "worker-imports")
HOT = WORKERS[:3]
LOOK = 0.05
ANSWER = 1.0  # seconds that one question to the house may take


@dataclass
class Stage:
    """One run: `bites` counts what each fault really did, `recoveries` how long each took to heal."""

    house: House
    crowd: Crowd
    size: Size
    dice: Random
    begun: float
    bites: Counter[str] = field(default_factory=Counter)
    recoveries: dict[str, list[float]] = field(default_factory=dict)
    windows: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    people_lost: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def now(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.begun

    @property
    def points(self) -> Path:
        """The folder of armed crash points and of counts."""
        return self.house.layout.data / POINTS

    def wire(self, name: str, mode: Mode, argument: float = 0.0) -> int:
        """Break or mend a wire; how many connections that hit."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.house.layout.data / CONTROL))
            line.sendall(f"{name} {mode} {argument}\n".encode())
            return int(line.makefile().readline() or 0)

    def wires(self) -> dict[str, int]:
        """The port of each wire."""
        found: dict[str, int] = read_private(self.house.layout.record)["wires"]
        return found

    def arm(self, point: str, what: str, times: int) -> None:
        """Let so many processes die (`life`) or freeze (`freeze`) at a crash point."""
        for number in range(times):
            (self.points / f"{slug(point)}.{what}-{number}").touch()

    def frozen(self) -> list[int]:
        """The processes that froze at a crash point and wait to be woken."""
        texts = [file.read_text() for file in self.points.glob("*.frozen-*")]
        return [int(text) for text in texts if text]

    def heals(self, fault: str, holds: Callable[[], object], seconds: float = 60.0) -> None:
        """Note how long it takes until something holds again; infinite when it never does."""
        begun = time.monotonic()
        while not self.stop.is_set() and time.monotonic() - begun < seconds:
            with suppress(OSError, RedisError, requests.RequestException, psycopg.Error):
                if holds():
                    self.recoveries.setdefault(fault, []).append(time.monotonic() - begun)
                    return
            time.sleep(LOOK)
        self.recoveries.setdefault(fault, []).append(float("inf"))
        self.notes.append(f"{fault}: not healed after {seconds:g} s")

    def dials_again(self, fault: str) -> None:
        """Note how long it takes until an attempt made from now on has reached the carrier."""
        last = self.house.number("select coalesce(max(id), 0) from attempts")
        since = "select count(*) from attempts where id > %(last)s and placed_at is not null"
        self.heals(fault, lambda: self.house.number(since, last=last))

    def serves(self) -> bool:
        """Whether the pages answer and can write."""
        answer = requests.get(self.house.address + "/readyz", timeout=ANSWER)
        return answer.status_code == 200

    def signalled(self, pid: int, number: signal.Signals) -> bool:
        """Send a signal; False when nobody of that number runs."""
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return False
        return True

    def children(self, pid: int) -> list[int]:
        """The processes that a process has forked."""
        with suppress(OSError):
            text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            return [int(part) for part in text.split()]
        return []
