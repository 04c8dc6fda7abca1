"""A live call may let its person go."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.alter_column("live_calls", "person_id", nullable=True)


def downgrade() -> None:
    op.execute("delete from live_calls where person_id is null")
    op.alter_column("live_calls", "person_id", nullable=False)
