"""Makes the rows that workloads run on: a cast, leads by the million, callers, calls, all by seed."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from telepro.db import counters, db
from tests.world import World

# A Tuesday morning in Paris, when the law and every plan allow a call.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=200)

PROSPECTS = """
insert into prospects (public_id, organisation_id, name, name_key, postal_code, city, country,
    language, audience, basis, source, extra, quality, created_at, updated_at)
select md5('prospect' || i), :company, 'École ' || i, 'ecole ' || i, (94000 + i % 900)::text,
    'Fresnes', 'FR', 'fr', 'B2B', 'legitimate_interest', 'annuaire de l''éducation',
    '{"Type_etablissement": "Ecole"}', 50, :now, :now
from generate_series(1, :count) i
"""
PHONES = """
insert into phones (public_id, prospect_id, e164, kind, country, zones, position, state,
    learnt_from, created_at)
select md5('phone' || id), id, '+331' || (40000000 + id), 'fixed', 'FR', '{Europe/Paris}', 1,
    'active', 'import', :now
from prospects
"""
CONTACTS = """
insert into contacts (public_id, prospect_id, name, role, decision_maker, gatekeeper, position,
    learnt_from, created_at)
select md5('contact' || id), id, 'Claire Vasseur', 'Directrice', true, false, 1, 'import', :now
from prospects
"""
LEADS = """
insert into leads (public_id, campaign_id, prospect_id, controller_id, stage, tier, next_call_at,
    order_key, stratum, language, held, fence, attempts, contacts, argued, enrolled_at)
select md5('lead' || id), :campaign, id, :company, 'target',
    case when id % 5 = 0 then 'retry' else 'fresh' end, cast(:now as timestamptz) - interval '1 day',
    id % 100, 'stratum ' || id % 8, 'fr', false, 0, 0, 0, 0,
    cast(:now as timestamptz) - interval '1 day'
from prospects
"""
PEOPLE = """
insert into people (public_id, name, email, language, spoken, preferences, session_epoch,
    created_at)
select md5('person' || i), 'Personne ' || i, 'personne' || i || '@example.org', 'fr', '{fr}',
    '{}', 0, :now
from generate_series(1, :count) i
"""
ENGAGEMENTS = """
insert into engagements (public_id, person_id, mission_id, terms_id, state, quiz_passed_at,
    created_at)
select md5('engagement' || id), id, :mission, :terms, 'active', :now, :now
from people where name like 'Personne %'
"""
SESSIONS = """
insert into work_sessions (public_id, person_id, campaign_id, state, started_at, last_seen_at,
    leg_sid, leg_joined_at)
select md5('session' || id), id, :campaign, 'ready', :now, :now, 'CA' || md5('leg' || id), :now
from people where name like 'Personne %'
"""
INTERVALS = """
insert into work_intervals (session_id, person_id, campaign_id, state, started_at)
select id, person_id, campaign_id, state, started_at from work_sessions
"""
DEAL = """
insert into deals (campaign_id, dealt_at, seed, commitment, pool_size, pool_hash, strata, overrides)
values (:campaign, :now, 's', 's', 0, 's', '{}', '[]') returning id
"""
HELD = """
update leads set held = true, fence = fence + 1
where id in (select id from leads where tier = 'fresh' and not held order by order_key, id limit :count)
"""
# Each person holds `each` leads.
ENTRIES = """
insert into call_list_entries (public_id, lead_id, campaign_id, person_id, deal_id, position, tier,
    reason, fence, dealt_at, clear_until, valid_until)
select md5('entry' || l.id || '-' || l.fence), l.id, :campaign, p.id, :deal, 1, 'fresh', 'fresh',
    l.fence, :now, cast(:now as timestamptz) + interval '2 hours',
    cast(:now as timestamptz) + interval '20 minutes'
from (select id, fence, row_number() over (order by id) - 1 as place from leads
      where held and id not in (select lead_id from call_list_entries where ended_at is null)) l
join (select id, row_number() over (order by id) - 1 as place from people
      where name like 'Personne %') p on p.place = l.place / :each
"""
# Calls of earlier months: some thousands of them in sight of the rules, the rest long past.
OLD_ENTRIES = """
insert into call_list_entries (public_id, lead_id, campaign_id, person_id, deal_id, position, tier,
    reason, fence, dealt_at, clear_until, valid_until, ended_at, end_reason)
select md5('old entry' || i), 1 + i % :leads, :campaign, :person, :deal, 1, 'fresh', 'fresh', 0,
    at, at, at, at, 'called'
from (select i, cast(:since as timestamptz) + i * interval '1 second' as at
      from generate_series(1, :count) i) old
"""
OLD_ATTEMPTS = """
insert into attempts (public_id, client_key, campaign_id, lead_id, prospect_id, phone_id, e164,
    controller_id, person_id, session_id, entry_id, deal_id, plan_id, script_id,
    disposition_set_id, terms_id, fence, number, caller_id, rules, state, intended_at, dial_before,
    ended_at, settled_at, sid, result, decision_maker, argued, counted)
