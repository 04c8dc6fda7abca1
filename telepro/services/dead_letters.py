"""An administrator looks at what was given up, has it tried again, or gives it up for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from telepro.db import audit, dead_letters, transaction
from telepro.db.dead_letters import DeadLetter, LetterKind
from telepro.timetable import EVERY, slot

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class ChoreLine:
    """A periodic chore: when it last ran, when it next will, whether a run was missed."""

    name: str
    last: datetime | None
    next: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What was given up of each kind, and how many there are in all (1,000 at most)."""

    letters: Mapping[LetterKind, Sequence[DeadLetter]]
    counts: Mapping[LetterKind, int]
    chores: Sequence[ChoreLine]


@dataclass(frozen=True, slots=True)
class Preview:
    """What trying all of a kind again would take: how many, the newest of them."""

    kind: LetterKind
    takes: int
    newest: int


def kept(now: datetime) -> Kept:
    """Everything that was given up, and how the chores stand."""
    with transaction() as session:
        runs = dead_letters.last_runs(session)
        return Kept(
            {kind: dead_letters.listed(session, kind, now) for kind in LetterKind},
            {kind: dead_letters.counted(session, kind, now)[0] for kind in LetterKind},
            [_chore(name, runs.get(name), now) for name in EVERY],
        )


def preview(kind: LetterKind, now: datetime) -> Preview:
    """What trying all of a kind again would take."""
    with transaction() as session:
        return Preview(kind, *dead_letters.counted(session, kind, now))


def try_again(kind: LetterKind, letter_id: int, by_id: int, now: datetime) -> bool:
    """Have one tried again, once; False when it has moved on meanwhile."""
    with transaction() as session:
        done = dead_letters.try_again(session, kind, letter_id, now)
        if done:
            subject = f"{kind} {letter_id}"
            audit.note(session, by_id, None, "dead_letter.tried_again", subject, {}, now)
        return done


def try_all_again(kind: LetterKind, newest: int, by_id: int, now: datetime) -> int:
    """Have all tried again that a preview showed, and none that came later; how many."""
    with transaction() as session:
        done = dead_letters.try_all_again(session, kind, newest, now)
        if done:
            details = {"number": done}
            audit.note(session, by_id, None, "dead_letters.tried_again", str(kind), details, now)
        return done


def drop(kind: LetterKind, letter_id: int, reason: str, by_id: int, now: datetime) -> bool:
    """Give one up for good, with a reason for the journal; False when it has moved on meanwhile."""
    said = reason.strip()[:LONGEST_REASON]
    with transaction() as session:
        done = bool(said) and dead_letters.drop(session, kind, letter_id, said, now)
        if done:
            subject, details = f"{kind} {letter_id}", {"reason": said}
            audit.note(session, by_id, None, "dead_letter.dropped", subject, details, now)
        return done


def _chore(name: str, last: datetime | None, now: datetime) -> ChoreLine:
    every = EVERY[name]
    begun = slot(now, every)
    # The run of this very slot may be about to begin.
    return ChoreLine(name, last, begun + every, last is None or last < begun - every)
