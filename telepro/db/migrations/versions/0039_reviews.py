"""reviews: calls that managers listened to again, how they scored them, and their comments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"

AT = sa.DateTime(timezone=True)
REASONS = ("contested", "asked", "first", "random", "chosen")
STATES = ("draft", "sent", "set_aside")


def upgrade() -> None:
    _reviews()
    _comments()


def _reviews() -> None:
    op.create_table(
        "reviews",
        *_ids(),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        _code("reason", "reason", REASONS),
        _code("state", "reviewstate", STATES),
        sa.Column("grid", sa.Text(), nullable=False),
        sa.Column("scores", postgresql.JSONB(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("begun_at", AT, nullable=False),
        sa.Column("sent_at", AT),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", AT),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("public_id", name="uq_reviews_public_id"),
        sa.UniqueConstraint("attempt_id", name="uq_reviews_attempt_id"),
        _to("reviews", "attempt_id", "attempts"),
        _to("reviews", "campaign_id", "campaigns"),
        _to("reviews", "person_id", "people"),
        _to("reviews", "by_id", "people"),
    )
    op.create_index("ix_reviews_person", "reviews", ["person_id", "sent_at"])
    op.create_index("ix_reviews_campaign", "reviews", ["campaign_id", "begun_at"])


def _comments() -> None:
    op.create_table(
        "review_comments",
        *_ids(),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("second", sa.BigInteger()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_comments"),
        sa.UniqueConstraint("public_id", name="uq_review_comments_public_id"),
        _to("review_comments", "review_id", "reviews"),
        _to("review_comments", "by_id", "people"),
    )
    op.create_index("ix_review_comments_review_id", "review_comments", ["review_id"])


def downgrade() -> None:
    op.drop_table("review_comments")
    op.drop_table("reviews")


def _ids() -> tuple["sa.Column[int]", "sa.Column[str]"]:
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def _code(name: str, check: str, codes: tuple[str, ...]) -> "sa.Column[str]":
    kind = sa.Enum(*codes, name=check, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=False)
