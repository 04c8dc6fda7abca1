"""Measures a day of the whole system: so many people over HTTP, each with a call a minute."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from scripts.benchmarks.day_crowd import PERIOD, Heard, at_desks, warm, work
from scripts.benchmarks.measuring import Judged, Pair, percentile
from scripts.benchmarks.place import Place
from scripts.benchmarks.workloads import FULL, TINY, Size
from telepro import clock
from telepro.db import db
from tests.chaos import scene as scenes
from tests.chaos.acts import Act, Acts, Kind, Verdict
from tests.chaos.sizes import Size as SceneSize
from tests.system.house import LIVING, House, until
from tests.system.standing import standing

PEOPLE = 300
PEOPLE_ASKED = "TELEPRO_BENCH_PEOPLE"  # a number of people of one's own
LEADS_EACH = 40
LEAD_BOUND, WEBHOOK_BOUND = 150.0, 100.0  # milliseconds
ENDS_WITHIN = 180.0  # seconds from the last dial to the last outcome
OWED = (
    "select count(*) from attempts where settled_at is null and result in ('answered', 'machine')"
)
MISSED = "select count(*) from attempts where placed_at is null"


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of a day; times in milliseconds, `wrong` are answers that nobody should get."""

    next_leads: list[float]
    webhooks: list[float]
    dials: int
    wrong: int
    missed: int


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """One day, and every figure of it beside its bound; it takes a minute, so it is lived once."""
    count = int(os.environ.get(PEOPLE_ASKED) or size.of(PEOPLE, 2))
    seconds = 10.0 if size is TINY else 3 * PERIOD if size is FULL else PERIOD
    lived = live(count, seconds)
    print(f"{lived.dials} calls by {count} people in {seconds:g} s", file=sys.stderr)
    yield figures(count, lived)


def figures(count: int, lived: Lived) -> Sequence[Pair]:
    """What people and carrier waited for, and what went wrong, each beside its bound."""
    name = f"day, {count} people"
    return (
        _waited(f"{name}: next lead, p50", lived.next_leads, 50, LEAD_BOUND),
        _waited(f"{name}: next lead, p99", lived.next_leads, 99, LEAD_BOUND, 1.0),
        _waited(f"{name}: webhook, p50", lived.webhooks, 50, WEBHOOK_BOUND),
        _waited(f"{name}: webhook, p99", lived.webhooks, 99, WEBHOOK_BOUND, 1.0),
        _counted(f"{name}: errors", lived.wrong, lived.dials),
        _counted(f"{name}: missed dials", lived.missed, lived.dials),
    )


def _waited(
    name: str, found: list[float], percent: int, bound: float, reach: float | None = None
) -> Pair:
    figure, told = percentile(found or [float("inf")], percent), f"{bound:g} ms, 99 of 100 times"
    return Pair(name, "ms", lambda: figure, lambda: bound, told, reach, judged=Judged.COST)


def _counted(name: str, count: int, dials: int) -> Pair:
    return Pair(
        name, "", lambda: float(count), lambda: float(dials), "all dials", 0.0, judged=Judged.COST
    )


def live(count: int, seconds: float) -> Lived:
    """Let so many people work for so long, in a house of their own."""
    begun, heard = time.monotonic(), Heard()
    acts = Acts(lambda: time.monotonic() - begun)
    with standing("scripts.benchmarks.day_house") as house:
        with house.app.app_context():
            scene = scenes.set_up(db.session(), _scene(count), clock.now())
            db.session.remove()
        with at_desks(house, scene, acts, heard) as people:
            warm(people)
            began, since = acts.clock(), clock.now()
            overdue = work(people, seconds)
            until(partial(_is_known, house), "somebody still owes a word", ENDS_WITHIN)
            # Then all hang up in one moment, as no people do; what that costs is no part of the day.
            of_the_day = (since.isoformat(), clock.now().isoformat())
        told = [act for act in acts.all() if act.at >= began]
        return _lived(house, told, of_the_day, heard, overdue)


def _scene(count: int) -> SceneSize:
    companies = 3 if count % 3 == 0 else 1
    leads = LEADS_EACH * max(count, 20)
    return SceneSize("day", companies, count, leads, False, False, 0, 0)


def _is_known(house: House) -> bool:
    return house.number(LIVING) == 0 and house.number(OWED) == 0


def _lived(
    house: House, told: Sequence[Act], of_the_day: tuple[str, str], heard: Heard, overdue: int
) -> Lived:
    first, last = of_the_day
    webhooks = [line for line in _webhooks(house) if first <= line["at"] <= last]
    failed = sum(not 200 <= line.get("status", 0) < 300 for line in webhooks)
    return Lived(
        next_leads=[1000 * each for each in heard.seconds],
        webhooks=[line["took_ms"] for line in webhooks],
        dials=sum(act.kind is Kind.DIAL and act.verdict is Verdict.OK for act in told),
        wrong=failed + len(heard.failed) + sum(act.verdict is Verdict.UNKNOWN for act in told),
        missed=overdue + house.number(MISSED),
    )


def _webhooks(house: House) -> Iterator[dict[str, Any]]:
    with house.layout.ledger.open(encoding="utf-8") as ledger:
        for text in ledger:
            line = json.loads(text) if text.endswith("\n") else {}
            if line.get("event") == "webhook":
                yield line
