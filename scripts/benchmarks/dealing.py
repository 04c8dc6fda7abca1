"""Measures how fast call lists are topped up from many due leads, each judged by law and plan."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from sqlalchemy import func, select

from scripts.benchmarks import claims, rows
from scripts.benchmarks.measuring import Judged, Pair, Watch
from scripts.benchmarks.place import House, Place
from scripts.benchmarks.workloads import Size
from telepro.db.calling import CallListEntry
from telepro.services import call_lists
from tests.world import World

LEADS = 1_000_000
FEW = 10_000
CALLERS = 200
BATCH = 500
ROUNDS = 3
# What callers do to a list: each lead was called.
CALLED = (
    "update call_list_entries set ended_at = :now, end_reason = 'called' where ended_at is null"
)
DUE_AGAIN = "update leads set held = false where held"
SNAPSHOT = "begin isolation level repeatable read; select count(*) from campaigns"
BARE = "bare batched claim of 500 by SKIP LOCKED, one client"


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Dealing from many and from few due leads, and while another session holds an old snapshot."""
    few, many = size.of(FEW, FEW), size.of(LEADS, FEW)
    with (
        dealing_house(place, "deal_few", few) as small,
        dealing_house(place, "deal_many", many) as large,
    ):
        claims.prepare(large.house.url, many)
        yield (
            Pair("deal", "leads/s", large.deal, large.claim, BARE, 10_000, 30_000, Judged.RATE),
            Pair(
                f"deal, {many:,} due",
                "leads/s",
                large.deal,
                small.deal,
                f"the same with {few:,} due",
                0.9,
            ),
            Pair(
                "deal, old snapshot",
                "leads/s",
                large.deal_beside_old_snapshot,
                large.deal,
                "the same while no session holds an old snapshot",
                0.8,
            ),
        )


class Dealer:
    """One campaign with many due leads and callers whose lists are empty."""

    def __init__(self, house: House, world: World) -> None:
        self.house, self.world = house, world

    def deal(self) -> float:
        """Leads dealt per second of dealing; the lists are emptied in between."""
        watch = Watch()
        with self.house.app.app_context():
            before = entries()
            for turn in range(ROUNDS):
                with watch.running():
                    call_lists.deal(self.world.campaign.id, f"seed {turn}", rows.NOW)
                rows.run(CALLED, {"now": rows.NOW})
            dealt = entries() - before
            rows.run(DUE_AGAIN, {})
            rows.settle("leads", "call_list_entries")
        return dealt / watch.seconds

    def deal_beside_old_snapshot(self) -> float:
        """The same while another session has begun to read and does not end."""
        with psycopg.connect(self.house.url, autocommit=True) as old:
            old.execute(SNAPSHOT)
            return self.deal()

    def claim(self) -> float:
        """Bare rows claimed per second."""
        claim, watch = claims.claimer(self.house.url, BATCH), Watch()
        with watch.running():
            claimed = sum(claim(owner) for owner in range(10))
        claims.renew(self.house.url)
        return claimed / watch.seconds


@contextmanager
def dealing_house(place: Place, name: str, leads: int) -> Iterator[Dealer]:
    """A house with so many due leads and the callers of the workload."""
    with place.house(name) as house:
        world = rows.cast()
        rows.leads(world, leads)
        rows.callers(world, CALLERS)
        dealer = Dealer(house, world)
        dealer.deal()  # the plan is read once a process, the pages once a server
        gc.freeze()  # as a worker does before its first job
        yield dealer


def entries() -> int:
    """How many leads were ever put on a list."""
    return rows.rows().scalar(select(func.count()).select_from(CallListEntry)) or 0
