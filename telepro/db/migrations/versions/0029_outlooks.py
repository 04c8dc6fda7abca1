"""outlooks: how each running campaign is likely to end, as it was last foretold.

New, and without it the release before shows what it did.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "outlooks",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("leads", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_outlooks_campaign_id"),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_outlooks"),
    )


def downgrade() -> None:
    op.drop_table("outlooks")
