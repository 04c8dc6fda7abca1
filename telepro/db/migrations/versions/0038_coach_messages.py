"""coach messages: lines that managers write to people at work, and what these answer."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

AT = sa.DateTime(timezone=True)
REPLIES = ("understood", "listen_to_me", "call_me")


def upgrade() -> None:
    op.create_table(
        "coach_messages",
        *_ids(),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", AT, nullable=False),
        sa.Column("read_at", AT),
        _code("reply", "reply", REPLIES),
        sa.Column("replied_at", AT),
        sa.PrimaryKeyConstraint("id", name="pk_coach_messages"),
        sa.UniqueConstraint("public_id", name="uq_coach_messages_public_id"),
        _to("coach_messages", "session_id", "work_sessions"),
        _to("coach_messages", "campaign_id", "campaigns"),
        _to("coach_messages", "person_id", "people"),
        _to("coach_messages", "by_id", "people"),
    )
    op.create_index(
        "ix_coach_messages_waiting",
        "coach_messages",
        ["session_id", "id"],
        postgresql_where=sa.text("reply is null"),
    )
    op.create_index("ix_coach_messages_campaign", "coach_messages", ["campaign_id", "sent_at"])


def downgrade() -> None:
    op.drop_table("coach_messages")


def _ids() -> tuple["sa.Column[int]", "sa.Column[str]"]:
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def _code(name: str, check: str, codes: tuple[str, ...]) -> "sa.Column[str]":
    kind = sa.Enum(*codes, name=check, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=True)
