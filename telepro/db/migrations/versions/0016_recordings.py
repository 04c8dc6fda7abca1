"""recordings: which calls are recorded and for what, where each recording is, until when it is kept.

What is added to attempts and calls may be empty, or has the value that the release before dials with.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

AT = sa.DateTime(timezone=True)
PURPOSES = ("training", "quality", "evaluation")
STATES = ("expected", "at_carrier", "stored", "absent", "purged")


def upgrade() -> None:
    op.add_column(
        "attempts",
        sa.Column("ring_seconds", sa.BigInteger(), nullable=False, server_default="30"),
    )
    op.add_column("attempts", sa.Column("recorded", sa.Text()))
    recorded = sa.text("recorded is not null")
    op.create_index("ix_attempts_recorded", "attempts", ["ended_at"], postgresql_where=recorded)
    op.add_column("calls", sa.Column("recording_paused_at", AT))
    op.create_table(
        "recordings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        _code("purpose", "purpose", PURPOSES),
        _code("state", "recordingstate", STATES),
        sa.Column("started_at", AT),
        sa.Column("seconds", sa.BigInteger()),
        sa.Column("delete_on", AT, nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("bytes", sa.BigInteger()),
        sa.Column("sha256", sa.Text()),
        sa.Column("stored_at", AT),
        sa.Column("deleted_at_carrier_at", AT),
        sa.Column("purged_at", AT),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("next_try_at", AT),
        sa.Column("problem", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_recordings"),
        sa.UniqueConstraint("public_id", name="uq_recordings_public_id"),
        sa.UniqueConstraint("sid", name="uq_recordings_sid"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_recordings_attempt_id"
        ),
    )
    op.create_index("ix_recordings_attempt_id", "recordings", ["attempt_id"])
    for name, column, where in (
        ("ix_recordings_to_fetch", "next_try_at", "next_try_at is not null"),
        ("ix_recordings_to_purge", "delete_on", "purged_at is null"),
    ):
        op.create_index(name, "recordings", [column], postgresql_where=sa.text(where))


def downgrade() -> None:
    op.drop_table("recordings")
    op.drop_column("calls", "recording_paused_at")
    op.drop_index("ix_attempts_recorded", "attempts")
    op.drop_column("attempts", "recorded")
    op.drop_column("attempts", "ring_seconds")


def _code(name: str, check: str, codes: tuple[str, ...]) -> "sa.Column[str]":
    kind = sa.Enum(*codes, name=check, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=False)
