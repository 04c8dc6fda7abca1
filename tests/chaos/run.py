"""One run from the empty house to the evidence: people work, things break, everything comes to rest."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import LiteralString

import psycopg
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from telepro import clock
from telepro.db import db
from telepro.embedded.layout import read_private
from tests.chaos import scene as scenes
from tests.chaos import timeline
from tests.chaos.acts import Acts
from tests.chaos.carried import Account, read
from tests.chaos.crowd import Crowd, at_work
from tests.chaos.faults import CRASH_POINTS
from tests.chaos.forgotten import Forgotten
from tests.chaos.intruder import Intruder
from tests.chaos.keeper import POINTS
from tests.chaos.scene import Scene
from tests.chaos.sizes import Size
from tests.chaos.stage import Stage
from tests.chaos.strangers import Pulse, Strangers
from tests.system.house import LIVING, House, until
from tests.system.standing import standing

FAULTS = (
    "webhook_drop=0.1,webhook_double=0.1,webhook_reorder=0.15,"
    "create_500=0.03,create_429=0.02,create_lost=0.03"
)
LATEST = 6.5  # seconds that the carrier's last messages may take
BEGINS = 180.0  # seconds until the first people call, on a busy machine
LOOKED_AT = 3.0  # seconds between two looks of whoever need not wait for the end
REST = 120.0  # seconds in which everything must be known
UNKNOWN = "select public_id from attempts where state = 'unknown'"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a run left to judge it by."""

    house: House
    scene: Scene
    stage: Stage
    crowd: Crowd
    account: Account
    strangers: Strangers
    intruder: Intruder
    forgotten: Forgotten
    pulse: Pulse
    began: datetime
    ended: datetime
    rest_seconds: float
    quarantined: tuple[str, ...]
    hits: dict[str, int]
    refused: dict[str, int]


Sees = Callable[[Evidence], bool]


def _nobody(found: Evidence) -> bool:
    """Waits for the end."""
    return False


@contextmanager
def evidence(size: Size, seed: int, sees: Sees = _nobody) -> Iterator[Evidence]:
    """Play a whole run, or until somebody sees in what is known so far what they look for; the house
    still stands while its evidence is judged."""
    with standing("tests.chaos.keeper", FAULTS) as house:
        _say("the house stands")
        with house.app.app_context():
            scene = scenes.set_up(db.session(), size, clock.now())
            db.session.remove()
        _say(f"{scene.leads} leads, {len(scene.seats)} teleprospectors")
        yield _played(house, scene, size, seed, sees)


@dataclass(frozen=True, slots=True)
class _Aside:
    """Who else is there while people call."""

    strangers: Strangers
    intruder: Intruder
    pulse: Pulse
    forgotten: Forgotten


def _played(house: House, scene: Scene, size: Size, seed: int, sees: Sees) -> Evidence:
    begun, began = time.monotonic(), clock.now()
    acts = Acts(lambda: time.monotonic() - begun)
    softphone = f"http://127.0.0.1:{_wire(house, 'softphone')}"
    aside = _Aside(Strangers(house), Intruder(house, scene), Pulse(house), Forgotten(house, scene))
    with at_work(house, scene, softphone, acts, seed) as crowd:
        until(lambda: len(crowd.looks.calls) >= 2, "nobody calls anybody", BEGINS)
        stage = Stage(house, crowd, size, Random(seed), time.monotonic())
        acts.clock = lambda: stage.now
        known = partial(_known, scene, stage, aside, began)
        with _impatiently(house) if size.impatient else nullcontext():
            others = (aside.strangers, aside.intruder, aside.pulse, aside.forgotten)
            with _aside(*others, _Looker(known, sees, stage.stop)):
                timeline.play(stage, timeline.TIMELINES[size.name])
            if stage.stop.is_set():
                return known(0.0)
            house.disarm()
            crowd.rest()
            _say("everybody finishes; waiting until no call lives and no message waits")
            rest = _rests(house, crowd)
            aside.forgotten.come_back()
            until(lambda: house.number(UNTOLD) == 0, "events of the imports untold", 30)
    return known(rest)


