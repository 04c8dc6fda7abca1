"""What was given up and waits for a person: messages of the carrier, mails, recordings.

Each is tried again or dropped by one guarded statement, so that two presses do it once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from campaigns.call.recording import RecordingState
from telepro.db.calling import CallInbox
from telepro.db.counting import Mail, PeriodicSlot
from telepro.db.inbox import PATIENCE
from telepro.db.other_legs import CallRecording

SHOWN = 50
MOST_AT_ONCE = 1000
TRIED_ENOUGH = 3  # tries after which a mail is shown to a person, though it is still tried


class LetterKind(StrEnum):
    """What it is that was given up."""

    MESSAGE = "message"
    MAIL = "mail"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One of them, without anybody's data: what it is, since when, how often it was tried, the kind of
    its trouble."""

    id: int
    what: str
    since: datetime
    tries: int
    trouble: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the letters of a kind lie: which count as dead now, and what each change writes."""

    table: type[Any]
    what: ColumnElement[str] | InstrumentedAttribute[str]
    since: InstrumentedAttribute[datetime]
    dead: Callable[[datetime], Sequence[ColumnElement[bool]]]
    again: Callable[[datetime], Mapping[str, Any]]
    drop: Callable[[datetime, str], Mapping[str, Any]]


SHELVES: Mapping[LetterKind, Shelf] = {
    LetterKind.MESSAGE: Shelf(
        CallInbox,
        CallInbox.kind,
        CallInbox.received_at,
        lambda now: (CallInbox.applied_at.is_(None), CallInbox.tries >= PATIENCE),
        lambda now: {"tries": 0},
        lambda now, reason: {"applied_at": now, "problem": f"Dropped: {reason}"},
    ),
    LetterKind.MAIL: Shelf(
        Mail,
        # The first word of a key says which letter it is; what follows are ids.
        func.split_part(Mail.key, "-", 1),
        Mail.created_at,
        lambda now: (
            Mail.sent_at.is_(None),
            Mail.refused_at.is_(None),
            Mail.tries >= TRIED_ENOUGH,
            Mail.next_try_at > now,
            func.coalesce(Mail.good_until > now, True),
        ),
        lambda now: {"next_try_at": None},
        lambda now, reason: {
            "refused_at": now, "body": "", "calendar": None, "problem": f"Dropped: {reason}",
        },
    ),
    LetterKind.RECORDING: Shelf(
        CallRecording,
        literal("recording"),
        func.coalesce(CallRecording.started_at, CallRecording.delete_on),  # type: ignore[arg-type]
        lambda now: (
            CallRecording.state == RecordingState.AT_CARRIER,
            CallRecording.next_try_at.is_(None),
            CallRecording.purged_at.is_(None),
            CallRecording.problem.is_not(None),
            CallRecording.delete_on > now,
        ),
        lambda now: {"tries": 0, "next_try_at": now},
        lambda now, reason: {"delete_on": now, "problem": f"Dropped: {reason}"},
    ),
}  # fmt: skip


def listed(session: Session, kind: LetterKind, now: datetime) -> list[DeadLetter]:
    """The newest letters of a kind that were given up."""
    shelf = SHELVES[kind]
    row = shelf.table
    asked = select(row.id, shelf.what, shelf.since, row.tries, row.problem).where(*shelf.dead(now))
    found = session.execute(asked.order_by(row.id.desc()).limit(SHOWN))
    return [
        DeadLetter(row_id, what, since, tries, trouble_of(problem))
        for row_id, what, since, tries, problem in found
    ]


def counted(session: Session, kind: LetterKind, now: datetime) -> tuple[int, int]:
    """How many of a kind were given up, `MOST_AT_ONCE` at most, and the newest's id (0 without any)."""
    shelf = SHELVES[kind]
    oldest = (
        select(shelf.table.id)
        .where(*shelf.dead(now))
        .order_by(shelf.table.id)
        .limit(MOST_AT_ONCE)
        .subquery()
    )
    found = session.execute(
        select(func.count(oldest.c.id), func.coalesce(func.max(oldest.c.id), 0))
    ).one()
    return found[0], found[1]


def try_again(session: Session, kind: LetterKind, row_id: int, now: datetime) -> bool:
    """Let one be tried as if it had never failed; False when it is not given up (any more)."""
    shelf = SHELVES[kind]
    return _changed(session, shelf, (shelf.table.id == row_id,), shelf.again(now), now) == 1


def try_all_again(session: Session, kind: LetterKind, newest: int, now: datetime) -> int:
    """Let all be tried that were given up when `newest` was the newest of them; how many."""
    shelf = SHELVES[kind]
    return _changed(session, shelf, (shelf.table.id <= newest,), shelf.again(now), now)


def drop(session: Session, kind: LetterKind, row_id: int, reason: str, now: datetime) -> bool:
    """Give one up for good; False when it is not given up (any more)."""
    shelf = SHELVES[kind]
    values = shelf.drop(now, reason)
    return _changed(session, shelf, (shelf.table.id == row_id,), values, now) == 1


def last_runs(session: Session) -> Mapping[str, datetime]:
    """When each periodic chore last ran, by name; the comparison of each campaign is told as one."""
    name = func.split_part(PeriodicSlot.name, " ", 1)
    asked = select(name, func.max(PeriodicSlot.slot)).group_by(name)
    return {str(chore): at for chore, at in session.execute(asked)}


def trouble_of(problem: str | None) -> str:
    """The kind of a trouble: what follows it quotes data of people, and stays where it is."""
    kind, colon, _words = (problem or "").partition(":")
    return kind if colon and kind.isidentifier() else "–"


def _changed(
    session: Session,
    shelf: Shelf,
    which: Sequence[ColumnElement[bool]],
    values: Mapping[str, Any],
    now: datetime,
) -> int:
    changed = session.execute(
        update(shelf.table)
        .where(*which, *shelf.dead(now))
        .values(**values)
        .returning(shelf.table.id)
        .execution_options(synchronize_session=False)
    )
    return len(changed.all())
