"""Whom we may call: prospect files, prospects, their contacts and phones, consents, suppressions, leads."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from campaigns.dealing import Tier
from campaigns.dispositions import SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.numbers.phones import PhoneKind
from campaigns.pipeline import Stage
from campaigns.prospects import Audience, Basis
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState, PhoneState
from telepro.db.columns import Base, PublicId, RowId, code


class Import(Base):
    """A prospect file as it was received, what was said of it, and what came of it.

    `corrects_id` is the import whose rejected rows it brings back, `checked` what the dry run found.
    """

    __tablename__ = "imports"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    filename: Mapped[str]
    stored_path: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    state: Mapped[ImportState] = mapped_column(code(ImportState))
    audience: Mapped[Audience] = mapped_column(code(Audience))
    basis: Mapped[Basis] = mapped_column(code(Basis))
    source: Mapped[str]
    country: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rows: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    merged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    repaired: Mapped[int] = mapped_column(default=0)
    progress_bytes: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    policy: Mapped[MergePolicy] = mapped_column(code(MergePolicy), default=MergePolicy.COMPLETE)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)
    checked: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    undone: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]


class Prospect(Base):
    """An establishment or a person in a company's prospect file; exists once per company.

    `name_key` stays as imported when a name is corrected: it is how the file's row is known again.
    `region` is the state or province that the file states, `interest` why a business may want the offer.
    """

    __tablename__ = "prospects"
    __table_args__ = (
        Index(
            "ix_prospects_siret",
            "organisation_id",
            "siret",
            postgresql_where=text("siret is not null"),
        ),
        Index("ix_prospects_import", "import_id", "id"),
        Index("ix_prospects_name", "organisation_id", "name_key"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    siret: Mapped[str | None]
    siren: Mapped[str | None]
    naf: Mapped[str | None]
    address: Mapped[str | None]
    postal_code: Mapped[str | None]
    city: Mapped[str | None]
    country: Mapped[str]
    region: Mapped[str | None]
    time_zone: Mapped[str | None]
    language: Mapped[str]
    audience: Mapped[Audience] = mapped_column(code(Audience))
    basis: Mapped[Basis] = mapped_column(code(Basis))
    source: Mapped[str]
    interest: Mapped[str | None]
    external_id: Mapped[str | None]
    headcount: Mapped[int | None]
    note: Mapped[str | None]
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    quality: Mapped[int] = mapped_column(default=0)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    line: Mapped[int | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    contacts: Mapped[list["Contact"]] = relationship(order_by="Contact.position")
    phones: Mapped[list["Phone"]] = relationship(order_by="Phone.position")


class Contact(Base):
    """A person of a prospect; `known_as` is the file's name and e-mail where a caller corrected them."""

    __tablename__ = "contacts"
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"), index=True)
    name: Mapped[str]
    role: Mapped[str | None]
    email: Mapped[str | None]
    decision_maker: Mapped[bool] = mapped_column(default=False)
    gatekeeper: Mapped[bool] = mapped_column(default=False)
    best_time: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=1)
    learnt_from: Mapped[str] = mapped_column(default="import")
    known_as: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime]


class Phone(Base):
    """A number of a prospect, in the order to try; kept when dead, so that it is never learnt anew."""

    __tablename__ = "phones"
    __table_args__ = (
        Index(
            "ix_phones_contact_id", "contact_id", postgresql_where=text("contact_id is not null")
        ),
        UniqueConstraint("prospect_id", "e164"),
        Index("ix_phones_e164", "e164", "prospect_id"),
        Index("ix_phones_resting", "rest_until", postgresql_where=text("rest_until is not null")),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    e164: Mapped[str]
    kind: Mapped[PhoneKind] = mapped_column(code(PhoneKind))
    country: Mapped[str]
    zones: Mapped[list[str]]
    extension: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=1)
    state: Mapped[PhoneState] = mapped_column(code(PhoneState), default=PhoneState.ACTIVE)
    learnt_from: Mapped[str] = mapped_column(default="import")
    created_at: Mapped[datetime]
    rest_until: Mapped[datetime | None]


