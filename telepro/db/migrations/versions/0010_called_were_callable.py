"""called were callable: who was called at least once counts among those that could be, however it ended.

A wrong number or an objection took a prospect out of those that may be called and left it among those
that were, so that more than the whole file could have been tried. A release that still counts so
goes on beside it; the nightly comparison makes good what it changes.
"""

from alembic import op

revision = "0010"
down_revision = "0009"

CHANGE = """
insert into totals (campaign_id, part, name, value)
select campaign_id, 0, 'records_callable', {sign}count(*) from leads
where attempts > 0
    and closed_reason in ('invalid', 'out_of_target', 'duplicate', 'deceased', 'opposed')
group by campaign_id
on conflict (campaign_id, part, name) do update set value = totals.value + excluded.value
"""


def upgrade() -> None:
    op.execute("set local statement_timeout = 0")
    op.execute(CHANGE.format(sign=""))


def downgrade() -> None:
    op.execute("set local statement_timeout = 0")
    op.execute(CHANGE.format(sign="-"))
