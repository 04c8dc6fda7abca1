"""Reviews of calls: one of a call at most, its comments, and who may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, and_, case, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from campaigns.attempts import CallResult
from campaigns.call.recording import RecordingState
from campaigns.dispositions import Disposition
from campaigns.listening.reviewing import Reason, ReviewState
from campaigns.listening.scoring import Scores, read_scores
from campaigns.states import EngagementState
from telepro.db.calling import Attempt, Call
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.other_legs import CallRecording
from telepro.db.results import Answer, Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Person
from telepro.db.whom import Lead, Prospect

MOST = 100


class Review(Base):
    """What a manager says of a call; `grid` is what its scores were given by, `answer` the person's."""

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_person", "person_id", "sent_at"),
        Index("ix_reviews_campaign", "campaign_id", "begun_at"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[Reason] = mapped_column(code(Reason))
    state: Mapped[ReviewState] = mapped_column(code(ReviewState))
    grid: Mapped[str]
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    summary: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class ReviewComment(Base):
    """A remark on a call, at a second of its sound or (null) on all of it."""

    __tablename__ = "review_comments"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    second: Mapped[int | None]
    text: Mapped[str]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class CallToReview:
    """A call that is over, as its review needs it."""

    attempt: Attempt
    campaign: Campaign
    prospect: str
    lead_id: str
    person: Person
    answered_at: datetime | None
    seconds: int | None
    disposition: Disposition | None
    note: str
    recorded_at: datetime | None

    @property
    def result(self) -> CallResult | None:
        """What the carrier said of it."""
        return self.attempt.result


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark as it is read."""

    id: str
    by: str
    second: int | None
    text: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A review in its person's own list; `prospect` is empty once they have left the mission."""

    review: Review
    by: str
    campaign: str
    time_zone: str
    prospect: str
    attempt: Attempt


_later = aliased(Outcome)
STANDING = ~exists().where(_later.supersedes_id == Outcome.id)


def call_of(session: Session, managed_by: Sequence[int], attempt_id: str) -> CallToReview | None:
    """A call that is over, of a campaign of these agencies; None for others."""
    asked: Any = (
        select(
            Attempt,
            Campaign,
            Prospect.name,
            Lead.public_id,
            Person,
            Call.answered_at,
            Call.duration_seconds,
            Outcome.disposition,
            func.coalesce(Outcome.note, ""),
            Outcome.recorded_at,
        )
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Lead, Lead.id == Attempt.lead_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == Attempt.id, STANDING))
        .where(
            Attempt.public_id == attempt_id,
            Attempt.ended_at.is_not(None),
            Campaign.managed_by_id.in_(managed_by),
        )
    )
    row = session.execute(asked).first()
    return CallToReview(*row) if row else None


def begin(
    session: Session, attempt: Attempt, by_id: int, reason: Reason, grid: str, now: datetime
) -> None:
    """Begin a review of a call, unless it has one: two who begin at once write the same one."""
    values = {
        "attempt_id": attempt.id,
        "campaign_id": attempt.campaign_id,
        "person_id": attempt.person_id,
        "by_id": by_id,
        "reason": reason,
        "state": ReviewState.DRAFT,
        "grid": grid,
        "begun_at": now,
    }
    row = insert(Review).values(**values)
    session.execute(row.on_conflict_do_nothing(index_elements=[Review.attempt_id]))


def of_call(session: Session, attempt_row: int) -> Review | None:
    """The review of a call, locked, if there is one."""
    asked = select(Review).where(Review.attempt_id == attempt_row).with_for_update()
    return session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def comments(session: Session, review: Review) -> list[Comment]:
    """The remarks of a review, in the order of the sound, those on all of it last."""
    asked = (
        select(ReviewComment.public_id, Person.name, ReviewComment.second, ReviewComment.text)
        .join(Person, Person.id == ReviewComment.by_id)
        .where(ReviewComment.review_id == review.id)
        .order_by(ReviewComment.second.asc().nulls_last(), ReviewComment.id)
    )
    return [Comment(*row) for row in session.execute(asked)]


def remove(session: Session, review: Review, comment_id: str) -> bool:
    """Take a remark off a review; False when it has no such one."""
    gone = session.execute(
        delete(ReviewComment)
        .where(ReviewComment.review_id == review.id, ReviewComment.public_id == comment_id)
        .returning(ReviewComment.id)
    )
    return gone.first() is not None


def answered_questions(session: Session, attempt_row: int) -> set[str]:
    """The questions of the script that a call brought answers to."""
    return set(session.scalars(select(Answer.field).where(Answer.attempt_id == attempt_row)))


def recording_of(session: Session, attempt_row: int, now: datetime) -> CallRecording | None:
    """The sound of a call that can be heard now, if it has one."""
    return session.scalar(
        select(CallRecording)
        .where(
            CallRecording.attempt_id == attempt_row,
            CallRecording.state == RecordingState.STORED,
            CallRecording.delete_on > now,
        )
        .order_by(CallRecording.id)
        .limit(1)
    )


def scored(session: Session, person_id: int, managed_by: Sequence[int] | None) -> list[Scores]:
    """The scores of a person's reviews that were sent, the oldest first: of these agencies' campaigns,
    or (None) of all."""
    asked = (
        select(Review.scores)
        .join(Campaign, Campaign.id == Review.campaign_id)
        .where(Review.person_id == person_id, Review.state == ReviewState.SENT)
        .order_by(Review.sent_at.desc())
        .limit(MOST)
    )
    if managed_by is not None:
        asked = asked.where(Campaign.managed_by_id.in_(managed_by))
    found: Sequence[Mapping[str, Any]] = session.scalars(asked).all()
    return [read_scores({key: str(it) for key, it in each.items()}) for each in reversed(found)]


def own_lines(session: Session, person_id: int, public_id: str | None = None) -> list[OwnLine]:
    """What was sent to a person, the newest first; with an id that one alone."""
    engaged = exists().where(
        Engagement.person_id == Review.person_id,
        Engagement.mission_id == Campaign.mission_id,
        Engagement.state == EngagementState.ACTIVE,
    )
    # Whoever has left a mission sees none of its prospects any more.
    name = case((engaged, Prospect.name), else_="")
    asked = (
        select(Review, Person.name, Campaign.name, Campaign.time_zone, name, Attempt)
        .join(Attempt, Attempt.id == Review.attempt_id)
        .join(Campaign, Campaign.id == Review.campaign_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Person, Person.id == Review.by_id)
        .where(Review.person_id == person_id, Review.state == ReviewState.SENT)
        .order_by(Review.sent_at.desc(), Review.id.desc())
        .limit(MOST)
    )
    if public_id is not None:
        asked = asked.where(Review.public_id == public_id)
    return [OwnLine(*row) for row in session.execute(asked)]


def forget(session: Session, before: datetime) -> None:
    """Delete the reviews that were begun before then, with their comments."""
    old = select(Review.id).where(Review.begun_at < before)
    session.execute(delete(ReviewComment).where(ReviewComment.review_id.in_(old)))
    session.execute(delete(Review).where(Review.begun_at < before))
