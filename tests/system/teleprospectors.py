"""Teleprospectors who act through the services, and write down what was acknowledged to them."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import LiteralString
from uuid import uuid4

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from campaigns.dispositions import RULES, Disposition, Recorded, SuppressionScope
from campaigns.problems import Refused
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import intentions, outcomes
from telepro.services.intentions import Press
from tests.system.house import PATIENCE, House, until
from tests.world import World

PAUSE = 0.2  # seconds between two looks at all desks

# What lies on each desk, in plain SQL: ten people who look at whole pages would slow the workers.
CALLS: LiteralString = """
    select a.person_id, a.public_id, a.ended_at is not null as over, a.hang_up_at is not null,
        a.result in ('answered', 'machine'), c.status = 'in-progress'
    from attempts a left join calls c on c.attempt_id = a.id
    where a.settled_at is null and a.person_id = any(%(people)s)
        and (a.state <> 'unknown' or exists (
            select from live_calls l where l.attempt_id = a.id and l.person_id is not null))
    order by a.id"""
CARDS: LiteralString = """
    select distinct on (person_id) person_id, public_id from call_list_entries
    where ended_at is null and valid_until > %(now)s and person_id = any(%(people)s)
    order by person_id, id"""

CALL: LiteralString = """
    select a.person_id, a.ended_at is not null, c.status = 'in-progress'
    from attempts a left join calls c on c.attempt_id = a.id where a.public_id = %(attempt)s"""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An outcome that the house said it has kept."""

    attempt: str
    client_key: str
    disposition: Disposition


@dataclass
class Crew:
    """People at work: each calls what is dealt, hangs up soon, records something, again and again."""

    house: House
    people: list[int]
    dice: Random = field(default_factory=lambda: Random(7))
    acknowledged: list[Acknowledged] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, Recorded] = field(default_factory=dict)

    def work_until(self, stop: threading.Event) -> None:
        """Work until told to stop; a house that does not answer is asked again."""
        while not stop.is_set():
            try:
                busy = self._go_on_with_calls()
                self._begin_calls(sorted(set(self.people) - busy))
            except (SQLAlchemyError, psycopg.Error):
                time.sleep(PAUSE)
            time.sleep(PAUSE)

    def finish_up(self) -> None:
        """Record what is still owed, without calling anybody."""
        while any(person_owes for *_, person_owes, _talks in self._calls()):
            self._go_on_with_calls()

    def _calls(self) -> list[tuple[int, str, bool, bool, bool, bool]]:
        return self.house.ask(CALLS, people=self.people)

    def _go_on_with_calls(self) -> set[int]:
        """Hang up, or say what came of it; who has a call that is not settled yet."""
        calls = self._calls()
        for person, attempt, over, hung_up, owes, talks in calls:
            if over and owes:
                self._record(person, attempt)
            elif talks and not over and not hung_up:
                self._hang_up(person, attempt)
        return {person for person, *_ in calls}

    def _begin_calls(self, idle: Sequence[int]) -> None:
        cards = self.house.ask(CARDS, people=list(idle), now=clock.now())
        for person, entry in cards:
            self._dial(person, Press(entry, self.keys.setdefault(entry, uuid4().hex)))

    def _dial(self, person: int, press: Press) -> None:
        # A refusal is an answer too: the lead goes back and another one is dealt.
        with self.house.app.app_context(), suppress(Refused):
            intentions.dial(person, press, clock.now())
            queue.ring(Bell.DIAL)

    def _hang_up(self, person: int, attempt: str) -> None:
        with self.house.app.app_context():
            intentions.hang_up(person, attempt, clock.now())
            queue.ring(Bell.DIAL)

    def _record(self, person: int, attempt: str) -> None:
        """Send one result under one key, however often it has to be sent."""
        key = self.keys.setdefault(attempt, uuid4().hex)
        recorded = self.chosen.setdefault(attempt, self._something(clock.now()))
        with self.house.app.app_context():
            receipt = outcomes.record(person, attempt, key, recorded, clock.now())
            self.acknowledged.append(Acknowledged(attempt, key, receipt.disposition))
            queue.ring(Bell.DEAL)

    def _something(self, now: datetime) -> Recorded:
        refused = Disposition.REFUSED_TO_LISTEN
        return self.dice.choice(
            (
                Recorded(Disposition.GATEKEEPER, now),
                Recorded(Disposition.AWAY, now),
                Recorded(refused, now, reason=RULES[refused].reasons[0].code),
                Recorded(Disposition.CALLBACK, now, callback_at=now + timedelta(days=2)),
                Recorded(Disposition.DO_NOT_CALL, now, scope=SuppressionScope.PROSPECT),
            )
        )


@contextmanager
def at_work(house: House, world: World, count: int) -> Iterator[Crew]:
    """So many new teleprospectors on the line, who work until the block ends."""
    people = [world.caller(f"Personne {number}") for number in range(count)]
    for person in people:
        world.at_work(person)
    world.rows.commit()
    crew, stop = Crew(house, [person.id for person in people]), threading.Event()
    working = threading.Thread(target=crew.work_until, args=(stop,))
    working.start()
    try:
        yield crew
    finally:
        stop.set()
        working.join()


def leads(world: World, count: int, first: int = 0) -> list[int]:
    """So many establishments with a number each, all reserved for fiction; the leads' row ids."""
    made = [
        world.lead(f"+3319900{number:04d}", f"École {number}").id
        for number in range(first, first + count)
    ]
    world.rows.commit()
    return made


def dealt_to(house: House, person: int, *, within: float = PATIENCE) -> str:
    """Wait until the workers have dealt a lead to this person: the entry's public id."""
    found: list[tuple[int, str]] = []

    def looked() -> bool:
        found[:] = house.ask(CARDS, people=[person], now=clock.now())
        return bool(found)

    until(looked, "nothing was dealt", within)
    return found[0][1]


def press_f2(house: House, person: int, entry: str) -> str:
    """Press F2 as the desk does: the attempt's public id; raises `Refused` with the reasons."""
    with house.app.app_context():
        view = intentions.dial(person, Press(entry, uuid4().hex), clock.now())
        queue.ring(Bell.DIAL)
        return view.id


def is_over(house: House, attempt: str) -> bool:
    """Whether the carrier has ended a call; whoever still talks hangs up."""
    (row,) = house.ask(CALL, attempt=attempt)
    person, over, talks = row
    if talks and not over:
        with house.app.app_context():
            intentions.hang_up(person, attempt, clock.now())
            queue.ring(Bell.DIAL)
    return bool(over)
