"""waves and archive: test waves that were made and signed off, and ended campaigns put away.

Campaigns that were launched before waves held anything back go on as they were.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0033"
down_revision = "0032"

GO_ON = """
    insert into test_waves (campaign_id, full_at, signed_at, figures)
    select id, launched_at, launched_at, '{}' from campaigns where launched_at is not null
"""


def upgrade() -> None:
    op.add_column("campaigns", sa.Column("archived_at", sa.DateTime(timezone=True)))
    op.create_table(
        "test_waves",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("full_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.BigInteger()),
        sa.Column("signed_at", sa.DateTime(timezone=True)),
        sa.Column("figures", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_test_waves_campaign_id"
        ),
        sa.ForeignKeyConstraint(["signed_by_id"], ["people.id"], name="fk_test_waves_signed_by_id"),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_test_waves"),
    )
    op.execute(GO_ON)


def downgrade() -> None:
    op.drop_table("test_waves")
    op.drop_column("campaigns", "archived_at")
