"""Decides where a booked result stands between company and teleprospector: waiting, accepted, contested or not owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from campaigns.pipeline import MeetingStatus

UNDO_FOR = timedelta(seconds=10)
# The page's ten seconds begin when it is drawn, and a slow line takes some of them.
UNDONE_AT_LATEST = timedelta(seconds=15)
USUAL_HOURS = 72
FEWEST_HOURS, MOST_HOURS = 24, 720
LONGEST_WORDS = 2000


class ResultState(StrEnum):
    """What a result is worth to whoever brought it. RECORDED ones are no meetings: no company has to
    accept them, and no price is kept for them."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    CONTESTED = "contested"
    NOT_OWED = "not_owed"
    RECORDED = "recorded"


class How(StrEnum):
    """Who or what made a result accepted or not owed."""

    COMPANY = "company"
    DEADLINE = "deadline"
    DECISION = "decision"
    STATUS = "status"


class Side(StrEnum):
    """For whom somebody speaks of a result."""

    COMPANY = "company"
    CALLER = "caller"
    MANAGER = "manager"


class Act(StrEnum):
    """What may be said of a result; each is a row of its own, none is ever changed."""

    ACCEPTED = "accepted"
    CONTESTED = "contested"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    FOUND_OWED = "found_owed"
    FOUND_NOT_OWED = "found_not_owed"


class ContestReason(StrEnum):
    """Why a company contests a result; the order is that of the digits 1 to 4."""

    NOT_DECISION_MAKER = "not_decision_maker"
    OUTSIDE_TARGET = "outside_target"
    NOT_KEPT = "not_kept"
    DUPLICATE = "duplicate"


