"""The numbers that campaigns show, and the counts that keep calls within their caps."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.numbers.caller_ids import RestReason
from campaigns.numbers.destinations import CountedBy
from campaigns.numbers.phones import PhoneKind
from telepro.db.columns import Base, PublicId, RowId, code


class CallerId(Base):
    """A number of the carrier account that a company shows; retired while no campaign shows it.

    `rest_until` stays when the rest is over: calls before it say nothing of the number any more.
    """

    __tablename__ = "caller_ids"
    __table_args__ = (UniqueConstraint("organisation_id", "e164"),)
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    e164: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    daily_cap: Mapped[int | None]
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    rest_until: Mapped[datetime | None]
    rest_reason: Mapped[RestReason | None] = mapped_column(code(RestReason))


class CampaignCallerId(Base):
    """A number in the pool of a campaign."""

    __tablename__ = "campaign_caller_ids"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    caller_id_id: Mapped[int] = mapped_column(
        ForeignKey("caller_ids.id"), primary_key=True, index=True
    )
    added_at: Mapped[datetime]


class DialCount(Base):
    """Intentions to call on behalf of a company, by what caps count: a person's and a shown number's
    of a day, those to a block of numbers of an hour; `slot` is its beginning (UTC)."""

    __tablename__ = "dial_counts"
    __table_args__ = (
        Index(
            "ix_dial_counts_company",
            "controller_id",
            "slot",
            postgresql_where=text("counted_by = 'person'"),
        ),
    )
    counted_by: Mapped[CountedBy] = mapped_column(code(CountedBy), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)
    # No foreign key: it would be asked for with every call.
    controller_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


class CallMinutes(Base):
    """Minutes begun of a campaign's calls of a day (UTC), by the country and kind that price them."""

    __tablename__ = "call_minutes"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    day: Mapped[datetime] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[PhoneKind] = mapped_column(code(PhoneKind), primary_key=True)
    minutes: Mapped[int]
