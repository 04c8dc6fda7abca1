"""Counting and telling: counters, totals, lists, outlooks, alarms, the outbox, mail, the audit chain, one row per periodic slot."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telepro.db.columns import Base, RowId


class Counter(Base):
    """A base counter of one campaign, person and hour (UTC); person 0 is the network."""

    __tablename__ = "counters"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Total(Base):
    """What a counter comes to over all hours of a campaign, or how many of something it has now.

    It is the sum of its parts: people who write at once write different parts, and wait for nobody.
    """

    __tablename__ = "totals"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class ListState(Base):
    """What a campaign's list held at its last look: dials that its open leads still allow, and those
    among them that no law holds back for longer than a night or a holiday."""

    __tablename__ = "list_states"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    at: Mapped[datetime]
    dials: Mapped[int]
    lawful: Mapped[int]


class BoardView(Base):
    """When somebody last looked at a campaign's board, to within a minute."""

    __tablename__ = "board_views"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    seen_at: Mapped[datetime]


class OutlookRow(Base):
    """How a campaign was likely to end at the last look, as `campaigns.steering.Outlook` has it, and the
    leads that it was played with, which only a what-if asks for."""

    __tablename__ = "outlooks"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]
    leads: Mapped[dict[str, Any]]


class ListShare(Base):
    """What part of a campaign's dials, in percent, the prospects of one file are to have.

    `dialed_before` is how often the list had been dialed when its `day` began (of the campaign's
    zone), `spent_at` since when nothing more of it may be called, so that the others have its part.
    """

    __tablename__ = "list_shares"
    list_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    share: Mapped[int]
    day: Mapped[date | None]
    dialed_before: Mapped[int] = mapped_column(default=0)
    spent_at: Mapped[datetime | None]


class Alarm(Base):
    """A figure of a campaign beyond its plan's alarm limit, from the look that found it so until the
    look that no longer did; at most one of a figure stands."""

    __tablename__ = "alarms"
    __table_args__ = (
        Index(
            "uq_alarms_standing",
            "campaign_id",
            "kpi",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    kpi: Mapped[str]
    raised_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OutboxEvent(Base):
    """Something that others may want to know, written with the change that made it true."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "id", postgresql_where=text("published_at is null")),
    )
    id: Mapped[RowId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    campaign_id: Mapped[int | None]
    topic: Mapped[str]
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class Mail(Base):
    """A mail; after `good_until` it is not worth sending, `refused_at` is when its address was refused
    for good. `calendar` is a calendar file that goes with it."""

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_waiting", "id", postgresql_where=text("sent_at is null")),)
    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(unique=True)
    to_address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    problem: Mapped[str | None]
    calendar: Mapped[str | None]
    good_until: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who did what to what; each row carries the hash of the one before it."""

    __tablename__ = "audit"
    id: Mapped[RowId]
    organisation_id: Mapped[int | None] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class PeriodicSlot(Base):
    """One run of one periodic job: the first to insert the row runs it."""

    __tablename__ = "periodic_slots"
    name: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)
