"""Measures how fast the inbox becomes call status, attempts and counters; shuffled, doubled messages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from sqlalchemy import func, select, text

from scripts.benchmarks import rows
from scripts.benchmarks.measuring import Pair, Watch
from scripts.benchmarks.place import House, Place
from scripts.benchmarks.workloads import Size
from telepro import jobs
from telepro.db.calling import Attempt, CallInbox
from telepro.queue import Bell
from tests.world import World

CALLS = 10_000
EVENTS = 8  # of one call: four statuses, each twice
BATCH = 500
CALLERS = 50
BARE = "bare batch drain of 500 into a table with a unique key"
# Calls that are ringing, one per lead.
PLACED = """
insert into call_list_entries (public_id, lead_id, campaign_id, person_id, deal_id, position, tier,
    reason, fence, dealt_at, clear_until, valid_until, ended_at, end_reason)
select md5('called' || :turn || '-' || l.id), l.id, :campaign, p.id, :deal, 1, 'fresh', 'fresh', 0,
    :now, :now, :now, :now, 'called'
from (select id from leads order by id limit :count) l
join (select id, row_number() over (order by id) - 1 as place from people
      where name like 'Personne %') p on p.place = l.id % :callers
"""
RINGING = """
insert into attempts (public_id, client_key, campaign_id, lead_id, prospect_id, phone_id, e164,
    controller_id, person_id, session_id, entry_id, deal_id, plan_id, script_id,
    disposition_set_id, terms_id, fence, number, caller_id, rules, state, intended_at, dial_before,
    placed_at, sid, decision_maker, argued, counted)
select md5('ringing' || e.id), md5('ringing key' || e.id), e.campaign_id, l.id, l.prospect_id, h.id,
    h.e164, l.controller_id, e.person_id, s.id, e.id, e.deal_id, c.plan_id, 1, 1, c.terms_id, 0,
    :turn, '+33199009990', '{}', 'placed', :now, :now, :now, 'CA' || md5('ringing' || e.id), false,
    false, '{}'
from call_list_entries e
join leads l on l.id = e.lead_id
join phones h on h.prospect_id = l.prospect_id
join campaigns c on c.id = e.campaign_id
join work_sessions s on s.person_id = e.person_id
where e.deal_id = :deal
"""
HEARD = """
insert into call_inbox (key, account_sid, kind, subject, call_sid, payload, received_at, tries)
select md5(a.sid || s.n || 'copy' || copy), 'AC', 'call', a.public_id, a.sid,
    jsonb_build_object('AccountSid', 'AC', 'CallSid', a.sid, 'CallStatus', s.status,
        'SequenceNumber', s.n::text, 'Timestamp', 'Tue, 24 Nov 2026 09:00:0' || s.n || ' +0000',
        'CallDuration', '3', 'To', a.e164, 'From', a.caller_id), :now, 0
from attempts a
cross join (values (0, 'initiated'), (1, 'ringing'), (2, 'in-progress'), (3, 'completed'))
    as s(n, status)
cross join generate_series(1, 2) copy
where a.deal_id = :deal
order by md5(a.id || s.status || copy)
"""
BARE_TABLE = """
create table bare_inbox (id bigint primary key, key text, payload jsonb, done boolean default false);
create index bare_inbox_waiting on bare_inbox (id) where not done;
create table bare_events (key text primary key, subject text, status text, at timestamptz);
"""
BARE_FILL = """
truncate bare_inbox, bare_events;
insert into bare_inbox select id, key, payload || jsonb_build_object('subject', subject)
from call_inbox order by id desc limit {count};
analyze bare_inbox
"""
BARE_TAKE = """
select id, key, payload from bare_inbox where not done order by id limit %s for update skip locked
"""
BARE_KEEP = """
insert into bare_events select * from unnest(%s::text[], %s::text[], %s::text[], %s::timestamptz[])
on conflict do nothing
"""
BARE_DONE = "update bare_inbox set done = true where id = any(%s)"


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Draining an inbox that is full, as the worker does it."""
    calls = size.of(CALLS, 50)
    with place.house("apply") as house:
        inbox = Inbox(house, rows.cast(), calls)
        yield (Pair("apply", "events/s", inbox.drain, inbox.drain_bare, BARE, 0.25, 0.6),)


class Inbox:
    """Ringing calls and all that the carrier will say of them."""

    def __init__(self, house: House, world: World, calls: int) -> None:
        self.house, self.world, self.calls = house, world, calls
        self._turn = 0
        rows.leads(world, calls)
        rows.callers(world, CALLERS)
        with psycopg.connect(house.url, autocommit=True) as connection:
            connection.execute(BARE_TABLE)

    def drain(self) -> float:
        """Messages applied per second by the job that the bell wakes."""
        self._fill()
        watch = Watch()
        with self.house.app.app_context():
            while waiting():
                with watch.running():
                    jobs.drain(Bell.EVENTS)
            ended = select(func.count()).select_from(Attempt).where(Attempt.ended_at.is_not(None))
            assert rows.rows().scalar(ended) == self.calls * self._turn
        return self.calls * EVENTS / watch.seconds

    def drain_bare(self) -> float:
        """The same messages read, parsed and written by hand, 500 a transaction."""
        if not self._turn:
            self._fill()
        watch = Watch()
        with psycopg.connect(self.house.url) as connection:
            connection.execute(BARE_FILL.format(count=self.calls * EVENTS))
            connection.commit()
            with watch.running():
                while drained_bare(connection):
                    pass
        return self.calls * EVENTS / watch.seconds

    def _fill(self) -> None:
        self._turn += 1
        about = {
            "campaign": self.world.campaign.id,
            "now": rows.NOW,
            "count": self.calls,
            "callers": CALLERS,
            "turn": self._turn,
        }
        with self.house.app.app_context():
            deal = rows.rows().execute(text(rows.DEAL), about).scalar_one()
            for statement in (PLACED, RINGING, HEARD):
                rows.run(statement, {**about, "deal": deal})
            rows.settle()


def waiting() -> int:
    """How many messages wait."""
    left = select(func.count()).select_from(CallInbox).where(CallInbox.applied_at.is_(None))
    found = rows.rows().scalar(left) or 0
    rows.rows().rollback()
    return found


def drained_bare(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """Take, keep and tick off one batch; how many there were."""
    batch = connection.execute(BARE_TAKE, (BATCH,)).fetchall()
    keys, subjects, statuses, moments = [], [], [], []
    for _id, key, payload in batch:
        assert isinstance(payload, dict)
        keys.append(key)
        subjects.append(payload["subject"])
        statuses.append(payload["CallStatus"])
        moments.append(payload["Timestamp"])
    connection.execute(BARE_KEEP, (keys, subjects, statuses, moments))
    connection.execute(BARE_DONE, ([each[0] for each in batch],))
    connection.commit()
    return len(batch)
