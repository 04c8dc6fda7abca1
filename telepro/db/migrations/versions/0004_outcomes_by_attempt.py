"""outcomes by attempt: corrected ones too, which the unique index of the first leaves out."""

from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_index('ix_outcomes_attempt', 'outcomes', ['attempt_id'])


def downgrade() -> None:
    op.drop_index('ix_outcomes_attempt', 'outcomes')
