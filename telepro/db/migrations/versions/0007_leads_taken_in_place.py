"""leads taken in place: to put a lead on a list, or to give it back, changes no index of leads.

The indexes that find due leads leave out whether somebody holds them. With that, and room on each
page, PostgreSQL writes the new row beside the old one and leaves all seven indexes alone. Retries
come due in the order of their rows, several of a page at once: a quarter of it is room for nine. A
deal reads past the leads that are held: no more than all lists together hold. The questions of the
release before name these conditions too, and find their leads by the new indexes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

FRESH = ["campaign_id", "order_key", "id"], "tier = 'fresh' and {}closed_at is null"
DUE = ["campaign_id", "tier", "next_call_at", "id"], "tier <> 'fresh' and {}closed_at is null"


def upgrade() -> None:
    op.execute("set local statement_timeout = 0")
    op.execute("alter table leads set (fillfactor = 75)")
    _again("")


def downgrade() -> None:
    op.execute("alter table leads reset (fillfactor)")
    _again("not held and ")


def _again(held: str) -> None:
    for name, (columns, where) in {"ix_leads_fresh": FRESH, "ix_leads_due": DUE}.items():
        op.drop_index(name, "leads")
        op.create_index(name, "leads", columns, postgresql_where=sa.text(where.format(held)))
