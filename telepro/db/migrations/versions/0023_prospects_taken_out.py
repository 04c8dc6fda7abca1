"""prospects taken out: who exported which company's prospects, how many, why.

A new table only, so the release before works as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

NAME = "prospect_exports"
NUMBER, WORDS = sa.BigInteger(), sa.Text()
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("public_id", WORDS, nullable=False),
        sa.Column("organisation_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        _code("role", "role", "administrator", "manager", "company"),
        _code("form", "fileform", "csv", "xlsx"),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("rows", NUMBER, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospect_exports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prospect_exports_public_id")),
        _reference("organisation_id", "organisations"),
        _reference("person_id", "people"),
    )
    op.create_index("ix_prospect_exports_person", NAME, ["person_id", "created_at"])
    op.create_index("ix_prospect_exports_company", NAME, ["organisation_id", "id"])


def downgrade() -> None:
    op.drop_table(NAME)


def _reference(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_prospect_exports_{column}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def _code(column: str, name: str, *codes: str) -> sa.Column[str]:
    kind = sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
    return sa.Column(column, kind, nullable=False)