select md5('attempt' || e.id), md5('key' || e.id), e.campaign_id, l.id, l.prospect_id, h.id, h.e164,
    l.controller_id, e.person_id, s.id, e.id, e.deal_id, c.plan_id, 1, 1, c.terms_id, 0, 1,
    '+33199009990', '{}', 'ended', e.ended_at, e.ended_at, e.ended_at, e.ended_at,
    'CA' || md5('sid' || e.id), 'no_answer', false, false, '{"dials": 1}'
from call_list_entries e
join leads l on l.id = e.lead_id
join phones h on h.prospect_id = l.prospect_id
join campaigns c on c.id = e.campaign_id
join work_sessions s on s.person_id = e.person_id
where e.end_reason = 'called'
"""
OLD_OUTCOMES = """
insert into outcomes (public_id, attempt_id, lead_id, campaign_id, controller_id, client_key,
    body_hash, phone_id, disposition, result, argued, decision_maker, note, details, recorded_at,
    recorded_by_id)
select md5('outcome' || id), id, lead_id, campaign_id, controller_id, md5('outcome key' || id), '',
    phone_id, 'no_answer', 'no_answer', false, false, '', '{}', ended_at, person_id
from attempts where state = 'ended'
"""
# What a year of calls leaves beside them: of a hundred, ten promises that were kept, three meetings
# that were held and accepted, twenty stretches of work.
OLD_PROMISES = """
insert into callbacks (public_id, lead_id, campaign_id, outcome_id, kind, flexible, due_at,
    local_time, time_zone, state, created_at, closed_at)
select md5('promise' || id), lead_id, campaign_id, id, 'shared', false, recorded_at, '',
    'Europe/Paris', 'called', recorded_at, recorded_at + interval '5 minutes'
from outcomes where id % 10 = 0
"""
OLD_MEETINGS = """
insert into meetings (public_id, organisation_id, campaign_id, lead_id, attempt_id, outcome_id,
    starts_at, time_zone, kind, place, attendees, created_at, accepted_at)
select md5('meeting' || id), controller_id, campaign_id, lead_id, attempt_id, id, recorded_at,
    'Europe/Paris', 'video', '', '{}', recorded_at, recorded_at + interval '3 days'
from outcomes where id % 33 = 0
"""
OLD_STATUSES = """
insert into meeting_statuses (meeting_id, status, at)
select id, status, created_at from meetings, unnest(array['booked', 'held']) as status
order by id, status
"""
OLD_HOURS = """
insert into work_intervals (session_id, person_id, campaign_id, state, started_at, ended_at)
select session_id, person_id, campaign_id, case when id % 20 = 0 then 'break' else 'ready' end,
    intended_at, intended_at + interval '25 minutes'
from attempts where id % 5 = 0
"""


def cast() -> World:
    """A company with a running campaign and its people."""
    world = World(db.session(), NOW)
    db.session.commit()
    return world


def leads(world: World, count: int) -> None:
    """So many due leads of the campaign, one number and one contact each."""
    about = {"company": world.company.id, "campaign": world.campaign.id, "now": NOW}
    for statement in (PROSPECTS, PHONES, CONTACTS, LEADS):
        run(statement, {**about, "count": count})
    settle()


def callers(world: World, count: int) -> None:
    """So many teleprospectors at work on the campaign, on the line, with empty lists."""
    about = {
        "count": count,
        "now": NOW,
        "mission": world.mission.id,
        "terms": world.campaign.terms_id,
        "campaign": world.campaign.id,
    }
    for statement in (PEOPLE, ENGAGEMENTS, SESSIONS, INTERVALS):
        run(statement, about)
    settle()


def lists(world: World, people: int, each: int) -> None:
    """Put `each` leads on the list of every caller."""
    about = {"campaign": world.campaign.id, "now": NOW, "count": people * each, "each": each}
    deal = rows().execute(text(DEAL), about).scalar_one()
    run(HELD, about)
    run(ENTRIES, {**about, "deal": deal})
    settle()


def old_calls(world: World, person_id: int, count: int, among: int) -> None:
    """So many calls of months ago, each with its outcome, spread over the leads."""
    about = {"campaign": world.campaign.id, "now": NOW, "since": LONG_AGO, "count": count}
    deal = rows().execute(text(DEAL), about).scalar_one()
    run(OLD_ENTRIES, {**about, "deal": deal, "person": person_id, "leads": among})
    run(OLD_ATTEMPTS, {})
    for statement in (OLD_OUTCOMES, OLD_PROMISES, OLD_MEETINGS, OLD_STATUSES, OLD_HOURS):
        run(statement, {})
    settle()


def counted(world: World) -> None:
    """Make the counters and totals what the rows say, as the steps that write them would have."""
    db.session.execute(text("set local statement_timeout = 0"))
    counters.rebuild(db.session(), world.campaign.id)
    db.session.commit()
    settle("counters", "totals")


def rows() -> Session:
    """The session of the house at hand."""
    return db.session()


def run(statement: str, about: dict[str, object]) -> None:
    """Run one statement and commit it."""
    wanted = text(statement)
    known = {name: about[name] for name in wanted.compile().params}
    db.session.execute(wanted, known)
    db.session.commit()


def settle(*tables: str) -> None:
    """Do what autovacuum would have done by now, to all tables or to those that were written."""
    db.session.remove()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text(f"vacuum (analyze) {', '.join(tables)}"))
