"""followed calls: where a caller stands in the script and their note, told while a manager listens.

The release before tells nothing of it and asks for nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    for name in ("section", "note"):
        op.add_column("live_calls", sa.Column(name, sa.Text()))


def downgrade() -> None:
    for name in ("section", "note"):
        op.drop_column("live_calls", name)
