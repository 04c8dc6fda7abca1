"""stated states: which state or province a prospect's file says, and why a business may want the offer.

The release before writes neither, and judges as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("prospects", sa.Column("region", sa.Text()))
    op.add_column("prospects", sa.Column("interest", sa.Text()))


def downgrade() -> None:
    op.drop_column("prospects", "interest")
    op.drop_column("prospects", "region")
