"""Decides when the teleprospector's own line was lost during a session, why, and what that makes of
the time in which they meant to work.

What the carrier says of legs comes late, twice and in any order. So nothing here follows the
messages: losses are read off all that is known of the session's legs, and the time at work is cut
anew each time something more is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from campaigns.states import WorkState

# A page asks every thirty seconds at least, and a session notes it every five.
SILENT_AFTER = timedelta(seconds=45)


class LineLoss(StrEnum):
    """Why a line was lost."""

    NETWORK_LOST = "network_lost"
    BROWSER_CLOSED = "browser_closed"
    LINE_HUNG_UP = "line_hung_up"


@dataclass(frozen=True, slots=True)
class Leg:
    """What is known of one leg of a session: when it joined and left, and what is said of its end."""

    joined_at: datetime | None
    left_at: datetime | None
    loss: LineLoss | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without any leg, between two of them or after the last (`ends` is None)."""

    begins: datetime
    ends: datetime | None
    loss: LineLoss


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the time in which somebody meant to work: at work, or without a line and why."""

    begins: datetime
    ends: datetime | None
    state: WorkState
    reason: LineLoss | None = None


def presumed(left_at: datetime, seen_at: datetime) -> LineLoss | None:
    """What the end of a leg says by itself, of a page that was last seen at `seen_at`.

    The leg of a page that was closed ends within moments. Where the page had long been silent when
    its leg ended, both had lost their network; otherwise nothing is known (None).
    """
    return LineLoss.NETWORK_LOST if seen_at + SILENT_AFTER < left_at else None


def gaps(legs: Sequence[Leg]) -> list[Gap]:
    """The times without a line, in order; before the first leg there was none to be lost.

    A newer leg takes the place of an older one, whether or not anybody told of the older one's end.
    """
    begun = sorted((leg for leg in legs if _began(leg)), key=_order)
    found = []
    for leg, following in pairwise([*begun, None]):
        back_at = _began(following) if following else None
        if leg is None or leg.left_at is None:
            continue
        if back_at is None or back_at > leg.left_at:
            found.append(Gap(leg.left_at, back_at, leg.loss or LineLoss.LINE_HUNG_UP))
    return found


def cut(begins: datetime, ends: datetime | None, lost: Sequence[Gap]) -> list[Piece]:
    """The time from `begins` to `ends` (None: it goes on), in which somebody meant to work, cut at
    the losses in it; what would last no time is left out."""
    pieces = []
    at = begins
    for gap in lost:
        start, end = max(gap.begins, at), _earlier(gap.ends, ends)
        if _is_over(start, end) or _is_over(start, ends):
            continue
        if at < start:
            pieces.append(Piece(at, start, WorkState.READY))
        pieces.append(Piece(start, end, WorkState.LINE_LOST, gap.loss))
        if end is None:
            return pieces
        at = end
    if not pieces or not _is_over(at, ends):
        pieces.append(Piece(at, ends, WorkState.READY))
    return pieces


def _began(leg: Leg) -> datetime | None:
    return leg.joined_at or leg.left_at


def _order(leg: Leg) -> tuple[datetime, datetime]:
    began = leg.joined_at or leg.left_at or _EARLIEST
    return began, leg.left_at or _LATEST


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _is_over(start: datetime, end: datetime | None) -> bool:
    return end is not None and end <= start


_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)
