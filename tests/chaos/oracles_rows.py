"""What the tables themselves must say after a run: one SQL question per promise, no rows when kept."""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString

Ask = Callable[[LiteralString, Mapping[str, Any]], list[tuple[Any, ...]]]

# A list given back and dealt anew may seem to overlap: a dealer that was frozen in mid-deal wakes and
# writes the moment at which it had begun. That no two leases live at once, each look at the tables asks.
# A process whose clock was wrong on purpose wrote moments outside the run; they prove nothing.
LEASES_OVERLAP: LiteralString = """
    select format('lead %%s dealt %%s-%%s (%%s) and %%s-%%s', a.lead_id, a.dealt_at::time(1),
        a.ended_at::time(1), a.end_reason, b.dealt_at::time(1), b.ended_at::time(1))
    from call_list_entries a join call_list_entries b on a.lead_id = b.lead_id and a.id < b.id
    where a.dealt_at between %(began)s and %(ended)s and b.dealt_at between %(began)s and %(ended)s
        and coalesce(a.ended_at, 'infinity') not between %(ended)s and 'infinity'::timestamptz - '1 s'::interval
        and least(coalesce(a.ended_at, 'infinity'), coalesce(b.ended_at, 'infinity'))
            > greatest(a.dealt_at, b.dealt_at) + interval '30 seconds'"""

FENCES: LiteralString = """
    select lead_id from (
        select lead_id, fence, lag(fence, 1, 0) over (partition by lead_id order by id) as before
        from call_list_entries) as deals where fence <> before + 1
    union all
    select l.id from leads l where l.fence <> coalesce(
        (select max(fence) from call_list_entries e where e.lead_id = l.id), 0)
    union all
    select a.lead_id from attempts a join call_list_entries e on e.id = a.entry_id
    where e.fence <> a.fence"""

# Every lead is in exactly one place, and as many are there as were put in.
CONSERVED: LiteralString = """
    select count(*)::text from leads having count(*) <> %(leads)s
    union all
    select l.public_id from leads l
    where l.closed_at is null and l.held is false
        and (l.next_call_at is null
            or exists (select from call_list_entries e where e.lead_id = l.id and e.ended_at is null))
    union all
    select l.public_id from leads l
    where l.held and not exists (
            select from call_list_entries e where e.lead_id = l.id and e.ended_at is null)
        and not exists (
            select from attempts a where a.lead_id = l.id and a.fence = l.fence
                and a.settled_at is null)
    union all
    select l.public_id from leads l
    where (l.closed_at is null) <> (l.closed_reason is null)"""

OUTCOMES_TWICE: LiteralString = """
    select client_key from outcomes group by client_key having count(*) > 1
    union all
    select a.public_id from outcomes o join attempts a on a.id = o.attempt_id
    where o.supersedes_id is null group by a.public_id having count(*) > 1
    union all
    select o.client_key from outcomes o
    where o.recorded_by_id is not null and not o.client_key = any(%(keys)s)"""

ENDS: LiteralString = """
    select a.public_id from attempts a left join calls c on c.attempt_id = a.id
    where a.sid is not null and a.state <> 'unknown' and (a.state <> 'ended' or c.id is null
        or c.status not in ('completed', 'busy', 'failed', 'no-answer', 'canceled')
        or (c.conflict and not c.confirmed))"""

UNPROCESSED: LiteralString = """
    select 'inbox ' || id from call_inbox where applied_at is null and tries < 3
    union all
    select 'outbox ' || id from outbox where published_at is null"""
DEAD_LETTERS: LiteralString = """
    select coalesce(payload ->> 'SequenceNumber', '') || '|' || coalesce(call_sid, '')
    from call_inbox where applied_at is null and tries >= 3"""
MARKED: LiteralString = """
    select payload ->> 'SequenceNumber' from call_inbox
    where payload ->> 'SequenceNumber' = any(%(marks)s)"""