CONTEST_LABELS: Mapping[ContestReason, Mapping[str, str]] = {
    ContestReason.NOT_DECISION_MAKER: {"fr": "Pas décideur", "en": "Not the decision maker"},
    ContestReason.OUTSIDE_TARGET: {"fr": "Hors cible", "en": "Outside the target"},
    ContestReason.NOT_KEPT: {"fr": "N’a pas honoré", "en": "Did not keep the meeting"},
    ContestReason.DUPLICATE: {"fr": "Doublon", "en": "Duplicate"},
}
LASTING = frozenset({MeetingStatus.BOOKED, MeetingStatus.MOVED, MeetingStatus.HELD})
DECISIONS: Mapping[Act, ResultState] = {
    Act.FOUND_OWED: ResultState.ACCEPTED,
    Act.FOUND_NOT_OWED: ResultState.NOT_OWED,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What company and teleprospectors agreed on before the calls: how long the company has to answer
    (None: no deadline was agreed on), and whether the manager settles what is contested."""

    answer_within: timedelta | None = None
    manager_decides: bool = False


NOTHING_AGREED = Terms()


@dataclass(frozen=True, slots=True)
class Booked:
    """A booked result apart from what was said of it: the last status of its meeting and since when
    (None: it is no meeting), its moment, when it was booked; `accepted_at` where it is noted as
    accepted already, `by_company` whether by a word of the company."""

    status: MeetingStatus | None
    status_at: datetime
    starts_at: datetime | None
    booked_at: datetime
    accepted_at: datetime | None = None
    by_company: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said of a result; `number` orders what was said at one moment."""

    act: Act
    side: Side
    at: datetime
    number: int = 0
    reason: ContestReason | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a result stands, since when (a waiting one: when its meeting is), and how it came to it.

    `until` is when a waiting one is accepted of itself; `reason` why it was contested, `answered`
    whether somebody has answered that.
    """

    state: ResultState
    at: datetime
    how: How | None = None
    until: datetime | None = None
    reason: ContestReason | None = None
    answered: bool = False


def deadline(booked: Booked, terms: Terms) -> datetime | None:
    """Until when a company may contest: the terms' hours from the meeting's moment, or from its
    booking where that is later. A meeting can't be said not to have been kept before its moment."""
    if terms.answer_within is None or booked.starts_at is None:
        return None
    return max(booked.starts_at, booked.booked_at) + terms.answer_within


def standing(booked: Booked, said: Iterable[Said], terms: Terms, now: datetime) -> Standing:
    """Where a result stands at `now`.

    Reads what was said in the order of its moments, however it came: the first word stands until
    it is taken back, and what comes after the deadline, twice, or from the wrong side changes nothing.
    """
    if booked.status is None:
        return Standing(ResultState.RECORDED, booked.status_at)
    stands = folded(booked, said, terms)
    if stands.how is not None:
        return stands
    if booked.accepted_at is not None:
        how = How.COMPANY if booked.by_company else How.DEADLINE
        return Standing(ResultState.ACCEPTED, booked.accepted_at, how)
    if booked.status is MeetingStatus.CANCELLED:
        return Standing(ResultState.NOT_OWED, booked.status_at, How.STATUS)
    if stands.state is ResultState.CONTESTED:
        return stands
    if booked.status not in LASTING:
        return Standing(ResultState.NOT_OWED, booked.status_at, How.STATUS)
    return _unless_late(stands, now)


def folded(booked: Booked, said: Iterable[Said], terms: Terms) -> Standing:
    """Where a result stands by what was said of it alone."""
    until = deadline(booked, terms)
    stands = Standing(ResultState.WAITING, booked.starts_at or booked.status_at, until=until)
    waiting = stands
    for each in sorted(said, key=lambda it: (it.at, it.number)):
        stands = _after(_unless_late(stands, each.at), each, waiting, terms)
    return stands


def allowed(stands: Standing, side: Side, terms: Terms, now: datetime) -> frozenset[Act]:
    """What a side may say of a result at `now`."""
    contested = stands.state is ResultState.CONTESTED
    if side is Side.CALLER:
        return frozenset({Act.ANSWERED}) if contested else frozenset()
    if side is Side.MANAGER:
        decisions = frozenset(DECISIONS) if terms.manager_decides else frozenset[Act]()
        return decisions | {Act.ANSWERED} if contested else frozenset()
    if stands.state is ResultState.WAITING:
        return frozenset({Act.ACCEPTED, Act.CONTESTED})
    return frozenset({Act.WITHDRAWN}) if contested or _may_undo(stands, now) else frozenset()


def _unless_late(stands: Standing, at: datetime) -> Standing:
    """No word by the deadline is a yes."""
    late = stands.state is ResultState.WAITING and stands.until is not None and stands.until <= at
    if not late or stands.until is None:
        return stands
    return Standing(ResultState.ACCEPTED, stands.until, How.DEADLINE)


def _after(stands: Standing, said: Said, waiting: Standing, terms: Terms) -> Standing:
    if said.act not in allowed(stands, said.side, terms, said.at):
        return stands
    if said.act is Act.ACCEPTED:
        return Standing(ResultState.ACCEPTED, said.at, How.COMPANY)
    if said.act is Act.CONTESTED:
        return Standing(ResultState.CONTESTED, said.at, reason=said.reason)
    if said.act is Act.ANSWERED:
        return replace(stands, answered=True)
    if said.act is Act.WITHDRAWN:
        return _withdrawn(waiting, said.at)
    state = DECISIONS[said.act]
    return Standing(state, said.at, How.DECISION, reason=stands.reason, answered=stands.answered)


def _withdrawn(waiting: Standing, at: datetime) -> Standing:
    """A contest taken back after the deadline is the company's yes of that moment."""
    if waiting.until is not None and waiting.until <= at:
        return Standing(ResultState.ACCEPTED, at, How.COMPANY)
    return waiting


def _may_undo(stands: Standing, now: datetime) -> bool:
    by_word = stands.state is ResultState.ACCEPTED and stands.how is How.COMPANY
    return by_word and stands.at <= now <= stands.at + UNDONE_AT_LATEST
