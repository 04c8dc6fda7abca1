"""Many calls at once, for whoever applies what the carrier said: locked, released, counted, told of.

The order of locks is that of one call: leads, attempts, calls, inbox; each kind by its id.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select, text
from sqlalchemy.orm import Session, aliased

from campaigns import counting
from campaigns.attempts import AttemptState, CallResult
from telepro.db import counters
from telepro.db.aftermath import told
from telepro.db.calling import Attempt, Call, LiveCall
from telepro.db.columns import among
from telepro.db.results import Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Person
from telepro.db.whom import Lead

FINAL = (AttemptState.REFUSED, AttemptState.ENDED)  # states that nothing leaves


def locked(session: Session, public_ids: Sequence[str]) -> dict[str, Attempt]:
    """Attempts with their leads, by public id."""
    named = {"attempts": list(public_ids)}
    leads = session.scalars(_LEADS_OF, named).all()
    session.execute(_LOCK_LEADS, {"leads": leads})
    return {attempt.public_id: attempt for attempt in session.scalars(_LOCK_ATTEMPTS, named)}


def calls_of(session: Session, attempts: Sequence[Attempt]) -> dict[int, Call]:
    """The carrier's side of attempts that are locked, by attempt."""
    found = session.scalars(_LOCK_CALLS, _ids(attempts))
    return {call.attempt_id: call for call in found}


def end(session: Session, over: Mapping[Attempt, tuple[CallResult, datetime]]) -> None:
    """End calls, each once, and free the number, lead and person that they held."""
    ending = [attempt for attempt in over if attempt.state not in FINAL]
    for attempt in ending:
        attempt.state = AttemptState.ENDED
        attempt.result, attempt.ended_at = over[attempt]
    if ending:
        session.execute(_RELEASE, _ids(ending))


def recount(session: Session, attempts: Sequence[Attempt], calls: Mapping[int, Call]) -> None:
    """Bring the counters to what these attempts now add to them."""
    if not attempts:
        return
    outcomes = {outcome.attempt_id: outcome for outcome in session.scalars(_STAND, _ids(attempts))}
    deltas: Counter[counters.Place] = Counter()
    for attempt in attempts:
        call, outcome = calls.get(attempt.id), outcomes.get(attempt.id)
        after = dict(counting.contribution(told(attempt, call, outcome)))
        hour = counters.hour_of(attempt.intended_at)
        for name, change in counting.change(attempt.counted, after).items():
            deltas[attempt.campaign_id, attempt.person_id, hour, name] += change
        attempt.counted = after
    counters.add_all(session, deltas)


def write(session: Session, attempts: Sequence[Attempt], calls: Mapping[int, Call]) -> None:
    """Write what has changed of locked attempts and their calls, by one statement each.

    The session writes nothing of it a second time: it reads them anew when it needs them.
    """
    session.execute(_WRITE_CALLS, {"calls": _document(calls.values(), CALL_FACTS)})
    session.execute(_WRITE_ATTEMPTS, {"attempts": _document(attempts, ATTEMPT_FACTS)})
    for row in (*attempts, *calls.values()):
        if row in session:
            session.expire(row)


def topics_of(session: Session, attempts: Sequence[Attempt]) -> list[tuple[str, str]]:
    """(person, campaign) public ids: whose pages have something new."""
    pairs = [(attempt.person_id, attempt.campaign_id) for attempt in attempts]
    people = session.execute(_PEOPLE, {"people": [person for person, _ in pairs]})
    campaigns = session.execute(_CAMPAIGNS, {"campaigns": [campaign for _, campaign in pairs]})
    of_person, of_campaign = dict(people.all()), dict(campaigns.all())
    return [(of_person[person], of_campaign[campaign]) for person, campaign in pairs]


def _document(rows: Iterable[Attempt | Call], names: Sequence[str]) -> str:
    return json.dumps([{name: getattr(row, name) for name in names} for row in rows], default=str)


def _ids(attempts: Sequence[Attempt]) -> dict[str, list[int]]:
    return {"attempts": [attempt.id for attempt in attempts]}


_LEADS_OF = select(Attempt.lead_id).where(among(Attempt.public_id, "attempts"))
_LOCK_LEADS = select(Lead.id).where(among(Lead.id, "leads")).order_by(Lead.id).with_for_update()
_LOCK_ATTEMPTS = (
    select(Attempt)
    .where(among(Attempt.public_id, "attempts"))
    .order_by(Attempt.id)
    .with_for_update()
    .execution_options(populate_existing=True)
)
_LOCK_CALLS = (
    select(Call)
    .where(among(Call.attempt_id, "attempts"))
    .order_by(Call.attempt_id)
    .with_for_update()
    .execution_options(populate_existing=True)
)
_RELEASE = (
    delete(LiveCall)
    .where(among(LiveCall.attempt_id, "attempts"))
    .execution_options(synchronize_session=False)
)
_later = aliased(Outcome)
_STAND = select(Outcome).where(
    among(Outcome.attempt_id, "attempts"), ~exists().where(_later.supersedes_id == Outcome.id)
)
CALL_FACTS = (
    "attempt_id", "sid", "status", "started_at", "answered_at", "ended_at", "duration_seconds",
    "answered_by", "sip_code", "conflict", "confirmed",
)  # fmt: skip
ATTEMPT_FACTS = ("id", "sid", "state", "result", "ended_at", "counted")
_WRITE_CALLS = text(
    """
    insert into calls (attempt_id, sid, status, started_at, answered_at, ended_at, duration_seconds,
        answered_by, sip_code, conflict, confirmed)
    select * from jsonb_to_recordset(cast(:calls as jsonb)) as c(
        attempt_id bigint, sid text, status text, started_at timestamptz, answered_at timestamptz,
        ended_at timestamptz, duration_seconds bigint, answered_by text, sip_code text,
        conflict boolean, confirmed boolean
    )
    on conflict (attempt_id) do update set status = excluded.status,
        started_at = excluded.started_at, answered_at = excluded.answered_at,
        ended_at = excluded.ended_at, duration_seconds = excluded.duration_seconds,
        answered_by = excluded.answered_by, sip_code = excluded.sip_code,
        conflict = excluded.conflict, confirmed = excluded.confirmed
    """
)
_WRITE_ATTEMPTS = text(
    """
    update attempts a set sid = h.sid, state = h.state, result = h.result, ended_at = h.ended_at,
        counted = h.counted
    from jsonb_to_recordset(cast(:attempts as jsonb)) as h(
        id bigint, sid text, state text, result text, ended_at timestamptz, counted jsonb
    )
    where a.id = h.id
    """
)
_PEOPLE = select(Person.id, Person.public_id).where(among(Person.id, "people"))
_CAMPAIGNS = select(Campaign.id, Campaign.public_id).where(among(Campaign.id, "campaigns"))