# A promise that was due a while before the end, whose owner and campaign are at work, and nobody called.
CALLBACKS_LOST: LiteralString = """
    select k.public_id from callbacks k join leads l on l.id = k.lead_id
    where k.state = 'promised' and (
        (l.closed_at is null and not l.held and l.next_call_at is distinct from k.due_at)
        or (select count(*) from outcomes o where o.id = k.outcome_id) = 0)
    union all
    select o.client_key from outcomes o
    where o.disposition = 'callback' and not exists (
        select from callbacks k where k.outcome_id = o.id)
        and not exists (select from leads l where l.id = o.lead_id and l.closed_at is not null)
        and not exists (
            -- Somebody who spoke to them in a later call has decided otherwise.
            select from outcomes p join attempts b on b.id = p.attempt_id
            join attempts a on a.id = o.attempt_id
            where p.lead_id = o.lead_id and b.number > a.number and p.recorded_by_id is not null)"""
CALLBACKS_EARLY: LiteralString = """
    select k.public_id from callbacks k join attempts a on a.lead_id = k.lead_id
    where a.intended_at < k.due_at and a.intended_at > k.created_at
        and a.state not in ('refused')
        and (k.closed_at is null or a.intended_at <= k.closed_at)"""
CALLBACKS_STOLEN: LiteralString = """
    select k.public_id from callbacks k join attempts a on a.lead_id = k.lead_id
    join call_list_entries e on e.id = a.entry_id
    where k.kind = 'personal' and k.owner_id is not null and a.person_id <> k.owner_id
        and a.intended_at >= k.due_at and e.dealt_at between k.due_at and k.due_at + interval '14 minutes'
        and (k.closed_at is null or a.intended_at <= k.closed_at)"""
CALLBACK_DELAYS: LiteralString = """
    select extract(epoch from min(a.intended_at) - k.due_at)::float
    from callbacks k join attempts a on a.lead_id = k.lead_id and a.intended_at >= k.due_at
    where k.due_at < %(ended)s group by k.id, k.due_at"""

STUCK: LiteralString = """
    select 'lease ' || id from call_list_entries
    where ended_at is null and valid_until < %(ended)s - interval '15 seconds'
    union all
    select 'live call ' || l.attempt_id from live_calls l join attempts a on a.id = l.attempt_id
    where a.state <> 'unknown'
    union all
    select 'attempt ' || public_id from attempts where state in ('intended', 'placing', 'placed')
    union all
    select 'held ' || public_id from leads l where held and not exists (
        select from call_list_entries e where e.lead_id = l.id and e.ended_at is null)
        and not exists (select from attempts a where a.lead_id = l.id and a.settled_at is null)"""

SLOTS_TWICE: LiteralString = """
    select name from periodic_slots group by name, slot having count(*) > 1"""
OUTBOX_TWICE: LiteralString = """
    select payload ->> 'outcome' from outbox where topic in ('outcome.recorded', 'outcome.corrected')
    group by payload ->> 'outcome' having count(*) <> 1
    union all
    select o.public_id from outcomes o where not exists (
        select from outbox b where b.payload ->> 'outcome' = o.public_id)"""

