"""What the database says after the calls: how many came to an end, what stands twice, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from tests.balance import CORRECTED, UNBALANCED

# Two processes read the clock a moment apart: a list given back and dealt anew may seem to overlap.
READINGS_APART = "1 second"

ENDED: LiteralString = """
    select count(distinct a.id)
    from attempts a join outcomes o on o.attempt_id = a.id
    join stage_moves m on m.outcome_id = o.id
    where a.ended_at is not null"""
OUTCOMES: LiteralString = "select count(*) from outcomes"
STAGE_MOVES: LiteralString = "select count(*) from stage_moves where outcome_id is not null"
DOUBLE_DEALT: LiteralString = """
    select count(*)
    from call_list_entries a join call_list_entries b on a.lead_id = b.lead_id and a.id < b.id
    where least(coalesce(a.ended_at, 'infinity'), coalesce(b.ended_at, 'infinity'))
        > greatest(a.dealt_at, b.dealt_at) + %(apart)s::interval"""
ATTEMPTS: LiteralString = "select public_id, sid from attempts where sid is not null"
MARKED: LiteralString = """
    select payload ->> 'SequenceNumber' from call_inbox
    where payload ->> 'SequenceNumber' = any(%(marks)s)"""
# Calls that live, messages that wait, calls whose outcome is still owed, recordings that the carrier
# has yet to tell of: all zero at rest.
RESTLESS: LiteralString = """
    select (select count(*) from live_calls)
        + (select count(*) from call_inbox where applied_at is null)
        + (select count(*) from attempts where ended_at is not null and settled_at is null)
        + (select count(*) from recordings where state in ('expected', 'at_carrier'))"""
REMEMBERED: tuple[LiteralString, ...] = (
    "select * from call_inbox order by id",
    "select * from attempts order by id",
    "select * from calls order by id",
    "select * from outcomes order by id",
    "select * from stage_moves order by id",
    "select * from work_sessions order by id",
    "select id, stage, next_call_at, attempts, closed_at from leads order by id",
    "select * from live_calls order by attempt_id",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of the calls."""

    calls: int
    outcomes: int
    stage_moves: int


class Database:
    """Questions to the database of one instance, each in a transaction of its own."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(
            url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True
        )

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()

    def counted(self) -> Counted:
        """Calls that ended with an outcome and a stage move, outcomes, stage moves by outcomes."""
        return Counted(*(self._number(query) for query in (ENDED, OUTCOMES, STAGE_MOVES)))

    def double_dealt(self) -> int:
        """Pairs of entries of one lead whose periods overlap."""
        return self._number(DOUBLE_DEALT, {"apart": READINGS_APART})

    def unbalanced(self) -> list[str]:
        """What the totals say that the rows don't bear out, and what was corrected on the way."""
        found = [self._connection.execute(query) for query in (UNBALANCED, CORRECTED)]
        return [str(row[0]) for each in found for row in each.fetchall()]

    def attempts(self) -> dict[str, str]:
        """The carrier's id of every committed attempt that has one."""
        rows = self._connection.execute(ATTEMPTS).fetchall()
        return {str(attempt): str(sid) for attempt, sid in rows}

    def marked(self, marks: Sequence[str]) -> set[str]:
        """Those of `marks` whose message stands in the inbox."""
        rows = self._connection.execute(MARKED, {"marks": list(marks)}).fetchall()
        return {str(mark) for (mark,) in rows}

    def is_at_rest(self) -> bool:
        """True when no call lives, no message waits and no outcome is owed."""
        return self._number(RESTLESS) == 0

    def memory(self) -> list[list[tuple[object, ...]]]:
        """Everything that a message could change."""
        return [self._connection.execute(query).fetchall() for query in REMEMBERED]

    def _number(self, query: LiteralString, values: dict[str, str] | None = None) -> int:
        row = self._connection.execute(query, values).fetchone()
        return int(row[0]) if row else 0
