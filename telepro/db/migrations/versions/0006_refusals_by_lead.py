"""refusals by lead: whether a prospect has refused is asked at each deal, of every lead that is due.

Without it the answer is sought among all outcomes there are. The codes are those that refuse when
this was written; a later one needs an index of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

REFUSALS = "disposition in ('refused_to_listen', 'argued_refused', 'do_not_call')"


def upgrade() -> None:
    op.execute("set local statement_timeout = 0")
    op.create_index(
        "ix_outcomes_refusals", "outcomes", ["lead_id"], postgresql_where=sa.text(REFUSALS)
    )


def downgrade() -> None:
    op.drop_index("ix_outcomes_refusals", "outcomes")
