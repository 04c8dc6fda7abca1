"""What calls leave behind: answers, outcomes, promises, stage moves, meetings, tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.pipeline import MeetingStatus, Stage
from campaigns.states import CallbackKind, CallbackState, MoveCause
from campaigns.validation import Act, ContestReason, Side
from telepro.db.columns import Base, PublicId, RowId, code


class Answer(Base):
    """What a prospect answered to a typed question of the script."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("attempt_id", "field"),)
    id: Mapped[RowId]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), index=True)
    field: Mapped[str]
    value: Mapped[str]
    answered_at: Mapped[datetime]


class Outcome(Base):
    """Call result and disposition together, append-only.

    The first outcome of an attempt supersedes nothing; each later one supersedes the last, so
    that exactly one stands. `client_key` makes a repeated request harmless.
    """

    __tablename__ = "outcomes"
    __table_args__ = (
        Index("ix_outcomes_phone_id", "phone_id"),
        Index(
            "uq_outcomes_first",
            "attempt_id",
            unique=True,
            postgresql_where=text("supersedes_id is null"),
        ),
        Index("ix_outcomes_attempt", "attempt_id"),
        Index("ix_outcomes_lead", "lead_id", "id"),
        Index(
            "ix_outcomes_refusals",
            "lead_id",
            postgresql_where=text(
                "disposition in ('refused_to_listen', 'argued_refused', 'do_not_call')"
            ),
        ),
        Index("ix_outcomes_campaign", "campaign_id", "recorded_at"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    client_key: Mapped[str] = mapped_column(unique=True)
    body_hash: Mapped[str]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    controller_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("outcomes.id"), unique=True)
    disposition: Mapped[Disposition] = mapped_column(code(Disposition))
    result: Mapped[CallResult | None] = mapped_column(code(CallResult))
    argued: Mapped[bool] = mapped_column(default=False)
    decision_maker: Mapped[bool] = mapped_column(default=False)
    phone_id: Mapped[int] = mapped_column(ForeignKey("phones.id"))
    reason: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Callback(Base):
    """A promised call: a row with its moment, as it was said and in UTC; no schedule holds it."""

    __tablename__ = "callbacks"
    __table_args__ = (
        Index("ix_callbacks_lead_id", "lead_id"),
        Index("ix_callbacks_due", "due_at", postgresql_where=text("state = 'promised'")),
        Index(
            "uq_callbacks_promised",
            "lead_id",
            unique=True,
            postgresql_where=text("state = 'promised'"),
        ),
        Index("ix_callbacks_campaign", "campaign_id", "due_at"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[CallbackKind] = mapped_column(code(CallbackKind))
    flexible: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime]
    local_time: Mapped[str]
    time_zone: Mapped[str]
    state: Mapped[CallbackState] = mapped_column(code(CallbackState))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    alarmed_at: Mapped[datetime | None]


class PromiseChangeRow(Base):
    """A promise moved or given to somebody else, by a person and without a call: the moment and the
    owner that it has from then on; `reason` is the code of why it was given to the team."""

    __tablename__ = "promise_changes"
    id: Mapped[RowId]
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"), index=True)
    due_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class StageMove(Base):
    """A lead's change of stage. One made by hand says by whom and why, which document was signed and
    on which day to call again; `undoes_id` is the one that it takes back."""

    __tablename__ = "stage_moves"
    __table_args__ = (Index("ix_stage_moves_lead", "lead_id", "id"),)
    id: Mapped[RowId]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    from_stage: Mapped[Stage | None] = mapped_column(code(Stage, "from_stage"))
    to_stage: Mapped[Stage] = mapped_column(code(Stage, "to_stage"))
    cause: Mapped[MoveCause] = mapped_column(code(MoveCause))
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcomes.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None]
    document_id: Mapped[str | None]
    later_on: Mapped[date | None]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("stage_moves.id"), unique=True)


class LeadPass(Base):
    """Another pass over a lead whose attempts were used up; the first pass has no row."""

    __tablename__ = "lead_passes"
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    after_attempt: Mapped[int]
    at: Mapped[datetime]


class Meeting(Base):
    """A booked meeting; `accepted_at` is when it was accepted as a result to be paid, by its company
    (`accepted_by_id`), else by the deadline of its terms or a decision.

    `contested_at` is since when its company contests it, `refused_at` when it was decided not to be owed: both
    as what was said of it leaves them. `planned_for` is the moment for which its messages have been planned.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_campaign", "campaign_id", "starts_at"),
        Index(
            "ix_meetings_unplanned",
            "starts_at",
            postgresql_where=text("planned_for is distinct from starts_at"),
        ),
        Index(
            "ix_meetings_to_judge",
            "campaign_id",
            "starts_at",
            postgresql_where=text("accepted_at is null and refused_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"), unique=True)
    starts_at: Mapped[datetime]
    time_zone: Mapped[str]
    kind: Mapped[str]
    place: Mapped[str]
    attendees: Mapped[list[str]]
    host: Mapped[str | None]
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    contested_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    planned_for: Mapped[datetime | None]
    statuses: Mapped[list["MeetingStatusRow"]] = relationship(order_by="MeetingStatusRow.id")


class MeetingStatusRow(Base):
    """What became of a meeting; `undoes_id` is the row that this one takes back."""

    __tablename__ = "meeting_statuses"
    id: Mapped[RowId]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    status: Mapped[MeetingStatus] = mapped_column(code(MeetingStatus))
    reason: Mapped[str | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_statuses.id"), unique=True)


class ResultAct(Base):
    """Something that was said of a booked result; `number` counts those of one meeting, `second` is a
    place in the recording of its call."""

    __tablename__ = "result_acts"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: Mapped[RowId]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    act: Mapped[Act] = mapped_column(code(Act))
    side: Mapped[Side] = mapped_column(code(Side))
    reason: Mapped[ContestReason | None] = mapped_column(code(ContestReason))
    words: Mapped[str]
    second: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    client_key: Mapped[str] = mapped_column(unique=True)


class Task(Base):
    """What an outcome leaves to do beside the calls; `closed_by_id` is who said that it is done or not
    needed, none where a correction withdrew it."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index(
            "ix_tasks_open",
            "due_at",
            "id",
            postgresql_where=text("done_at is null and withdrawn_at is null"),
        ),
        Index("ix_tasks_outcome", "outcome_id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), index=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"))
    kind: Mapped[str]
    what: Mapped[str | None]
    owner_role: Mapped[str]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
