"""In which order what is told of a lead is folded: outcomes by their attempt, what people changed after it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from campaigns.lead.standing import (
    Decision,
    MeetingChange,
    PassBegun,
    PromiseChange,
    StandingOutcome,
)

Event = StandingOutcome | MeetingChange | PassBegun | PromiseChange | Decision
# By attempt; of one attempt its outcome first, then changes by their moment, then passes
# and moves by hand by theirs.
Place = tuple[int, int, float]


def in_order(
    outcomes: Sequence[StandingOutcome],
    meetings: Sequence[MeetingChange],
    promises: Sequence[PromiseChange],
    passes: Sequence[PassBegun],
    decisions: Sequence[Decision] = (),
) -> list[Event]:
    """Everything told of a lead, in any order, as the fold takes it.

    What changed a meeting or a promise comes after its attempt and after all that was told by
    then, a move by hand after all that was told by then.
    """
    placed: list[tuple[Place, Event]] = [((it.attempt_number, 0, 0.0), it) for it in outcomes]
    placed += [((begun.after_attempt, 2, begun.at.timestamp()), begun) for begun in passes]
    changes: list[MeetingChange | PromiseChange] = [*_last_words(meetings), *promises]
    for change in changes:
        last = max(change.attempt_number, _last_by(change.at, outcomes))
        placed.append(((last, 1, change.at.timestamp()), change))
    placed += [((_last_by(it.at, outcomes), 2, it.at.timestamp()), it) for it in decisions]
    return [event for _, event in sorted(placed, key=lambda pair: pair[0])]


def _last_by(at: datetime, outcomes: Sequence[StandingOutcome]) -> int:
    return max((it.attempt_number for it in outcomes if it.at <= at), default=0)


def _last_words(meetings: Sequence[MeetingChange]) -> Iterable[MeetingChange]:
    """Of each meeting the last word counts: a company that was wrong about it says so."""
    return {it.attempt_number: it for it in sorted(meetings, key=lambda it: it.at)}.values()
