"""totals: a board reads what it shows instead of counting a campaign.

They begin as the rows stand now. A release that does not know them goes on beside them: what it
changes is found and made good by the nightly comparison (`counters.rebuild`), whose first run comes
within minutes of the new release.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

FILL = """
insert into totals (campaign_id, part, name, value)
select campaign_id, 0, name, sum(value) from (
    select campaign_id, name, value from counters
    union all select campaign_id, 'leads', 1 from leads
    union all select campaign_id, 'stage:' || stage, 1 from leads
    union all select campaign_id, 'records_callable', 1 from leads
        where closed_reason is null or closed_reason not in
            ('invalid', 'out_of_target', 'duplicate', 'deceased', 'opposed')
    union all select campaign_id, 'records_worked', 1 from leads where attempts > 0
    union all select campaign_id, 'records_contacted', 1 from leads where contacts > 0
    union all select campaign_id, 'records_closed', 1 from leads where closed_reason is not null
    union all select campaign_id, 'wins', 1 from leads
        where stage in ('won', 'after_sale', 'loyalty')
    union all select campaign_id, 'losses', 1 from leads where stage = 'lost'
    union all select campaign_id, 'said:' || disposition, 1 from outcomes o
        where not exists (select from outcomes later where later.supersedes_id = o.id)
    union all select campaign_id, 'wrap_s',
            floor(extract(epoch from settled_at - ended_at) + 0.5)::bigint
        from attempts where result = 'answered' and settled_at > ended_at
    union all select campaign_id, 'promises_called', 1 from callbacks where state = 'called'
    union all select campaign_id, 'promises_on_time', 1 from callbacks
        where state = 'called' and abs(extract(epoch from closed_at - due_at)) <= 900
    union all select campaign_id, 'meetings_held', 1 from meetings m where 'held' = (
        select status from meeting_statuses s where s.meeting_id = m.id order by id desc limit 1)
    union all select campaign_id, 'results_accepted', 1 from meetings
        where accepted_at is not null
    union all select campaign_id, 'logged_s',
            floor(extract(epoch from ended_at - started_at) + 0.5)::bigint
        from work_intervals where ended_at is not null
    union all select campaign_id, 'break_s',
            floor(extract(epoch from ended_at - started_at) + 0.5)::bigint
        from work_intervals where ended_at is not null and state in ('break', 'paused')
) counted
group by campaign_id, name having sum(value) <> 0
"""


def upgrade() -> None:
    op.create_index("ix_callbacks_campaign", "callbacks", ["campaign_id", "due_at"])
    op.drop_index("ix_callbacks_campaign_id", "callbacks")
    op.create_table(
        "totals",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_totals_campaign_id"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "part", "name", name="pk_totals"),
    )
    op.execute("set local statement_timeout = 0")
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("totals")
    op.create_index("ix_callbacks_campaign_id", "callbacks", ["campaign_id"])
    op.drop_index("ix_callbacks_campaign", "callbacks")
