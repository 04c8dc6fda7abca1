"""Calling: deals, call lists, attempts, the live-call guard, the inbox, the carrier's calls."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from campaigns.attempts import AttemptState, CallResult, CallStatus
from campaigns.call.inbound import Direction, InboundState
from campaigns.dealing import Tier
from campaigns.states import EntryEnd
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.whom import Lead


class Deal(Base):
    """One dealing of cards, kept so that its fairness can be tested afterwards."""

    __tablename__ = "deals"
    __table_args__ = (Index("ix_deals_campaign", "campaign_id", "dealt_at"),)
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    dealt_at: Mapped[datetime]
    seed: Mapped[str]
    commitment: Mapped[str]
    pool_size: Mapped[int]
    pool_hash: Mapped[str]
    strata: Mapped[dict[str, Any]]
    overrides: Mapped[list[Any]] = mapped_column(default=list)


class CallListEntry(Base):
    """A lead on a call list; the entry is the lease, and at most one of a lead is open."""

    __tablename__ = "call_list_entries"
    __table_args__ = (
        Index(
            "uq_call_list_entries_open",
            "lead_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index(
            "ix_call_list_entries_mine",
            "person_id",
            "campaign_id",
            "id",
            postgresql_where=text("ended_at is null"),
        ),
        Index(
            "ix_call_list_entries_until", "valid_until", postgresql_where=text("ended_at is null")
        ),
        Index("ix_call_list_entries_lead", "lead_id", "id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    # No foreign keys: whoever deals holds these rows, and would ask for them with every entry.
    campaign_id: Mapped[int]
    person_id: Mapped[int | None]
    deal_id: Mapped[int]
    position: Mapped[int]
    tier: Mapped[Tier] = mapped_column(code(Tier))
    reason: Mapped[str]
    fence: Mapped[int]
    dealt_at: Mapped[datetime]
    clear_until: Mapped[datetime]
    valid_until: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EntryEnd | None] = mapped_column(code(EntryEnd))
    lead: Mapped[Lead] = relationship()


class Attempt(Base):
    """An intention to ring one number once, written before anything rings, with all it was made with."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_phone_id", "phone_id"),
        Index(
            "ix_attempts_contact_id", "contact_id", postgresql_where=text("contact_id is not null")
        ),
        Index("ix_attempts_number", "controller_id", "e164", "intended_at"),
        Index("ix_attempts_e164", "e164", "intended_at"),
        Index("ix_attempts_prospect", "prospect_id", "intended_at"),
        Index("ix_attempts_lead", "lead_id", "id"),
        Index("ix_attempts_campaign", "campaign_id", "intended_at"),
        Index("ix_attempts_person", "person_id", "intended_at"),
        Index("ix_attempts_intended", "intended_at", postgresql_where=text("state = 'intended'")),
        Index(
            "ix_attempts_live",
            "intended_at",
            postgresql_where=text("state in ('placing', 'placed', 'unknown')"),
        ),
        Index("ix_attempts_recorded", "ended_at", postgresql_where=text("recorded is not null")),
        Index(
            "ix_attempts_unsettled",
            "ended_at",
            postgresql_where=text("ended_at is not null and settled_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    client_key: Mapped[str] = mapped_column(unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    phone_id: Mapped[int] = mapped_column(ForeignKey("phones.id"))
    e164: Mapped[str]
    controller_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("call_list_entries.id"))
    deal_id: Mapped[int] = mapped_column(ForeignKey("deals.id"))
    list_id: Mapped[int | None]
    pass_number: Mapped[int] = mapped_column(server_default=text("1"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    script_id: Mapped[int] = mapped_column(ForeignKey("scripts.id"))
    disposition_set_id: Mapped[int] = mapped_column(ForeignKey("disposition_sets.id"))
    terms_id: Mapped[int] = mapped_column(ForeignKey("mission_terms.id"))
    fence: Mapped[int]
    number: Mapped[int]
    caller_id: Mapped[str]
    direction: Mapped[Direction] = mapped_column(code(Direction), server_default="outbound")
    ring_seconds: Mapped[int] = mapped_column(server_default=text("30"))
    recorded: Mapped[str | None]
    rules: Mapped[list[str]]
    state: Mapped[AttemptState] = mapped_column(code(AttemptState))
    intended_at: Mapped[datetime]
    dial_before: Mapped[datetime]
    placing_at: Mapped[datetime | None]
    placed_at: Mapped[datetime | None]
    hang_up_at: Mapped[datetime | None]
    hung_up_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    sid: Mapped[str | None] = mapped_column(index=True)
    result: Mapped[CallResult | None] = mapped_column(code(CallResult))
    trouble: Mapped[str | None]
    decision_maker: Mapped[bool] = mapped_column(default=False)
    argued: Mapped[bool] = mapped_column(default=False)
    counted: Mapped[dict[str, Any]] = mapped_column(default=dict)
    lead: Mapped[Lead] = relationship()


class LiveCall(Base):
    """The guard against ringing anyone twice: one row per call that may be ringing or talking.

    Of a call that the carrier does not know it keeps number and lead, and lets the person go.
    """

    __tablename__ = "live_calls"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    e164: Mapped[str] = mapped_column(unique=True)
    lead_id: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(unique=True)
    since: Mapped[datetime]
    # Where the caller stands in the script and what they note, told while a manager listens; it goes with the call.
    section: Mapped[str | None]
    note: Mapped[str | None]


class InboundCall(Base):
    """A call to one of our numbers, once for each of the carrier's: what became of it."""

    __tablename__ = "inbound_calls"
    id: Mapped[RowId]
    sid: Mapped[str] = mapped_column(unique=True)
    caller: Mapped[str]
    called: Mapped[str]
    state: Mapped[InboundState] = mapped_column(code(InboundState))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempts.id"))
    at: Mapped[datetime]


class CarrierPace(Base):
    """When the next call may be ordered of a carrier account; a crash of the server forgets it."""

    __tablename__ = "carrier_pace"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)
    account_sid: Mapped[str] = mapped_column(primary_key=True)
    next_turn: Mapped[datetime]


class CarrierState(Base):
    """How a carrier account fares: failed orders in a row, and since when it counts as away."""

    __tablename__ = "carrier_states"
    account_sid: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    down_since: Mapped[datetime | None]
    trouble: Mapped[str | None]


class CallInbox(Base):
    """A signed webhook as it came, kept before it is answered; its key makes a repeat harmless."""

    __tablename__ = "call_inbox"
    __table_args__ = (
        Index("ix_call_inbox_waiting", "id", postgresql_where=text("applied_at is null")),
        Index(
            "ix_call_inbox_subject", "subject", "id", postgresql_where=text("applied_at is null")
        ),
        Index("ix_call_inbox_sid", "call_sid", "id"),
    )
    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(unique=True)
    account_sid: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    call_sid: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]


class Call(Base):
    """The carrier's side of an attempt."""

    __tablename__ = "calls"
    id: Mapped[RowId]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), unique=True)
    sid: Mapped[str] = mapped_column(unique=True)
    status: Mapped[CallStatus] = mapped_column(code(CallStatus))
    started_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    duration_seconds: Mapped[int | None]
    answered_by: Mapped[str | None]
    sip_code: Mapped[str | None]
    conflict: Mapped[bool] = mapped_column(default=False)
    confirmed: Mapped[bool] = mapped_column(default=False)
    held_at: Mapped[datetime | None]
    recording_paused_at: Mapped[datetime | None]
