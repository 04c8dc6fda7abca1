"""promises changed without a call, as rows that the fold of a lead takes up; when a teleprospector is away."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "promise_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("callback_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["callback_id"], ["callbacks.id"], name="fk_promise_changes_callback_id"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_promise_changes_owner_id"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_promise_changes_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_promise_changes"),
    )
    op.create_index("ix_promise_changes_callback_id", "promise_changes", ["callback_id"])
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_absences_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
        sa.UniqueConstraint("public_id", name="uq_absences_public_id"),
    )
    op.create_index("ix_absences_person_id_ends_at", "absences", ["person_id", "ends_at"])


def downgrade() -> None:
    op.drop_table("absences")
    op.drop_table("promise_changes")
