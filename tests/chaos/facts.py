"""Plain facts to judge a run by: the carrier's account, what people were told, and questions to the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.chaos import oracles_rows as rows
from tests.chaos.acts import Act
from tests.chaos.carried import Account
from tests.chaos.oracles_rows import Ask


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """A committed attempt, as the tables have it."""

    id: str
    person: int
    sid: str | None
    state: str
    controller: int
    prospect: int
    number: str
    intended_at: datetime
    postal_code: str
    audience: str
    status: str | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the checks may look at."""

    ask: Ask
    began: datetime
    ended: datetime
    leads: int
    account: Account
    acts: Sequence[Act]
    attempts: Mapping[str, AttemptRow]
    most_attempts: int = 6
    cps: int = 30
    rest_seconds: float = 0.0
    quarantined: frozenset[str] = frozenset()
    fallen: Sequence[str] = ()
    held_twice: frozenset[int] = frozenset()
    forged_statuses: Sequence[int] = ()
    forged_marks: Sequence[str] = ()
    replayed_statuses: Sequence[int] = ()
    poison_taken: int = 0
    poison_unsure: int = 0
    windows: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    recoveries: Mapping[str, Sequence[float]] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    people_lost: Sequence[str] = ()
    leaks: Sequence[str] = ()
    let_in: Sequence[str] = ()
    erased_calls: frozenset[str] = frozenset()  # attempts and the carrier's ids of their calls
    left_of_erased: Sequence[str] = ()
    erased_again: Sequence[str] = ()
    lost_recordings: Sequence[str] = ()
    miscounted: Sequence[str] = ()
    audit_problems: Sequence[str] = ()
    suppressed_numbers: frozenset[str] = frozenset()

    def questioned(self, question: Any, **more: Any) -> list[tuple[Any, ...]]:
        """Rows that answer a question; the run's own bounds are known to it."""
        keys = [act.key for act in self.acts]
        known = {"began": self.began, "ended": self.ended, "leads": self.leads, "keys": keys}
        return self.ask(question, known | more)


def attempts_of(ask: Ask) -> dict[str, AttemptRow]:
    """Every committed attempt by its public id."""
    return {str(row[0]): AttemptRow(*row) for row in ask(rows.ATTEMPTS, {})}