FOREIGN: LiteralString = """
    select 'lead ' || l.id from leads l join campaigns c on c.id = l.campaign_id
        join prospects p on p.id = l.prospect_id
    where l.controller_id <> c.controller_id or p.organisation_id <> c.controller_id
    union all
    select 'attempt ' || a.id from attempts a join leads l on l.id = a.lead_id
        join phones f on f.id = a.phone_id join call_list_entries e on e.id = a.entry_id
        join work_sessions w on w.id = a.session_id
    where a.controller_id <> l.controller_id or a.campaign_id <> l.campaign_id
        or a.prospect_id <> l.prospect_id or f.prospect_id <> a.prospect_id
        or e.lead_id <> a.lead_id or e.person_id <> a.person_id or w.person_id <> a.person_id
        or w.campaign_id <> a.campaign_id
    union all
    select 'outcome ' || o.id from outcomes o join attempts a on a.id = o.attempt_id
    where o.lead_id <> a.lead_id or o.campaign_id <> a.campaign_id
        or o.controller_id <> a.controller_id or o.recorded_by_id <> a.person_id
    union all
    select 'callback ' || k.id from callbacks k join leads l on l.id = k.lead_id
    where k.campaign_id <> l.campaign_id
    union all
    select 'entry ' || e.id from call_list_entries e join leads l on l.id = e.lead_id
        join deals d on d.id = e.deal_id
        join campaigns c on c.id = e.campaign_id
    where e.campaign_id <> l.campaign_id or d.campaign_id <> e.campaign_id
        or not exists (select from engagements g
            where g.person_id = e.person_id and g.mission_id = c.mission_id)
    union all
    select 'suppression ' || s.id from suppressions s join outcomes o on o.id = s.outcome_id
    where s.organisation_id <> o.controller_id
    union all
    select 'event ' || b.id from outbox b join campaigns c on c.id = b.campaign_id
    where b.organisation_id <> c.controller_id"""

COUNTED_TALK: LiteralString = """
    select coalesce(sum(value), 0)::bigint from counters where name = 'talk_s'"""
ATTEMPTS: LiteralString = """
    select a.public_id, a.person_id, a.sid, a.state, a.controller_id, a.prospect_id, a.e164,
        a.intended_at, p.postal_code, p.audience, c.status, c.duration_seconds
    from attempts a join prospects p on p.id = a.prospect_id
    left join calls c on c.attempt_id = a.id"""
OBJECTIONS: LiteralString = """
    select o.controller_id, a.prospect_id, a.e164, s.created_at, s.scope
    from suppressions s join outcomes o on o.id = s.outcome_id
    join attempts a on a.id = o.attempt_id where s.lifted_at is null"""
LISTED: LiteralString = """
    select distinct f.e164 from suppressions s join prospects p on p.organisation_id = s.organisation_id
    join phones f on f.prospect_id = p.id
    where s.outcome_id is null and s.fingerprint = any(%(prints)s) and f.e164 = any(%(numbers)s)"""
REFUSALS: LiteralString = """
    select a.prospect_id, o.recorded_at from outcomes o join attempts a on a.id = o.attempt_id
    where o.disposition in ('refused_to_listen', 'argued_refused')
        and not exists (select from outcomes later where later.supersedes_id = o.id)"""
KEPT: LiteralString = """
    select a.public_id, o.client_key, o.disposition
    from outcomes o join attempts a on a.id = o.attempt_id where o.client_key = any(%(keys)s)"""
INBOX: LiteralString = """
    select subject, coalesce(call_sid, ''), coalesce(payload ->> 'CallStatus', ''),
        coalesce(payload ->> 'StatusCallbackEvent', ''), coalesce(payload ->> 'SequenceNumber', ''),
        key from call_inbox"""
EVENTS: LiteralString = """
    select subject, payload, received_at, id from call_inbox
    where kind = 'call' and problem is null and applied_at is not null
        and payload ->> 'CallSid' is not null  -- what spoke of somebody erased says nothing any more
    order by id"""
CALLS: LiteralString = """
    select a.public_id, c.status, c.duration_seconds, c.ended_at, c.sid
    from calls c join attempts a on a.id = c.attempt_id"""

# One recording a call and one call a recording, of a call that was to be recorded (and so told its
# notice), with the day on which it goes; what is not stored yet is tried for, or asked about when the
# carrier has been silent for three minutes.
RECORDINGS: LiteralString = """
    select r.public_id from recordings r join attempts a on a.id = r.attempt_id
    where a.recorded is null or r.delete_on <= coalesce(r.started_at, a.intended_at)
        or (r.stored_at is not null and (r.place is null or r.sha256 is null))
        or (r.stored_at is null and r.next_try_at is null and r.state = 'at_carrier')
        or (r.state = 'expected' and a.ended_at < %(ended)s - interval '6 minutes')
    union all
    select max(r.public_id) from recordings r group by r.attempt_id having count(*) > 1"""
