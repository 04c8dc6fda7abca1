"""What is prospected for: missions, their terms, plans, campaigns and what a campaign freezes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from campaigns.pipeline import Stage
from campaigns.states import CampaignState, MissionState, StopCause
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.who import Organisation


class Mission(Base):
    """A company's brief: seven fields, and who manages it."""

    __tablename__ = "missions"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    managed_by_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    offer: Mapped[str]
    audience_text: Mapped[str]
    result: Mapped[str]
    target: Mapped[int]
    deadline: Mapped[date]
    price_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(default="EUR")
    language: Mapped[str]
    state: Mapped[MissionState] = mapped_column(code(MissionState), default=MissionState.POSTED)
    created_at: Mapped[datetime]
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])


class MissionTerms(Base):
    """What a mission pays for a result and when; `answer_hours` is how long its company has to answer
    before a result counts as accepted (null: nothing was agreed on), `manager_decides` whether the manager
    settles what is contested."""

    __tablename__ = "mission_terms"
    __table_args__ = (UniqueConstraint("mission_id", "version"),)
    id: Mapped[RowId]
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"))
    version: Mapped[int]
    price_cents: Mapped[int]
    currency: Mapped[str]
    result: Mapped[str]
    created_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    answer_hours: Mapped[int | None]
    manager_decides: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Plan(Base):
    """One version of a mission's prospecting plan, as the text that was written."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("mission_id", "version"),)
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"))
    version: Mapped[int]
    text: Mapped[str]
    digest: Mapped[str]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]


class Campaign(Base):
    """One run of calls on one version of a plan.

    `destinations` are the countries it calls (null: that of its plan, with its territories), `mask_numbers` goes before
    the company's (null: as there), `caller_id_cap` is the most of calls a day from a number of its
    pool, `spend_cap_cents` what its calls may cost, `stopped_because` why nobody paused it. `plan_id` is
    the version that it runs on, which a newer one may replace; `added_seconds` is what a forecast adds to
    the hours worked since the plan counts on another team (null: nothing).
    """

    __tablename__ = "campaigns"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    terms_id: Mapped[int] = mapped_column(ForeignKey("mission_terms.id"))
    controller_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    managed_by_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str]
    state: Mapped[CampaignState] = mapped_column(code(CampaignState))
    language: Mapped[str]
    country: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="Europe/Paris")
    seed: Mapped[str]
    created_at: Mapped[datetime]
    launched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    destinations: Mapped[list[str] | None]
    mask_numbers: Mapped[bool | None]
    caller_id_cap: Mapped[int | None]
    spend_cap_cents: Mapped[int | None]
    stopped_because: Mapped[StopCause | None] = mapped_column(code(StopCause))
    added_seconds: Mapped[int | None]
    plan: Mapped[Plan] = relationship()
    mission: Mapped[Mission] = relationship()


class Script(Base):
    """One version of a campaign's script. The first is the plan's; a later one has its text as it was
    written, `returns_to` the version that it brings back."""

    __tablename__ = "scripts"
    __table_args__ = (UniqueConstraint("campaign_id", "version"),)
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    version: Mapped[int]
    body: Mapped[dict[str, Any]]
    text: Mapped[str | None]
    returns_to: Mapped[int | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]


class DispositionSetVersion(Base):
    __tablename__ = "disposition_sets"
    __table_args__ = (UniqueConstraint("campaign_id", "version"),)
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    version: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class LaunchSign(Base):
    """A point of a campaign's checklist that somebody signed before the launch."""

    __tablename__ = "launch_signs"
    __table_args__ = (UniqueConstraint("campaign_id", "point"),)
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    point: Mapped[str]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    signed_at: Mapped[datetime]


class WaveState(Base):
    """A test wave that has been made, and who signed it off on which figures (hits and cases by rate).

    A campaign without a row is still making its wave, or its plan has none.
    """

    __tablename__ = "test_waves"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    full_at: Mapped[datetime]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    signed_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)


class StageName(Base):
    """What a campaign calls a canonical stage."""

    __tablename__ = "stage_names"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(code(Stage), primary_key=True)
    name: Mapped[str]
