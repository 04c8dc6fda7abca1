"""A manager reviews calls: the queue of those to hear, comments in their time, scores, and sending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.call.recording import Mark, marks
from campaigns.listening import reviewing as rules
from campaigns.listening import scoring
from campaigns.listening.coaching import REVIEW_WAITS
from campaigns.listening.reviewing import Reason, ReviewState, ToReview, Unfit
from campaigns.listening.scoring import Criterion, Series
from campaigns.problems import NotFound, Refused
from campaigns.script.reached import Reached, reached
from telepro.db import (
    audit,
    coach_messages,
    frozen,
    people,
    recordings,
    review_queue,
    reviews,
    sessions,
    transaction,
)
from telepro.db.other_legs import CallRecording
from telepro.db.review_queue import QueueLine
from telepro.db.reviews import CallToReview, Comment, Review, ReviewComment
from telepro.db.who import Person


@dataclass(frozen=True, slots=True)
class Manager:
    """Who reviews: the person, and the agencies whose campaigns they manage."""

    person_id: int
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call of the queue with why it is there, and since when."""

    line: QueueLine
    why: ToReview


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A call with all that a review of it needs; `review` is None until something is kept."""

    call: CallToReview
    review: Review | None
    comments: Sequence[Comment]
    recording: CallRecording | None
    marks: Sequence[Mark]
    sections: Sequence[Reached]
    before: Sequence[Series]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a whole call: a summary and scores; what was not heard has none."""

    summary: str
    scores: dict[Criterion, int]


def waiting(manager: Manager, now: datetime) -> list[Waiting]:
    """The calls to hear, the most pressing first."""
    mine = manager.organisations
    with transaction() as session:
        found = [
            *review_queue.contested(session, mine, now - rules.CONTESTED_FOR),
            *review_queue.asked_for(session, mine, now - rules.NEW_FOR),
            *review_queue.firsts(session, mine, now - rules.NEW_FOR),
            *_drawn(session, mine, now),
        ]
        order = rules.in_order(found)
        lines = review_queue.lines(session, [each.attempt for each in order])
        return [Waiting(lines[each.attempt], each) for each in order if each.attempt in lines]


def opened(manager: Manager, attempt_id: str, now: datetime) -> ReviewPage:
    """A call and its review as it stands; raises `NotFound` for others' calls, and those not over."""
    with transaction() as session:
        call = _call(session, manager, attempt_id)
        review = reviews.of_call(session, call.attempt.id)
        recording = reviews.recording_of(session, call.attempt.id, now)
        return ReviewPage(
            call=call,
            review=review,
            comments=reviews.comments(session, review) if review else (),
            recording=recording,
            marks=_marks(session, call, recording),
            sections=_sections(session, call),
            before=scoring.series(
                reviews.scored(session, call.attempt.person_id, manager.organisations)
            ),
        )


def comment(
    manager: Manager, attempt_id: str, reason: Reason, moment: str, text: str, now: datetime
) -> None:
    """Add a remark at a moment ("1:42", or none for the whole call); raises `Refused` in words."""
    with transaction() as session:
        review = _draft(session, manager, attempt_id, reason, now)
        second, said = rules.second_of(moment), text.strip()
        standing = len(reviews.comments(session, review))
        why = second if isinstance(second, Unfit) else rules.unfit_comment(said, standing)
        if why or isinstance(second, Unfit):
            raise _refused(session, manager, why or Unfit.NO_TIME)
        session.add(
            ReviewComment(
                review_id=review.id, by_id=manager.person_id, second=second, text=said, at=now
            )
        )


def remove_comment(manager: Manager, attempt_id: str, comment_id: str, now: datetime) -> None:
    """Take a remark back before the review is sent."""
    with transaction() as session:
        review = _draft(session, manager, attempt_id, Reason.CHOSEN, now)
        if not reviews.remove(session, review, comment_id):
            raise NotFound(comment_id)


