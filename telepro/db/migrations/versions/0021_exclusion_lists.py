"""exclusion lists: firms that a company will not have called, and the keys they are known again by.

New tables only: a release that knows none of it calls as before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "exclusion_lists",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("firms", sa.BigInteger(), nullable=False),
        sa.Column("unread", postgresql.JSONB(), nullable=False),
        sa.Column("unread_lines", sa.BigInteger(), nullable=False),
        sa.Column("created_by_id", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_exclusion_lists_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["people.id"], name=op.f("fk_exclusion_lists_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion_lists")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exclusion_lists_public_id")),
    )
    op.create_index("ix_exclusion_lists_organisation_id", "exclusion_lists", ["organisation_id"])
    op.create_index(
        "uq_exclusion_lists_standing",
        "exclusion_lists",
        ["organisation_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "exclusions",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["exclusion_lists.id"], name=op.f("fk_exclusions_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_exclusions_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusions")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_exclusions_organisation_id_key")),
    )
    op.create_index("ix_exclusions_list_id", "exclusions", ["list_id"])


def downgrade() -> None:
    op.drop_table("exclusions")
    op.drop_table("exclusion_lists")
