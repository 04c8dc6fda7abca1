"""prospects searched: names by pieces of their words, people by their address.

Indexes only, so the release before works as it did. A server that does not let us create pg_trgm
keeps everything else: `telepro doctor` says what to do, and `telepro migrate` makes the indexes then.
"""

import logging

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

FOLDED = (
    "translate(lower(name), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy')"
    " gin_trgm_ops"
)
NAMED = {"ix_prospects_words": "prospects", "ix_contacts_words": "contacts"}
log = logging.getLogger("alembic.runtime.migration")


def upgrade() -> None:
    written = sa.text("email is not null")
    op.create_index(
        "ix_contacts_email", "contacts", [sa.text("lower(email)")], postgresql_where=written
    )
    if _trigrams():
        for index, table in NAMED.items():
            op.create_index(index, table, [sa.text(FOLDED)], postgresql_using="gin")


def downgrade() -> None:
    for index, table in NAMED.items():
        op.drop_index(index, table, if_exists=True)
    op.drop_index("ix_contacts_email", "contacts")


def _trigrams() -> bool:
    """Create the extension where it is missing; False, and said, where the server refuses."""
    try:
        with op.get_bind().begin_nested():
            op.execute("create extension if not exists pg_trgm")
    except sa.exc.DBAPIError as trouble:
        log.warning("pg_trgm is missing and can't be created (%s).", type(trouble.orig).__name__)
        log.warning("Let an administrator of the server run CREATE EXTENSION pg_trgm; in this")
        log.warning("database, then run telepro migrate. Until then searching is slower.")
        return False
    return True
