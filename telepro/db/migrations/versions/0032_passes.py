"""passes: which pass over a lead is under way, how many attempts were made before it, and when each began.

The release before knows none of it: what it writes is of the first pass.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("leads", _number("pass_number", "1"))
    op.add_column("leads", _number("attempts_before", "0"))
    op.add_column("attempts", _number("pass_number", "1"))
    op.create_table(
        "lead_passes",
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("after_attempt", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name="fk_lead_passes_lead_id"),
        sa.PrimaryKeyConstraint("lead_id", "number", name="pk_lead_passes"),
    )


def downgrade() -> None:
    op.drop_table("lead_passes")
    op.drop_column("attempts", "pass_number")
    op.drop_column("leads", "attempts_before")
    op.drop_column("leads", "pass_number")


def _number(name: str, default: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default=sa.text(default), nullable=False)
