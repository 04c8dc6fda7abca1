"""register checks: when a number was confronted with a public list, and whether it stood there.

A table of its own, so the release before calls as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

REGISTERS = (
    "Bloctel",
    "TPS",
    "CTPS",
    "National Do Not Call",
    "National DNCL",
    "Registro delle opposizioni",
    "Lista Robinson",
    "Do Not Call Me",
    "Swiss directory",
)


def upgrade() -> None:
    registers = sa.Enum(
        *REGISTERS, native_enum=False, create_constraint=True, length=32, name="register"
    )
    op.create_table(
        "register_checks",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("register", registers, nullable=False),
        sa.Column("e164", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_register_checks_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "register", "e164", name=op.f("pk_register_checks")
        ),
    )


def downgrade() -> None:
    op.drop_table("register_checks")
