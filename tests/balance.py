"""What the totals of all campaigns would have to say, asked of the tables alone: no rows when they do."""

from typing import LiteralString

UNBALANCED: LiteralString = """
    select 'total ' || name || ' of campaign ' || campaign_id || ': ' || sum(value) || ' missing'
    from (
        select campaign_id, name, -value as value from totals
        union all select campaign_id, name, value from counters
        union all select campaign_id, 'leads', 1 from leads
        union all select campaign_id, 'stage:' || stage, 1 from leads
        union all select campaign_id, 'records_callable', 1 from leads
            where attempts > 0 or closed_reason is null or closed_reason not in
                ('invalid', 'out_of_target', 'duplicate', 'deceased', 'opposed')
        union all select campaign_id, 'records_worked', 1 from leads where attempts > 0
        union all select campaign_id, 'records_contacted', 1 from leads where contacts > 0
        union all select campaign_id, 'records_closed', 1 from leads where closed_at is not null
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
    ) as entries
    group by campaign_id, name having sum(value) <> 0"""
# The nightly comparison makes good what differs: that it had to is as bad as the difference.
CORRECTED: LiteralString = """
    select 'corrected: ' || subject || ' ' || details from audit where action = 'counters.corrected'"""