def _known(
    scene: Scene, stage: Stage, aside: _Aside, began: datetime, rest_seconds: float
) -> Evidence:
    house = stage.house
    return Evidence(
        house=house,
        scene=scene,
        stage=stage,
        crowd=stage.crowd,
        # What was acknowledged, before it is asked whether it is there.
        account=read(house.layout.ledger),
        strangers=aside.strangers,
        intruder=aside.intruder,
        forgotten=aside.forgotten,
        pulse=aside.pulse,
        began=began,
        ended=clock.now(),
        rest_seconds=rest_seconds,
        quarantined=tuple(name for (name,) in house.ask(UNKNOWN)),
        hits={point: house.hits(point) for point in CRASH_POINTS},
        refused=_counted(house),
    )


@dataclass(frozen=True, slots=True)
class _Looker:
    """Whoever looks at what is known so far, and ends the run when they have seen enough."""

    known: Callable[[float], Evidence]
    sees: Sees
    enough: threading.Event

    def until(self, stop: threading.Event) -> None:
        """Look again and again; a house that is away is looked at later."""
        while self.sees is not _nobody and not stop.wait(LOOKED_AT):
            with suppress(SQLAlchemyError, psycopg.Error, OSError):
                if self.sees(self.known(0.0)):
                    self.enough.set()
                    return


def _wire(house: House, name: str) -> int:
    return int(read_private(house.layout.record)["wires"][name])


@contextmanager
def _aside(*who: Strangers | Intruder | Pulse | Forgotten | _Looker) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=each.until, args=(stop,), daemon=True) for each in who]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(20)


@contextmanager
def _impatiently(house: House) -> Iterator[None]:
    """A reconciler that asks after a second of silence, so that a short run comes to its end."""
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.5):
            try:
                house.reconcile()
            except (SQLAlchemyError, RedisError):
                stop.wait(0.5)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)


def _rests(house: House, crowd: Crowd) -> float:
    """How long it took until everything is known and nobody owes a word."""
    begun = time.monotonic()
    try:
        until(lambda: is_known(house), "still restless", REST)
        rested = time.monotonic() - begun
        crowd.go_home()
        time.sleep(LATEST)
        until(lambda: is_known(house), "restless again", REST)
        until(lambda: house.number(UNTOLD) == 0, "events untold", 30)
    except AssertionError as trouble:
        waiting = house.ask(RESTLESS)
        _say(f"{trouble}: {house.number(LIVING)} live, {house.number(OWED)} owed, {waiting}")
        _say(f"last told to them: {_last_acts(crowd, [row[1] for row in waiting])}")
        return float("inf")
    return rested


OWED: LiteralString = """
    select count(*) from attempts where settled_at is null and result in ('answered', 'machine')"""
RESTLESS: LiteralString = """
    select a.public_id, a.person_id, a.state, a.result, a.ended_at
    from attempts a where a.state in ('intended', 'placing', 'placed')
        or (a.ended_at is not null and a.settled_at is null) limit 5"""
UNTOLD = "select count(*) from outbox where published_at is null"


def _last_acts(crowd: Crowd, people: list[int]) -> list[str]:
    acts = [act for act in crowd.acts.all() if act.person in people][-10:]
    return [f"{a.person} {a.kind} {a.status} at {a.at:.0f} s {' '.join(a.places)}" for a in acts]


def is_known(house: House) -> bool:
    """Whether every call is over, every message applied and every outcome said."""
    return house.number(LIVING) == 0 and house.number(OWED) == 0


def _counted(house: House) -> dict[str, int]:
    files = (house.layout.data / POINTS).glob("*.refused")
    return {file.stem: file.stat().st_size for file in files}


def _say(line: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {line}", flush=True)
