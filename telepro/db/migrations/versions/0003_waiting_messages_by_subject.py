"""waiting messages by subject: a long inbox is not read whole for each call."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_index(
        'ix_call_inbox_subject',
        'call_inbox',
        ['subject', 'id'],
        postgresql_where=sa.text('applied_at is null'),
    )


def downgrade() -> None:
    op.drop_index('ix_call_inbox_subject', 'call_inbox')
