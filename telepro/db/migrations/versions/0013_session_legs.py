"""session legs: every leg that a session had, so that each loss of the line is known with its reason.

A release that knows only the newest leg goes on beside it; what it saw before is taken over when the
next leg of its session moves.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

LOSSES = ("network_lost", "browser_closed", "line_hung_up")


def upgrade() -> None:
    op.create_table(
        "session_legs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "loss",
            sa.Enum(
                *LOSSES, name="lineloss", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["work_sessions.id"], name=op.f("fk_session_legs_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_legs")),
        sa.UniqueConstraint("session_id", "sid", name=op.f("uq_session_legs_session_id_sid")),
    )


def downgrade() -> None:
    op.drop_table("session_legs")
