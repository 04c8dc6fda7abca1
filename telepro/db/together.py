"""Many calls at once, for whoever applies what the carrier said: locked, released, counted, told of.

The order of locks is that of one call: leads, attempts, calls, inbox; each kind by its id.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import AttemptState, CallResult
from campaigns.figures import counting
from telepro.db import counters, totals
from telepro.db.aftermath import told
from telepro.db.calling import Attempt, Call
from telepro.db.columns import among
from telepro.db.results import Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Person
from telepro.db.whom import Lead

FINAL = (AttemptState.REFUSED, AttemptState.ENDED)  # states that nothing leaves


@dataclass(frozen=True, slots=True)
class Locked:
    """An attempt with the carrier's side of it, and (person, campaign) whose pages show it."""

    attempt: Attempt
    call: Call | None
    topics: tuple[str, str]

    @property
    def is_over(self) -> bool:
        """True when nothing more can come of the attempt but its outcome."""
        return self.attempt.state in FINAL


def locked(session: Session, public_ids: Sequence[str]) -> dict[str, Locked]:
    """Attempts with their leads and calls, by public id."""
    named = {"attempts": list(public_ids)}
    session.execute(_LOCK_LEADS, named)
    found = session.execute(_LOCK_ATTEMPTS, named)
    return {
        attempt.public_id: Locked(attempt, call, (person, campaign))
        for attempt, call, person, campaign in found
    }


def end(over: Mapping[Attempt, tuple[CallResult, datetime]]) -> dict[counters.Share, int]:
    """End calls, each once; `write` then frees the number, lead and person that they held.

    Gives what it changes in the totals of their campaigns: some have had their outcome before.
    """
    lasting: Counter[counters.Share] = Counter()
    for attempt, (result, at) in over.items():
        if attempt.state not in FINAL:
            attempt.state, attempt.result, attempt.ended_at = AttemptState.ENDED, result, at
            for name, change in totals.of_wrap_up(attempt).items():
                lasting[attempt.campaign_id, attempt.person_id, name] += change
    return lasting


def recount(
    session: Session,
    attempts: Sequence[Attempt],
    calls: Mapping[int, Call],
    lasting: Mapping[counters.Share, int],
) -> None:
    """Bring the counters to what these attempts now add to them, and change totals with them."""
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
    counters.add_all(session, deltas, lasting)


def write(
    session: Session,
    attempts: Sequence[Attempt],
    calls: Mapping[int, Call],
    applied: Mapping[int, str | None],
    now: datetime,
) -> None:
    """Write what has changed of locked attempts and their calls, and which messages said so (each
    with what was wrong with it), all by one statement. Of a message about somebody who was erased, and
    which came only afterwards, nothing is kept but that it came.

    The session writes nothing of it a second time: it reads them anew when it needs them.
    """
    messages = [{"id": message, "problem": problem} for message, problem in applied.items()]
    written = {
        "calls": _document(calls.values(), CALL_FACTS),
        "attempts": _document(attempts, ATTEMPT_FACTS),
        "messages": json.dumps(messages),
        "over": [attempt.id for attempt in attempts if attempt.state in FINAL],
        "now": now,
    }
    session.execute(_WRITE, written)
    for row in (*attempts, *calls.values()):
        if row in session:
            session.expire(row)


def _document(rows: Iterable[Attempt | Call], names: Sequence[str]) -> str:
    return json.dumps([{name: getattr(row, name) for name in names} for row in rows], default=str)


def _ids(attempts: Sequence[Attempt]) -> dict[str, list[int]]:
    return {"attempts": [attempt.id for attempt in attempts]}


_LOCK_LEADS = (
    select(Lead.id)
    .where(Lead.id.in_(select(Attempt.lead_id).where(among(Attempt.public_id, "attempts"))))
    .order_by(Lead.id)
    .with_for_update()
)
# Whoever writes a call has locked its lead before, so that a call read here is as it stands.
_LOCK_ATTEMPTS = (
    select(Attempt, Call, Person.public_id, Campaign.public_id)
    .join(Person, Person.id == Attempt.person_id)
    .join(Campaign, Campaign.id == Attempt.campaign_id)
    .outerjoin(Call, Call.attempt_id == Attempt.id)
    .where(among(Attempt.public_id, "attempts"))
    .order_by(Attempt.id)
    .with_for_update(of=Attempt)
    .execution_options(populate_existing=True)
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
_WRITE = text(
    """
    with heard as (
        insert into calls (attempt_id, sid, status, started_at, answered_at, ended_at,
            duration_seconds, answered_by, sip_code, conflict, confirmed)
        select * from jsonb_to_recordset(cast(:calls as jsonb)) as c(
            attempt_id bigint, sid text, status text, started_at timestamptz,
            answered_at timestamptz, ended_at timestamptz, duration_seconds bigint,
            answered_by text, sip_code text, conflict boolean, confirmed boolean
        )
        on conflict (attempt_id) do update set status = excluded.status,
            started_at = excluded.started_at, answered_at = excluded.answered_at,
            ended_at = excluded.ended_at, duration_seconds = excluded.duration_seconds,
            answered_by = excluded.answered_by, sip_code = excluded.sip_code,
            conflict = excluded.conflict, confirmed = excluded.confirmed
    ), moved as (
        update attempts a set sid = h.sid, state = h.state, result = h.result,
            ended_at = h.ended_at, counted = h.counted
        from jsonb_to_recordset(cast(:attempts as jsonb)) as h(
            id bigint, sid text, state text, result text, ended_at timestamptz, counted jsonb
        )
        where a.id = h.id
    ), released as (
        delete from live_calls where attempt_id = any(cast(:over as bigint[]))
    )
    update call_inbox i set applied_at = cast(:now as timestamptz), problem = m.problem,
        payload = case when exists (
            select from attempts a where a.public_id = i.subject and a.e164 = ''  -- erased
        ) then '{}' else i.payload end
    from jsonb_to_recordset(cast(:messages as jsonb)) as m(id bigint, problem text)
    where i.id = m.id
    """
)
