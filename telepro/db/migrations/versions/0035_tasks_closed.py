"""tasks closed: who said that a task is done or not needed, and how the open ones are found."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("closed_by_id", sa.BigInteger()))
    op.create_foreign_key(
        "fk_tasks_closed_by_id", "tasks", "people", ["closed_by_id"], ["id"]
    )
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["due_at", "id"],
        postgresql_where=sa.text("done_at is null and withdrawn_at is null"),
    )
    op.create_index("ix_tasks_outcome", "tasks", ["outcome_id"])


def downgrade() -> None:
    op.drop_index("ix_tasks_outcome", "tasks")
    op.drop_index("ix_tasks_open", "tasks")
    op.drop_constraint("fk_tasks_closed_by_id", "tasks")
    op.drop_column("tasks", "closed_by_id")
