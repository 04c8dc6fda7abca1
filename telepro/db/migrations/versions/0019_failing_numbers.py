"""failing numbers: until when a number rests that failed on three days.

May be empty, so the release before calls as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("phones", sa.Column("rest_until", sa.DateTime(timezone=True)))
    resting = sa.text("rest_until is not null")
    op.create_index("ix_phones_resting", "phones", ["rest_until"], postgresql_where=resting)


def downgrade() -> None:
    op.drop_index("ix_phones_resting", "phones")
    op.drop_column("phones", "rest_until")
