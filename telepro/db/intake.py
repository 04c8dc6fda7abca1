"""What is kept of prospect files beside prospects: what was said of rows, which values survived."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.states import ImportRowKind
from campaigns.survivorship import Kept, Why
from telepro.db.columns import Base, RowId, code


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
