"""Measures how fast teleprospectors open their next lead, one, eight and thirty-two at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select

from campaigns.dealing import LEASE
from scripts.benchmarks import claims, rows
from scripts.benchmarks.crowds import Work, at_once
from scripts.benchmarks.measuring import Pair
from scripts.benchmarks.place import House, Place, application
from scripts.benchmarks.workloads import Size
from telepro.db import next_entries, transaction
from telepro.db.who import WorkSession
from telepro.services import desk

LEADS = 1_000_000
FEW = 2_000
CALLERS = 1_280
EACH = 3
CROWDS = (1, 8, 32)
# Openings of each process before the clock runs: by then its statement is planned once for all.
WARMING = 12
CLOSE = (
    "update call_list_entries set opened_at = null, valid_until = dealt_at + interval '20 minutes'"
)
BARE = "bare claim of one row by SKIP LOCKED, as many clients"

Act = Callable[[int, int], None]


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Opening by crowds, from many due leads against few, and the whole desk that is then shown."""
    many, callers = size.of(LEADS, 10_000), size.of(CALLERS, 640)
    with (
        opening_house(place, "open_few", FEW, callers) as small,
        opening_house(place, "open_many", many, callers) as large,
    ):
        claims.prepare(large.house.url, many)
        by_crowd = [
            Pair(
                f"open, {count} at once",
                "leads/s",
                partial(large.open, count),
                partial(large.claim, count),
                BARE,
                0.3,
                0.5,
            )
            for count in CROWDS
        ]
        yield (
            *by_crowd,
            Pair(
                f"open, {many:,} due",
                "leads/s",
                partial(large.open, 8),
                partial(small.open, 8),
                f"the same with {FEW:,} due",
                0.9,
            ),
            Pair(
                "desk shown, 8 at once",
                "desks/s",
                partial(large.show, 8),
                partial(large.claim, 8),
                BARE,
            ),
        )


class Openers:
    """One campaign whose callers have leads on their lists, none of them open."""

    def __init__(self, house: House, people: Sequence[int]) -> None:
        self.house, self.people = house, people

    def open(self, crowd: int) -> float:
        """Leads opened per second, each on the list of another person."""
        return self._rate(crowd, desk_opened)

    def show(self, crowd: int) -> float:
        """Whole desks per second, each with a lead that has to be opened."""
        return self._rate(crowd, desk_shown)

    def claim(self, crowd: int) -> float:
        """Bare rows claimed per second, one a transaction."""
        share = len(self.people) // crowd

        def prepare(place: int) -> Work:
            claim = claims.claimer(self.house.url, 1)
            claim(place)
            return lambda: [claim(place) for _ in range(share)].clear()

        seconds = at_once(crowd, prepare)
        claims.renew(self.house.url)
        return crowd * share / seconds

    def _rate(self, crowd: int, act: Act) -> float:
        with self.house.app.app_context():
            rows.run(CLOSE, {})
            rows.settle("call_list_entries")
            campaign = self.campaign()
        share = len(self.people) // crowd
        seconds = at_once(crowd, partial(self._caller, act, campaign, share))
        return crowd * (share - WARMING) / seconds

    def _caller(self, act: Act, campaign: int, share: int, place: int) -> Work:
        app = application(self.house.environment)
        people = self.people[place * share : (place + 1) * share]

        def show(some: Sequence[int]) -> None:
            for person in some:
                with app.app_context():
                    act(person, campaign)

        # A web server that has run for a minute has made its statements and connected.
        show(people[:WARMING])
        return partial(show, people[WARMING:])

    def campaign(self) -> int:
        """The one campaign of the house."""
        return rows.rows().scalars(select(WorkSession.campaign_id).limit(1)).one()


def desk_opened(person: int, campaign: int) -> None:
    """Open the next lead of a person, as the desk does."""
    with transaction() as session:
        assert next_entries.open_first(session, person, campaign, rows.NOW, LEASE)


def desk_shown(person: int, campaign: int) -> None:
    """All that the desk shows; it opens the lead, too."""
    assert desk.state(person, rows.NOW).card


@contextmanager
def opening_house(place: Place, name: str, leads: int, callers: int) -> Iterator[Openers]:
    """A house with so many due leads and callers with leads on their lists."""
    with place.house(name) as house:
        world = rows.cast()
        rows.leads(world, leads + callers * EACH)
        rows.callers(world, callers)
        rows.lists(world, callers, EACH)
        people = rows.rows().scalars(select(WorkSession.person_id).order_by(WorkSession.person_id))
        yield Openers(house, list(people))
