"""What must hold after a smoke run, judged by the carrier's ledger and the rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.smoke_database import Counted
from tests.smoke_ledger import Ledger, double_dials
from tests.smoke_messages import FORGED, KINDS, Sent

ENOUGH = 20


@dataclass
class Report:
    """The figures of the last line, in their order."""

    calls: int = 0
    outcomes: int = 0
    stage_moves: int = 0
    double_dials: int = 0
    double_dealt: int = 0
    forged_sent: int = 0
    unsigned_accepted: int = 0
    duplicates_sent: int = 0
    ledger_calls: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a run left to judge it by; `attempts` gives the carrier's id of each committed one."""

    ledger: Ledger
    counted: Counted
    attempts: Mapping[str, str]
    double_dealt: int
    unbalanced: Sequence[str]
    forged: Sequence[Sent]
    kept: set[str]
    repeated: Sequence[int]
    has_repeat_changed: bool
    is_at_rest: bool
    callers_code: int | None


def report(found: Evidence) -> Report:
    """The figures of a run; `seconds` are for who stopped the clock."""
    return Report(
        calls=found.counted.calls,
        outcomes=found.counted.outcomes,
        stage_moves=found.counted.stage_moves,
        double_dials=double_dials(found.ledger.calls),
        double_dealt=found.double_dealt,
        forged_sent=len(found.forged),
        unsigned_accepted=len(_accepted(found)),
        duplicates_sent=len(found.repeated),
        ledger_calls=len(found.ledger.calls),
    )


def problems(found: Evidence) -> Iterator[str]:
    """A sentence for each thing that is not right."""
    figures = report(found)
    for name in ("calls", "outcomes", "stage_moves", "forged_sent", "duplicates_sent"):
        if (count := getattr(figures, name)) < ENOUGH:
            yield f"{name}: found {count}, expected at least {ENOUGH}."
    for name in ("double_dials", "double_dealt", "unsigned_accepted"):
        if count := getattr(figures, name):
            yield f"{name}: found {count}, expected 0."
    yield from _of_calls(found)
    yield from _of_messages(found)
    yield from (f"Kept otherwise than counted: {each}." for each in found.unbalanced)
    if not found.is_at_rest:
        yield "Calls, messages or outcomes were still waiting after the teleprospectors had left."
    if found.callers_code != 0:
        yield f"The teleprospectors ended with {found.callers_code}, expected 0; see callers.log."


def _of_calls(found: Evidence) -> Iterator[str]:
    calls = found.ledger.calls
    if loose := [call.sid for call in calls if call.attempt not in found.attempts]:
        yield f"Calls without a committed attempt: found {len(loose)} ({loose[0]} …), expected 0."
    known = set(found.attempts.values())
    if strange := [call.sid for call in calls if call.sid not in known]:
        yield f"Calls that no attempt knows: found {len(strange)} ({strange[0]} …), expected 0."


def _of_messages(found: Evidence) -> Iterator[str]:
    if missing := set(KINDS) - {each.kind for each in found.forged}:
        yield f"Nothing was forged of these kinds: {', '.join(sorted(missing))}."
    if taken := sorted({f"{e.kind}: {e.status}" for e in found.forged if e.status != FORGED}):
        yield f"Forged messages were answered {', '.join(taken)}; expected {FORGED}."
    if refused := [status for status in found.repeated if not 200 <= status < 300]:
        yield f"True messages sent again: answered {refused}, expected 2xx."
    if found.has_repeat_changed:
        yield "True messages sent again changed rows, expected none."


def _accepted(found: Evidence) -> set[str]:
    """Forged messages that were acknowledged, or that stand in the inbox."""
    acknowledged = {each.mark for each in found.forged if 200 <= each.status < 300}
    return acknowledged | found.kept
