"""plans prepared: what a task besides the call says, and who signed which point before a launch.

The release before knows neither: the column may be empty, the table is its own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("what", sa.Text()))
    op.create_table(
        "launch_signs",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("signed_by_id", sa.BigInteger()),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_launch_signs_campaign_id"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["people.id"], name="fk_launch_signs_signed_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_launch_signs"),
        sa.UniqueConstraint("campaign_id", "point", name="uq_launch_signs_campaign_id_point"),
    )


def downgrade() -> None:
    op.drop_table("launch_signs")
    op.drop_column("tasks", "what")
