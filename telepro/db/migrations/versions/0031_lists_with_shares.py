"""lists with shares: from which file a lead came, and what part of the dials each file is to have.

The release before knows neither: both columns may be empty, the table is its own. Leads that have no
list yet are given theirs when somebody first states shares.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("leads", sa.Column("list_id", sa.BigInteger()))
    op.add_column("attempts", sa.Column("list_id", sa.BigInteger()))
    for name, column, tier in (
        ("ix_leads_list_fresh", "order_key", "fresh"),
        ("ix_leads_list_due", "next_call_at", "retry"),
    ):
        still = sa.text(f"list_id is not null and tier = '{tier}' and closed_at is null")
        op.create_index(name, "leads", ["list_id", column, "id"], postgresql_where=still)
    op.create_table(
        "list_shares",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("dialed_before", sa.BigInteger(), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["list_id"], ["enrolments.id"], name="fk_list_shares_list_id"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_list_shares_campaign_id"
        ),
        sa.PrimaryKeyConstraint("list_id", name="pk_list_shares"),
    )
    op.create_index("ix_list_shares_campaign_id", "list_shares", ["campaign_id"])


def downgrade() -> None:
    op.drop_table("list_shares")
    for name in ("ix_leads_list_due", "ix_leads_list_fresh"):
        op.drop_index(name, "leads")
    op.drop_column("attempts", "list_id")
    op.drop_column("leads", "list_id")