def keep(manager: Manager, attempt_id: str, reason: Reason, said: Said, now: datetime) -> None:
    """Keep scores and summary as a draft that nobody else sees."""
    with transaction() as session:
        _say(session, manager, _draft(session, manager, attempt_id, reason, now), said)


def send(manager: Manager, attempt_id: str, reason: Reason, said: Said, now: datetime) -> str:
    """Keep it and send it to whoever made the call, by public id; it changes no more.

    Whoever is at work has a line at their desk that says so.
    """
    with transaction() as session:
        review = _draft(session, manager, attempt_id, reason, now)
        _say(session, manager, review, said)
        review.state, review.sent_at = ReviewState.SENT, now
        person = session.get_one(Person, review.person_id)
        work = sessions.open_of(session, person.id)
        if work is not None:
            waits = REVIEW_WAITS[person.language]
            coach_messages.put(session, work, manager.person_id, waits, now)
        _note(session, manager, attempt_id, "call.reviewed", now)
        return person.public_id


def set_aside(manager: Manager, attempt_id: str, reason: Reason, now: datetime) -> None:
    """Take a call off the queue without a review."""
    with transaction() as session:
        review = _draft(session, manager, attempt_id, reason, now)
        review.state = ReviewState.SET_ASIDE
        _note(session, manager, attempt_id, "call.review_set_aside", now)


def _drawn(session: Session, mine: Sequence[int], now: datetime) -> list[ToReview]:
    found = review_queue.talks(session, mine, now - rules.DRAWN_FOR)
    return [
        each
        for (_campaign, seed, zone), talks in found.items()
        for each in rules.drawn(talks, seed, now.astimezone(ZoneInfo(zone)).date())
    ]


def _call(session: Session, manager: Manager, attempt_id: str) -> CallToReview:
    call = reviews.call_of(session, manager.organisations, attempt_id)
    if call is None:
        raise NotFound(attempt_id)
    return call


def _draft(
    session: Session, manager: Manager, attempt_id: str, reason: Reason, now: datetime
) -> Review:
    """The review under way of a call, begun if there is none; raises `Refused` once it is over."""
    call = _call(session, manager, attempt_id)
    reviews.begin(session, call.attempt, manager.person_id, reason, scoring.GRID, now)
    review = reviews.of_call(session, call.attempt.id)
    if review is None or review.state is not ReviewState.DRAFT:
        raise _refused(session, manager, Unfit.OVER)
    return review


def _say(session: Session, manager: Manager, review: Review, said: Said) -> None:
    if len(said.summary) > rules.LONGEST_SUMMARY:
        raise _refused(session, manager, Unfit.TOO_LONG)
    review.summary, review.by_id = said.summary, manager.person_id
    review.scores = {str(each): score for each, score in said.scores.items()}


def _refused(session: Session, manager: Manager, why: Unfit) -> Refused:
    return Refused(rules.problem(why, people.language_of(session, manager.person_id)))


def _marks(
    session: Session, call: CallToReview, recording: CallRecording | None
) -> tuple[Mark, ...]:
    if recording is None:
        return ()
    begun = recording.started_at or call.answered_at
    done = recordings.moments_of(session, call.attempt.id)
    if call.recorded_at:
        done.append((None, call.recorded_at))
    return marks(begun, done, recording.seconds)


def _sections(session: Session, call: CallToReview) -> tuple[Reached, ...]:
    script = frozen.plan(session, call.attempt.plan_id).script
    answered = reviews.answered_questions(session, call.attempt.id)
    return reached(script, answered, call.attempt.argued, call.disposition)


def _note(session: Session, manager: Manager, attempt_id: str, action: str, now: datetime) -> None:
    call = _call(session, manager, attempt_id)
    details = {"person": call.person.public_id, "campaign": call.campaign.public_id}
    subject, company = f"call {attempt_id}", call.campaign.controller_id
    audit.note(session, manager.person_id, company, action, subject, details, now)