class Consent(Base):
    """A proof of consent to be called, given to one company for one number."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "ix_consents_prospect_id",
            "prospect_id",
            postgresql_where=text("prospect_id is not null"),
        ),
        Index("ix_consents_number", "organisation_id", "e164"),
        Index("ix_consents_import_id", "import_id", postgresql_where=text("import_id is not null")),
    )
    id: Mapped[RowId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    prospect_id: Mapped[int | None] = mapped_column(ForeignKey("prospects.id"))
    e164: Mapped[str]
    wording: Mapped[str]
    source: Mapped[str]
    out_of_hours: Mapped[bool] = mapped_column(default=False)
    captured_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))


class Suppression(Base):
    """A person, prospect or number that must not be called; the number is kept as a keyed fingerprint.

    `action_id` is the action of a manager who excluded the prospect, `given_back_id` the one that gave
    it back: an objection of the person themselves has neither.
    """

    __tablename__ = "suppressions"
    __table_args__ = (
        Index(
            "uq_suppressions_standing",
            "organisation_id",
            "scope",
            "fingerprint",
            unique=True,
            postgresql_where=text("lifted_at is null"),
        ),
    )
    id: Mapped[RowId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    scope: Mapped[SuppressionScope] = mapped_column(code(SuppressionScope))
    fingerprint: Mapped[str]
    prospect_id: Mapped[int | None] = mapped_column(ForeignKey("prospects.id"), index=True)
    outcome_id: Mapped[int | None]
    reason: Mapped[str]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("prospect_actions.id"))
    given_back_id: Mapped[int | None] = mapped_column(ForeignKey("prospect_actions.id"))


_FRESH = text("tier = 'fresh' and closed_at is null")
# Of a list alone: a look at a whole campaign must never take these for its own indexes.
_LIST_FRESH = text("list_id is not null and tier = 'fresh' and closed_at is null")
_LIST_TRIED = text("list_id is not null and tier = 'retry' and closed_at is null")


class Lead(Base):
    """A prospect enrolled in a campaign, from the file whose enrolment is `list_id`.

    `next_call_at` is the only way back to a call list. `held` is true while the lead stands on a
    call list or in a call; `fence` rises with every deal, and a late writer of the lead's next
    step carries an old one and loses. `blocked_by` is the refusal found at the last deal, until
    `blocked_until` (null: until something changes). `attempts_before` of its `attempts` were made in
    passes before this one. `moved_by_hand` once somebody moved it: its moves are asked for only then.
    """

    __tablename__ = "leads"
    __table_args__ = (
        Index(
            "ix_leads_origin_lead_id",
            "origin_lead_id",
            postgresql_where=text("origin_lead_id is not null"),
        ),
        UniqueConstraint("campaign_id", "prospect_id"),
        # No index names `held`: a lead is taken and given back in place, by one write.
        Index("ix_leads_fresh", "campaign_id", "order_key", "id", postgresql_where=_FRESH),
        Index("ix_leads_list_fresh", "list_id", "order_key", "id", postgresql_where=_LIST_FRESH),
        Index("ix_leads_list_due", "list_id", "next_call_at", "id", postgresql_where=_LIST_TRIED),
        Index(
            "ix_leads_due",
            "campaign_id",
            "tier",
            "next_call_at",
            "id",
            postgresql_where=text("tier <> 'fresh' and closed_at is null"),
        ),
        Index("ix_leads_stage", "campaign_id", "stage", "id"),
        Index("ix_leads_prospect", "prospect_id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"))
    controller_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    # No foreign key: every lead of a batch would ask for the row that the batch holds.
    list_id: Mapped[int | None]
    stage: Mapped[Stage] = mapped_column(code(Stage))
    tier: Mapped[Tier] = mapped_column(code(Tier))
    next_call_at: Mapped[datetime | None]
    order_key: Mapped[float]
    stratum: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    held: Mapped[bool] = mapped_column(default=False)
    fence: Mapped[int] = mapped_column(default=0)
    blocked_by: Mapped[str | None]
    blocked_until: Mapped[datetime | None]
    callback_owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    pass_number: Mapped[int] = mapped_column(server_default=text("1"))
    attempts_before: Mapped[int] = mapped_column(server_default=text("0"))
    moved_by_hand: Mapped[bool] = mapped_column(server_default=text("false"))
    contacts: Mapped[int] = mapped_column(default=0)
    argued: Mapped[int] = mapped_column(default=0)
    closed_reason: Mapped[CloseReason | None] = mapped_column(code(CloseReason))
    closed_at: Mapped[datetime | None]
    enrolled_at: Mapped[datetime]
    origin_lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"))
    prospect: Mapped[Prospect] = relationship()
