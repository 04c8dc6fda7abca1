"""A teleprospector reads the reviews of their own calls, and answers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaigns.listening import scoring
from campaigns.listening.reviewing import LONGEST_SUMMARY
from campaigns.listening.scoring import Series
from campaigns.problems import NotFound
from telepro.db import reviews, transaction
from telepro.db.other_legs import CallRecording
from telepro.db.reviews import Comment, OwnLine


@dataclass(frozen=True, slots=True)
class OwnReviews:
    """All that was sent to a person, and how their scores go against their own."""

    lines: Sequence[OwnLine]
    series: Sequence[Series]


@dataclass(frozen=True, slots=True)
class OwnReview:
    """One review with its comments, and the sound where it can be heard."""

    line: OwnLine
    comments: Sequence[Comment]
    recording: CallRecording | None


def listed(person_id: int) -> OwnReviews:
    """The reviews of a person's calls, the newest first."""
    with transaction() as session:
        series = scoring.series(reviews.scored(session, person_id, None))
        return OwnReviews(reviews.own_lines(session, person_id), series)


def opened(person_id: int, review_id: str, now: datetime) -> OwnReview:
    """One review; raises `NotFound` for another's, and for one that was not sent."""
    with transaction() as session:
        line = _own(reviews.own_lines(session, person_id, review_id), review_id)
        heard = reviews.recording_of(session, line.attempt.id, now) if line.prospect else None
        return OwnReview(line, reviews.comments(session, line.review), heard)


def answer(person_id: int, review_id: str, text: str, now: datetime) -> None:
    """Say that it was read, with a word or none; a later answer takes the place of an earlier one."""
    with transaction() as session:
        review = _own(reviews.own_lines(session, person_id, review_id), review_id).review
        review.answer, review.answered_at = text.strip()[:LONGEST_SUMMARY], now


def _own(found: Sequence[OwnLine], review_id: str) -> OwnLine:
    if not found:
        raise NotFound(review_id)
    return found[0]
