"""Who there is: organisations, people, what they may do, when they work."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from campaigns.call.lines import LineLoss
from campaigns.states import EngagementState, LinkPurpose, OrganisationKind, Role, WorkState
from telepro.db.columns import Base, PublicId, RowId, code


class Organisation(Base):
    """A company, an agency or the platform.

    `calling_limits` are the caps that a company sets itself, by name; `mask_numbers` hides prospects'
    numbers from whoever calls them. `sample_of_id` is the workspace of which a company is the sample.
    """

    __tablename__ = "organisations"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    kind: Mapped[OrganisationKind] = mapped_column(code(OrganisationKind))
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="fr")
    country: Mapped[str] = mapped_column(default="FR")
    time_zone: Mapped[str] = mapped_column(default="Europe/Paris")
    support_email: Mapped[str | None]
    mask_numbers: Mapped[bool] = mapped_column(default=False)
    calling_limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sample_of_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), unique=True)
    created_at: Mapped[datetime]


class Person(Base):
    """One sign-in; `session_epoch` rises to end every open session of theirs at once."""

    __tablename__ = "people"
    __table_args__ = (Index("uq_people_email", func.lower(text("email")), unique=True),)
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    name: Mapped[str]
    email: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="fr")
    spoken: Mapped[list[str]] = mapped_column(default=lambda: ["fr"])
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Membership(Base):
    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "role"),)
    id: Mapped[RowId]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(code(Role))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Engagement(Base):
    """An independent teleprospector on a mission, under one version of its terms."""

    __tablename__ = "engagements"
    __table_args__ = (UniqueConstraint("person_id", "mission_id"),)
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    terms_id: Mapped[int] = mapped_column(ForeignKey("mission_terms.id"))
    state: Mapped[EngagementState] = mapped_column(code(EngagementState))
    quiz_passed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class Availability(Base):
    """Weekly hours that a teleprospector offers to a mission; Monday is 0."""

    __tablename__ = "availabilities"
    id: Mapped[RowId]
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    time_zone: Mapped[str]


class Absence(Base):
    """From when up to when a teleprospector is away, whatever the hours they offer."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_person_id_ends_at", "person_id", "ends_at"),)
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    created_at: Mapped[datetime]


class WorkSession(Base):
    """A teleprospector at work on one campaign; their leg sits in its conference throughout."""

    __tablename__ = "work_sessions"
    __table_args__ = (
        Index(
            "uq_work_sessions_open",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_work_sessions_campaign", "campaign_id", "started_at"),
        Index(
            "uq_work_sessions_dial_in",
            "dial_in_code",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    state: Mapped[WorkState] = mapped_column(code(WorkState), default=WorkState.READY)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    leg_sid: Mapped[str | None]
    leg_joined_at: Mapped[datetime | None]
    leg_left_at: Mapped[datetime | None]
    conference_sid: Mapped[str | None]
    dial_in_code: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    person: Mapped[Person] = relationship()


class WorkInterval(Base):
    __tablename__ = "work_intervals"
    __table_args__ = (
        Index(
            "uq_work_intervals_open",
            "session_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )
    id: Mapped[RowId]
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    state: Mapped[WorkState] = mapped_column(code(WorkState))
    reason: Mapped[str | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class SessionLeg(Base):
    """What is known of one leg of a session; `loss` is why it ended, as far as anybody said."""

    __tablename__ = "session_legs"
    __table_args__ = (UniqueConstraint("session_id", "sid"),)
    id: Mapped[RowId]
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    sid: Mapped[str]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    loss: Mapped[LineLoss | None] = mapped_column(code(LineLoss))


class SignIn(Base):
    """One browser signed in; its cookie holds a secret of which only the hash is kept.

    It counts while `epoch` equals the person's `session_epoch` and nobody signed it out.
    """

    __tablename__ = "sign_ins"
    id: Mapped[RowId]
    key_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    epoch: Mapped[int]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A failed sign-in, under keyed fingerprints of the account and of the address."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_key", "key", "at"),)
    id: Mapped[RowId]
    key: Mapped[str]
    at: Mapped[datetime]


class OneTimeLink(Base):
    """An invitation, a password reset or a way in: only the hash of its token is kept."""

    __tablename__ = "one_time_links"
    id: Mapped[RowId]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(code(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """What a device of a person signs with. `asked_at` is when the newest question was put that it
    has answered: an older one is answered no more.
    """

    __tablename__ = "passkeys"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    signs: Mapped[int]
    name: Mapped[str]
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
