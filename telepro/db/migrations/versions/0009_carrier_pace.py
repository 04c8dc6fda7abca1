"""carrier pace: orders go out one behind the other, as many a second as the account starts.

Unlogged, since it is written before every call and worth nothing a second later: no order waits for
a disk because of it, and a server that crashed begins anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "carrier_pace",
        sa.Column("account_sid", sa.Text(), nullable=False),
        sa.Column("next_turn", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_sid", name=op.f("pk_carrier_pace")),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("carrier_pace")
