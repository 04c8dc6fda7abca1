"""Decides where a teleprospector's result stands: waiting for the company, accepted, or not owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaigns.pay import Earnings, earnings
from campaigns.pipeline import MeetingStatus


class ResultState(StrEnum):
    """What a result is worth to whoever brought it. RECORDED ones are no meetings: no company has to
    accept them, and no price is kept for them."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    NOT_OWED = "not_owed"
    RECORDED = "recorded"


RESULT_LABELS: Mapping[ResultState, Mapping[str, str]] = {
    ResultState.WAITING: {"fr": "En attente", "en": "Waiting"},
    ResultState.ACCEPTED: {"fr": "Accepté", "en": "Accepted"},
    ResultState.NOT_OWED: {"fr": "Non dû", "en": "Not owed"},
    ResultState.RECORDED: {"fr": "Noté", "en": "Recorded"},
}
_NOT_OWED = frozenset({MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a result stands, and since when or until when it does."""

    state: ResultState
    at: datetime


def standing(
    status: MeetingStatus | None,
    said_at: datetime,
    starts_at: datetime | None,
    accepted_at: datetime | None,
) -> Standing:
    """A result's state: `accepted_at` wins over all that was said before it; a missed or cancelled
    meeting is not owed since `said_at`; another one waits for its moment, then for the company's
    word. `status` is None for a result that is no meeting."""
    if accepted_at is not None:
        return Standing(ResultState.ACCEPTED, accepted_at)
    if status is None:
        return Standing(ResultState.RECORDED, said_at)
    if status in _NOT_OWED:
        return Standing(ResultState.NOT_OWED, said_at)
    return Standing(ResultState.WAITING, starts_at or said_at)


def total(states: Iterable[ResultState], price_cents: int) -> Earnings:
    """What results of one price bring, so that anybody can add it up: those waiting and those
    accepted, each times the price."""
    counted = list(states)
    waiting = counted.count(ResultState.WAITING)
    return earnings(waiting, counted.count(ResultState.ACCEPTED), price_cents)
