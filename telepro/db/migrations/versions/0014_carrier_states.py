"""carrier states: since when the carrier of an account is away, which stops the dialing at once.

New, and without it the release before dials as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "carrier_states",
        sa.Column("account_sid", sa.Text(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("down_since", sa.DateTime(timezone=True)),
        sa.Column("trouble", sa.Text()),
        sa.PrimaryKeyConstraint("account_sid", name="pk_carrier_states"),
    )


def downgrade() -> None:
    op.drop_table("carrier_states")
