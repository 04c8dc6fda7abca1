"""exports and data requests: who took which prospects out and why, what people asked of their data.

New tables only, so the release before works as it did.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"

EXPORTS, REQUESTS = "prospect_exports", "data_requests"
NUMBER, WORDS, AT = sa.BigInteger(), sa.Text(), sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_exports()
    _make_requests()


def downgrade() -> None:
    op.drop_table(REQUESTS)
    op.drop_table(EXPORTS)


def _make_exports() -> None:
    op.create_table(
        EXPORTS,
        *_ids(EXPORTS),
        _of(EXPORTS, "organisation_id", "organisations"),
        _of(EXPORTS, "person_id", "people"),
        _code("role", "role", "administrator", "manager", "company"),
        _code("form", "fileform", "csv", "xlsx"),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("rows", NUMBER, nullable=False),
        sa.Column("created_at", AT, nullable=False),
    )
    op.create_index("ix_prospect_exports_person", EXPORTS, ["person_id", "created_at"])
    op.create_index("ix_prospect_exports_company", EXPORTS, ["organisation_id", "id"])


def _make_requests() -> None:
    checks = ("in_our_call", "called_back", "wrote_from_known_address", "document_seen")
    grounds = ("not_the_person", "unfounded", "withdrawn")
    op.create_table(
        REQUESTS,
        *_ids(REQUESTS),
        _of(REQUESTS, "organisation_id", "organisations"),
        _of(REQUESTS, "prospect_id", "prospects"),
        _code("kind", "requestkind", "access", "erasure"),
        _code("state", "requeststate", "open", "checked", "done", "refused"),
        sa.Column("received_at", AT, nullable=False),
        sa.Column("due_at", AT, nullable=False),
        sa.Column("extended_at", AT),
        _of(REQUESTS, "opened_by_id", "people"),
        _code("identity", "identitycheck", *checks, nullable=True),
        _code("refused_for", "refusalground", *grounds, nullable=True),
        sa.Column("closed_at", AT),
        _of(REQUESTS, "closed_by_id", "people", nullable=True),
        sa.Column("certificate", JSONB),
    )
    op.create_index("ix_data_requests_company", REQUESTS, ["organisation_id", "state", "due_at"])
    op.create_index(
        "uq_data_requests_standing",
        REQUESTS,
        ["prospect_id", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )


def _ids(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("public_id", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )


def _of(table: str, column: str, other: str, *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{column}"))
    return sa.Column(column, NUMBER, key, nullable=nullable)


def _code(column: str, name: str, *codes: str, nullable: bool = False) -> sa.Column[str]:
    kind = sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
    return sa.Column(column, kind, nullable=nullable)
