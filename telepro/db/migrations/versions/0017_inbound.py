"""inbound calls: prospects who call back, and the direction of every attempt.

Every attempt so far was ours, as is every one that the release before writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

STATES = ("connected", "voicemail", "closed", "unknown")


def upgrade() -> None:
    op.add_column("attempts", _code("direction", ("outbound", "inbound"), "outbound"))
    op.create_table(
        "inbound_calls",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        _code("state", STATES, None, "inboundstate"),
        sa.Column("attempt_id", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbound_calls"),
        sa.UniqueConstraint("sid", name="uq_inbound_calls_sid"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_inbound_calls_attempt_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("inbound_calls")
    op.drop_column("attempts", "direction")


def _code(
    name: str, codes: tuple[str, ...], default: str | None, check: str | None = None
) -> "sa.Column[str]":
    named = check or name
    kind = sa.Enum(*codes, name=named, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=False, server_default=default)
