"""What prospects say of their meetings: kept once, the latest stands, whatever the order in which it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Channel
from campaigns.follow_up.replies import Answer
from campaigns.follow_up.tasks import OwnerRole, TaskKind
from telepro.db import message_objections, outbox
from telepro.db.appointments import MeetingAnswer
from telepro.db.results import Meeting, Task

CLEAR = (Answer.CONFIRMED, Answer.DECLINED)
WITHIN = timedelta(hours=4)  # in which a person should see to it


@dataclass(frozen=True, slots=True)
class Said:
    """What a prospect says of a meeting at the moment it was told for, from which address."""

    key: str
    answer: Answer
    channel: Channel
    address: str
    starts_at: datetime
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer as the pages show it."""

    meeting_id: int
    answer: Answer
    channel: Channel
    starts_at: datetime
    at: datetime
    words: str

    @property
    def is_clear(self) -> bool:
        """True for a yes or a no."""
        return self.answer in CLEAR


def keep(session: Session, meeting: Meeting, said: Said, now: datetime) -> bool:
    """Keep an answer and bring about what follows from it; False when it was kept before.

    The meeting and its lead are locked by whoever calls.
    """
    if not _added(session, meeting, said):
        return False
    if said.answer is Answer.STOP:
        message_objections.add(session, meeting.organisation_id, said.address, now)
    if said.answer is Answer.UNCLEAR:
        _open_task(session, meeting, TaskKind.ANSWER_PROSPECT, now)
    stands = standing(session, meeting)
    if stands is Answer.DECLINED:
        _open_task(session, meeting, TaskKind.MOVE_MEETING, now)
    else:
        close_task(session, meeting, TaskKind.MOVE_MEETING, now)
    payload = {"meeting": meeting.public_id, "answer": said.answer}
    campaign = meeting.campaign_id
    outbox.tell(session, meeting.organisation_id, campaign, "meeting.answered", payload, now)
    return True


def standing(session: Session, meeting: Meeting) -> Answer | None:
    """What the prospect last said of the meeting as it stands; None when nothing clear."""
    asked = (
        select(MeetingAnswer.answer)
        .where(
            MeetingAnswer.meeting_id == meeting.id,
            MeetingAnswer.starts_at == meeting.starts_at,
            MeetingAnswer.answer.in_(CLEAR),
        )
        .order_by(MeetingAnswer.at.desc(), MeetingAnswer.id.desc())
        .limit(1)
    )
    return session.scalars(asked).one_or_none()


def lines(session: Session, meeting_ids: Sequence[int]) -> list[AnswerLine]:
    """Everything that was said of some meetings, the oldest first."""
    asked = (
        select(
            MeetingAnswer.meeting_id,
            MeetingAnswer.answer,
            MeetingAnswer.channel,
            MeetingAnswer.starts_at,
            MeetingAnswer.at,
            MeetingAnswer.words,
        )
        .where(MeetingAnswer.meeting_id.in_(meeting_ids))
        .order_by(MeetingAnswer.at, MeetingAnswer.id)
    )
    return [AnswerLine(*row) for row in session.execute(asked)]


def close_task(session: Session, meeting: Meeting, kind: TaskKind, now: datetime) -> None:
    """Close what nobody has to see to any more."""
    session.execute(
        update(Task)
        .where(Task.outcome_id == meeting.outcome_id, Task.kind == kind, *_OPEN)
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )


_OPEN = (Task.done_at.is_(None), Task.withdrawn_at.is_(None))


def _added(session: Session, meeting: Meeting, said: Said) -> bool:
    row = insert(MeetingAnswer).values(
        key=said.key,
        meeting_id=meeting.id,
        starts_at=said.starts_at,
        answer=said.answer,
        channel=said.channel,
        words=said.words,
        at=said.at,
    )
    added = session.execute(row.on_conflict_do_nothing().returning(MeetingAnswer.id))
    return added.first() is not None


def _open_task(session: Session, meeting: Meeting, kind: TaskKind, now: datetime) -> None:
    known = select(Task.id).where(Task.outcome_id == meeting.outcome_id, Task.kind == kind, *_OPEN)
    if session.scalar(known.limit(1)) is None:
        session.add(
            Task(
                lead_id=meeting.lead_id,
                outcome_id=meeting.outcome_id,
                kind=kind,
                owner_role=OwnerRole.MANAGER,
                due_at=now + WITHIN,
            )
        )
