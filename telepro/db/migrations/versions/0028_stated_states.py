"""stated states: what a file says of a prospect's state, why a business may want the offer, who agreed.

The release before writes neither, and judges as it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("prospects", sa.Column("region", sa.Text()))
    op.add_column("prospects", sa.Column("interest", sa.Text()))
    op.add_column("consents", sa.Column("import_id", sa.BigInteger()))
    op.create_foreign_key(
        "fk_consents_import_id", "consents", "imports", ["import_id"], ["id"]
    )
    op.create_index(
        "ix_consents_import_id",
        "consents",
        ["import_id"],
        postgresql_where=sa.text("import_id is not null"),
    )


def downgrade() -> None:
    op.drop_column("consents", "import_id")
    op.drop_column("prospects", "interest")
    op.drop_column("prospects", "region")
