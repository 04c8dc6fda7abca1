"""dial-in: the code by which an ordinary telephone becomes the line of a session.

May be empty, so the release before goes on without knowing of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("work_sessions", sa.Column("dial_in_code", sa.Text()))
    op.create_index(
        "uq_work_sessions_dial_in",
        "work_sessions",
        ["dial_in_code"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )


def downgrade() -> None:
    op.drop_index("uq_work_sessions_dial_in", "work_sessions")
    op.drop_column("work_sessions", "dial_in_code")
