"""law changes: what companies and compliance have set beside the law, by whom, until when.

A table of its own; the release before judges by the law alone.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"


def _code(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, native_enum=False, create_constraint=True, length=32, name=name)


def upgrade() -> None:
    op.create_table(
        "law_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger()),
        sa.Column("kind", _code("termkind", "figure", "hours", "closed"), nullable=False),
        sa.Column("by", _code("changer", "company", "compliance"), nullable=False),
        sa.Column("rule", sa.Text()),
        sa.Column("figure", _code("figure", "most", "days", "hours")),
        sa.Column("value", sa.BigInteger()),
        sa.Column("country", sa.Text()),
        sa.Column("hours", postgresql.JSONB(none_as_null=True)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_law_changes_organisation_id"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name="fk_law_changes_made_by_id"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name="fk_law_changes_ended_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_law_changes"),
        sa.UniqueConstraint("public_id", name="uq_law_changes_public_id"),
    )
    op.create_index(
        "ix_law_changes_standing",
        "law_changes",
        ["organisation_id"],
        postgresql_where=sa.text("ended_at is null"),
    )


def downgrade() -> None:
    op.drop_table("law_changes")
