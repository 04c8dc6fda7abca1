"""samples: a company that is the sample of a workspace, one at most for each.

The release before makes none; a sample that is there when it comes back is a company like others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.add_column("organisations", sa.Column("sample_of_id", sa.BigInteger()))
    key = op.f("fk_organisations_sample_of_id")
    op.create_foreign_key(key, "organisations", "organisations", ["sample_of_id"], ["id"])
    unique = op.f("uq_organisations_sample_of_id")
    op.create_unique_constraint(unique, "organisations", ["sample_of_id"])


def downgrade() -> None:
    op.drop_column("organisations", "sample_of_id")
