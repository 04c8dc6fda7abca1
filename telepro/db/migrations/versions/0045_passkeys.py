"""passkeys: what devices sign in with, and links that sign in.

The release before knows neither: nobody signs in by them while it is back, and all that is there stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
BEFORE = ("first_administrator", "invitation", "password_reset")


def upgrade() -> None:
    _purposes((*BEFORE, "sign_in"))
    op.create_table(
        "passkeys",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("signs", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passkeys_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_passkeys_public_id")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_person_id"), "passkeys", ["person_id"])


def downgrade() -> None:
    op.drop_table("passkeys")
    op.execute("delete from one_time_links where purpose = 'sign_in'")
    _purposes(BEFORE)


def _purposes(codes: tuple[str, ...]) -> None:
    name = op.f("ck_one_time_links_linkpurpose")
    op.drop_constraint(name, "one_time_links")
    listed = ", ".join(f"'{each}'" for each in codes)
    op.create_check_constraint(name, "one_time_links", f"purpose in ({listed})")
