"""What lies on every desk, looked at in plain SQL for all people at once, and what must never be seen.

Sixty people who poll whole pages would slow the house more than any fault.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import LiteralString

import psycopg

from campaigns.attempts import RANK, TERMINAL, CallStatus
from telepro import clock
from tests.system.house import House

PAUSE = 0.3  # seconds between two looks

CALLS: LiteralString = """
    select a.person_id, a.public_id, a.ended_at is not null, a.hang_up_at is not null,
        a.result in ('answered', 'machine'), c.status = 'in-progress', a.id
    from attempts a left join calls c on c.attempt_id = a.id
    where a.settled_at is null and a.person_id = any(%(people)s)
        and (a.state <> 'unknown' or exists (
            select from live_calls l where l.attempt_id = a.id and l.person_id is not null))
    order by a.id"""
CARDS: LiteralString = """
    select distinct on (person_id) person_id, public_id from call_list_entries
    where ended_at is null and valid_until > %(now)s and person_id = any(%(people)s)
    order by person_id, tier = 'fresh', id"""
STATUSES: LiteralString = """
    select c.attempt_id, c.status from calls c join attempts a on a.id = c.attempt_id
    where a.id > %(since)s or a.settled_at is null"""
HELD_TWICE: LiteralString = """
    select lead_id from call_list_entries where ended_at is null
    group by lead_id having count(*) > 1"""


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One person's unfinished call."""

    attempt: str
    over: bool
    hung_up: bool
    owes: bool
    talks: bool


@dataclass
class Looks:
    """The newest look, and whatever was seen that must not be: fallen statuses, leads held twice."""

    house: House
    people: list[int]
    calls: dict[int, list[OnDesk]] = field(default_factory=dict)
    cards: dict[int, str] = field(default_factory=dict)
    fallen: list[str] = field(default_factory=list)
    held_twice: set[int] = field(default_factory=set)
    taken: float = 0.0
    samples: int = 0
    _statuses: dict[int, CallStatus] = field(default_factory=dict)

    def until(self, stop: threading.Event) -> None:
        """Look again and again; a database that is away is asked again."""
        while not stop.wait(PAUSE):
            try:
                with self.house.connection() as connection:
                    while not stop.wait(PAUSE):
                        self._look(connection)
            except psycopg.Error:
                self.taken = 0.0

    def _look(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        ask = connection.execute
        calls: dict[int, list[OnDesk]] = {}
        for person, attempt, over, hung, owes, talks, _ in ask(CALLS, {"people": self.people}):
            seen = OnDesk(str(attempt), bool(over), bool(hung), bool(owes), bool(talks))
            calls.setdefault(int(str(person)), []).append(seen)
        cards = ask(CARDS, {"people": self.people, "now": clock.now()}).fetchall()
        self.calls = calls
        self.cards = {int(str(person)): str(entry) for person, entry in cards}
        self.taken = time.monotonic()
        self.samples += 1
        if self.samples % 3 == 0:
            self._watch(connection)

    def _watch(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        newest = max(self._statuses, default=0)
        rows = connection.execute(STATUSES, {"since": newest - 300}).fetchall()
        for attempt, status in ((int(str(a)), CallStatus(str(s))) for a, s in rows):
            self.see(attempt, status)
        self.held_twice |= {int(str(lead)) for (lead,) in connection.execute(HELD_TWICE)}

    def see(self, attempt: int, status: CallStatus) -> None:
        """Compare a call's status with the last one seen: it may rise, and an end stays."""
        before = self._statuses.get(attempt, status)
        fell = RANK[status] < RANK[before]
        if fell or (before in TERMINAL and status is not before):
            self.fallen.append(f"attempt {attempt}: {before} became {status}")
        self._statuses[attempt] = status
