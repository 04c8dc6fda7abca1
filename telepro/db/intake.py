"""What is kept of files beside prospects: what was said of rows, which values survived, who is excluded, and its way into a campaign."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.same_prospect.survivorship import Kept, Why
from campaigns.states import ImportRowKind
from telepro.db.columns import Base, PublicId, RowId, code


class ImportRow(Base):
    """A row that was rejected, repaired or merged, with its line and the reason.

    `prospect_id` names the prospect that a merged row went into, so that a campaign which takes
    this file finds the prospects that an earlier file had brought.
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        Index(
            "ix_import_rows_prospect_id",
            "prospect_id",
            postgresql_where=text("prospect_id is not null"),
        ),
        Index("ix_import_rows_import", "import_id", "kind", "line"),
        Index(
            "ix_import_rows_prospect",
            "import_id",
            "prospect_id",
            postgresql_where=text("prospect_id is not null"),
        ),
    )
    id: Mapped[RowId]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    line: Mapped[int]
    kind: Mapped[ImportRowKind] = mapped_column(code(ImportRowKind))
    code: Mapped[str]
    column: Mapped[str]
    found: Mapped[str]
    expected: Mapped[str]
    fix: Mapped[str]
    raw: Mapped[list[Any] | None]
    prospect_id: Mapped[int | None] = mapped_column(ForeignKey("prospects.id"))


class ImportValue(Base):
    """A value on which a row and the prospect that it is differed: whose stands, and why.

    An undo reads it backwards. `heading` names the column where `field` is a kept one.
    """

    __tablename__ = "import_values"
    __table_args__ = (Index("ix_import_values_import", "import_id", "id"),)
    id: Mapped[RowId]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"), index=True)
    line: Mapped[int]
    field: Mapped[str]
    heading: Mapped[str]
    older: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    newer: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    kept: Mapped[Kept] = mapped_column(code(Kept))
    why: Mapped[Why] = mapped_column(code(Why))
    created_at: Mapped[datetime]


class ExclusionList(Base):
    """A company's own list of firms that must not be called; at most one stands, older ones are dated."""

    __tablename__ = "exclusion_lists"
    __table_args__ = (
        Index(
            "uq_exclusion_lists_standing",
            "organisation_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    filename: Mapped[str]
    sha256: Mapped[str]
    firms: Mapped[int]
    unread: Mapped[list[Any]] = mapped_column(default=list)
    unread_lines: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Exclusion(Base):
    """One key of a firm on the list that stands; those of older lists are gone."""

    __tablename__ = "exclusions"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)
    id: Mapped[RowId]
    list_id: Mapped[int] = mapped_column(ForeignKey("exclusion_lists.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    key: Mapped[str]
    label: Mapped[str]


class Enrolment(Base):
    """The prospects of one file on their way into a campaign, and what was left out and why.

    `cursor` is the last prospect looked at, so that whoever goes on after a crash begins there.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("campaign_id", "import_id"),
        Index("ix_enrolments_waiting", "id", postgresql_where=text("finished_at is null")),
    )
    id: Mapped[RowId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    cursor: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    leads: Mapped[int] = mapped_column(default=0)
    excluded: Mapped[dict[str, Any]] = mapped_column(default=dict)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
