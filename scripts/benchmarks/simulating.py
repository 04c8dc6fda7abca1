"""Measures how many calls a second a simulated campaign makes, beside as many bare rows written by hand."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import psycopg

from campaigns.plan import Plan, read_plan
from scripts.benchmarks.measuring import Judged, Pair
from scripts.benchmarks.place import Place, tell
from scripts.benchmarks.workloads import Size
from telepro.demo_prospects import prospect_file
from telepro.embedded.table import ROOT
from telepro.simulation.cast import Script
from telepro.simulation.cluster import Cluster, cluster
from telepro.simulation.habits import habits_of
from telepro.simulation.play import Play
from telepro.simulation.result import DayLine
from telepro.simulation.run import Told, Wish, simulate

EXAMPLE = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
MONDAY = date(2026, 11, 30)
CALLERS = 8
CALLS = 2_000
LIMIT = "13 statements a call by hand, same durability"
TABLES = """
create table leads (id bigint primary key, held boolean default false, stage text default 'new');
create table attempts (id bigint primary key, lead_id bigint, state text, sid text);
create table live (attempt_id bigint primary key, lead_id bigint unique);
create table inbox (key text primary key, attempt_id bigint, payload jsonb, applied boolean);
create table calls (attempt_id bigint primary key, status text, seconds int);
create table outcomes (attempt_id bigint primary key, disposition text);
create table counters (name text primary key, value bigint);
insert into leads select i from generate_series(1, {leads}) i;
"""
# One call from the claim of its lead to what came of it, each statement a transaction.
CALL = (
    "update leads set held = true where id = %(n)s and not held",
    "insert into attempts values (%(n)s, %(n)s, 'intended')",
    "insert into live values (%(n)s, %(n)s) on conflict do nothing",
    "update attempts set state = 'placing' where id = %(n)s and state = 'intended'",
    "update attempts set state = 'placed', sid = %(sid)s where id = %(n)s",
    "insert into inbox values (%(sid)s || 'i', %(n)s, '{}', false) on conflict do nothing",
    "insert into inbox values (%(sid)s || 'r', %(n)s, '{}', false) on conflict do nothing",
    "insert into inbox values (%(sid)s || 'c', %(n)s, '{}', false) on conflict do nothing",
    "insert into calls values (%(n)s, 'completed', 40) on conflict do nothing",
    "update inbox set applied = true where key = any(array[%(sid)s || 'i', %(sid)s || 'r'])",
    "delete from live where attempt_id = %(n)s",
    "insert into outcomes values (%(n)s, 'callback')",
    "insert into counters values ('calls', 1) on conflict (name)"
    " do update set value = counters.value + 1",
)


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """The example's campaign on invented schools, until it has made so many calls."""
    calls = size.of(CALLS, 20)
    file = place.folder / "invented.csv"
    file.write_text(prospect_file(), encoding="utf-8")
    with cluster(tell) as ready:
        yield (
            Pair(
                f"simulate, {CALLERS} callers",
                "calls/s",
                partial(simulated, ready, file, calls),
                partial(by_hand, ready, calls),
                LIMIT,
                100,
                250,
                Judged.RATE,
            ),
        )


def simulated(ready: Cluster, file: Path, calls: int) -> float:
    """Calls per second of a simulation, its stage set within the time."""
    text = EXAMPLE.read_text(encoding="utf-8")
    plan = read_plan(text, "fr")
    assert isinstance(plan, Plan)
    people = [habits_of(number, "1") for number in range(1, CALLERS + 1)]
    wish = Wish(Script(text, plan, file, people), MONDAY, 22, "1", calls=calls)
    began = time.perf_counter()
    made = simulate(wish, ready, Told(_unheard, _unseen)).calls
    return made / (time.perf_counter() - began)


def by_hand(ready: Cluster, calls: int) -> float:
    """Calls per second when nothing is judged, signed, rendered or mapped."""
    with ready.fresh("by_hand") as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create schema bare; set search_path to bare")
        connection.execute(TABLES.format(leads=calls))
        began = time.perf_counter()
        for number in range(1, calls + 1):
            for statement in CALL:
                connection.execute(statement, {"n": number, "sid": f"CA{number:032x}"})
        return calls / (time.perf_counter() - began)


def _unheard(lines: list[DayLine], calls: int) -> None:
    """Nobody listens to the days."""


def _unseen(play: Play) -> None:
    """Nobody listens to the end."""
