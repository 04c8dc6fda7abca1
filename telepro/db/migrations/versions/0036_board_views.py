"""board views: when somebody last looked at a campaign's board, so that only those are foretold."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "board_views",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_board_views_campaign_id"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_board_views"),
    )


def downgrade() -> None:
    op.drop_table("board_views")
