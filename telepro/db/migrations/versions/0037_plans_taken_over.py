"""plans taken over: what a forecast adds to the hours worked once a campaign's plan counts on another team.

A column that may be empty: the release before does not know it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("campaigns", sa.Column("added_seconds", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("campaigns", "added_seconds")
