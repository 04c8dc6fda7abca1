"""Measures whether what people wait for stays as quick while leads and calls grow a hundredfold."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from statistics import median

from sqlalchemy import select

from scripts.benchmarks import rows
from scripts.benchmarks.dealing import CALLED, DUE_AGAIN
from scripts.benchmarks.measuring import Judged, Pair, Watch
from scripts.benchmarks.opening import desk_shown
from scripts.benchmarks.place import House, Place
from scripts.benchmarks.workloads import Size
from telepro.db.who import WorkSession
from telepro.db.whom import Lead
from telepro.services import call_lists, leads, reports
from tests.world import World

FIRST = (10_000, 1_000)  # leads, attempts
LAST = (1_000_000, 1_000_000)
CALLERS = 40
EACH = 3
TRIES = 15
CLOSE = """
update call_list_entries set opened_at = null where person_id = :id and ended_at is null
"""

Act = Callable[["Grown"], float]


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Each cost on the largest house beside the same on the smallest."""
    sizes = [tuple(size.of(count, least) for count, least in zip(s, (2_000, 500), strict=True))
             for s in (FIRST, LAST)]  # fmt: skip
    with ExitStack() as held:
        small, large = (
            held.enter_context(grown_house(place, f"growth_{number}", *each))
            for number, each in enumerate(sizes)
        )
        told = f"the same with {sizes[0][0]:,} leads and {sizes[0][1]:,} attempts"
        yield [
            Pair(
                f"growth, {name}",
                "ms",
                partial(large.cost, act),
                partial(small.cost, act),
                told,
                1.2,
                1.05,
                Judged.COST,
            )
            for name, act in ACTS.items()
        ]


class Grown:
    """A campaign of some age."""

    def __init__(self, house: House, world: World, people: list[int], lead_ids: list[str]) -> None:
        self.house, self.world, self.people, self.lead_ids = house, world, people, lead_ids
        self.managers = (world.agency.id,)

    def cost(self, act: Act) -> float:
        """Milliseconds of one act, the median of several."""
        with self.house.app.app_context():
            act(self)
            return 1000 * median(act(self) for _ in range(TRIES))


def opened(grown: Grown) -> float:
    """Open the next lead of a caller and show the desk."""
    person = grown.people[0]
    grown.people.append(grown.people.pop(0))
    rows.run(CLOSE, {"id": person})
    return timed(lambda: desk_shown(person, grown.world.campaign.id))


def dealt(grown: Grown) -> float:
    """Top up every list."""
    rows.run(CALLED, {"now": rows.NOW})
    rows.run(DUE_AGAIN, {})
    rows.settle("leads", "call_list_entries")
    return timed(lambda: call_lists.deal(grown.world.campaign.id, "seed", rows.NOW))


def board_shown(grown: Grown) -> float:
    """The live board's figures."""
    campaign = grown.world.campaign.public_id
    return timed(lambda: reports.board(grown.managers, campaign, rows.NOW))


def lead_shown(grown: Grown) -> float:
    """A lead's page, with the reason why it is, or is not, called now."""
    lead = grown.lead_ids[0]
    grown.lead_ids.append(grown.lead_ids.pop(0))
    return timed(lambda: leads.opened(grown.managers, lead, "fr", rows.NOW))


ACTS: dict[str, Act] = {
    "open": opened,
    "deal": dealt,
    "board": board_shown,
    "lead page": lead_shown,
}


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    watch = Watch()
    with watch.running():
        act()
    return watch.seconds


@contextmanager
def grown_house(place: Place, name: str, lead_count: int, attempts: int) -> Iterator[Grown]:
    """A house with so many leads and so many calls of months ago."""
    with place.house(name) as house:
        world = rows.cast()
        rows.leads(world, lead_count)
        rows.callers(world, CALLERS)
        people = list(rows.rows().scalars(select(WorkSession.person_id)))
        rows.old_calls(world, people[0], attempts, lead_count)
        rows.lists(world, CALLERS, EACH)
        rows.counted(world)
        lead_ids = list(rows.rows().scalars(select(Lead.public_id).order_by(Lead.id).limit(TRIES)))
        yield Grown(house, world, people, lead_ids)
