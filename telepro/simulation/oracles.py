"""What must hold after a simulation under faults, judged by the carrier's account, by what people were
told and by plain SQL, never by the code that did the work."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import holidays
from sqlalchemy import text

from campaigns.plan import Plan
from telepro.db import transaction
from telepro.simulation import forger
from telepro.simulation.ledger import NAMES, Ledger
from telepro.simulation.play import Play
from telepro.simulation.rebuilt import differences, miscounted
from telepro.simulation.watch import AT_EVERY_MOMENT

ROWS: Mapping[str, str] = {
    "no lead stands on two lists at once": """
        select a.lead_id, a.id, b.id from call_list_entries a
        join call_list_entries b on a.lead_id = b.lead_id and a.id < b.id
        where least(coalesce(a.ended_at, 'infinity'), coalesce(b.ended_at, 'infinity'))
            > greatest(a.dealt_at, b.dealt_at)""",
    "the fence rises with every deal": """
        select b.lead_id, a.fence, b.fence from call_list_entries a
        join call_list_entries b on a.lead_id = b.lead_id and a.id < b.id
        where b.fence <= a.fence""",
    "an attempt has one standing outcome": """
        select o.attempt_id from outcomes o
        where not exists (select from outcomes l where l.supersedes_id = o.id)
        group by o.attempt_id having count(*) > 1""",
    "a call that is over has an outcome, or never was": """
        select a.public_id, a.state from attempts a
        where a.ended_at is not null and a.sid is not null
            and not exists (select from outcomes o where o.attempt_id = a.id)""",
    "no call lives and no attempt waits": """
        select public_id, state from attempts where state in ('intended', 'placing', 'placed')
        union all select e164, 'live' from live_calls""",
    "no message waits": """
        select subject, kind from call_inbox where applied_at is null""",
    "a message of the carrier is kept once": """
        select subject, payload ->> 'CallSid', payload ->> 'SequenceNumber' from call_inbox
        where payload ? 'SequenceNumber' and payload ? 'CallStatus'
        group by 1, 2, 3, payload ->> 'CallStatus' having count(*) > 1""",
    "whoever objected is not called again": """
        select a.public_id from outcomes o join attempts said on said.id = o.attempt_id
        join attempts a on a.prospect_id = said.prospect_id and a.intended_at > o.recorded_at
        where o.disposition = 'do_not_call' and a.sid is not null
            and o.details ->> 'scope' = 'prospect'
            and not exists (select from outcomes l where l.supersedes_id = o.id)""",
    "one number is in one call at a time": """
        select a.public_id, b.public_id from attempts a
        join attempts b on a.e164 = b.e164 and a.id < b.id
        where a.sid is not null and b.sid is not null and a.state = 'ended'
            and b.placing_at < a.ended_at and b.placing_at > a.placing_at""",
    "an open lead has a next call or is in somebody's hands": """
        select public_id, stage from leads
        where closed_at is null and not held and next_call_at is null""",
    "a promise has its lead on the way back": """
        select c.public_id, c.due_at from callbacks c join leads l on l.id = c.lead_id
        where c.state = 'promised' and l.closed_at is null and not l.held
            and (l.next_call_at is null or l.next_call_at > c.due_at)""",
}
DIALS = """
    select a.public_id, a.e164, a.placing_at, e.tier, a.prospect_id,
        (select zones[1] from phones p where p.id = a.phone_id)
    from attempts a join call_list_entries e on e.id = a.entry_id
    where a.sid is not null order by a.placing_at"""
MESSAGES = """
    select subject, (select array_agg(coalesce(payload ->> name, '') order by place)
        from unnest(cast(:names as text[])) with ordinality as asked(name, place))
    from call_inbox"""
Check = Callable[[Play], Iterator[Any]]
PROMISED = frozenset({"promised", "flexible"})
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant that does not hold, with a few of its violations."""

    invariant: str
    violations: int
    examples: tuple[str, ...]


def findings(play: Play, checks: Mapping[str, Check]) -> list[Finding]:
    """Every one of these invariants that does not hold; nothing when all do."""
    found = []
    for invariant, check in checks.items():
        violations = list(check(play))
        if violations:
            examples = tuple(map(str, violations[:MOST_SHOWN]))
            found.append(Finding(invariant, len(violations), examples))
    return found


def _rows(question: str) -> Check:
    def ask(play: Play) -> Iterator[Any]:
        with transaction() as session:
            yield from session.execute(text(question)).all()

    return ask


def _double_calls(play: Play) -> Iterator[Any]:
    yield from (each for each in play.house.wire.created.items() if each[1] > 1)


def _calls_of_no_attempt(play: Play) -> Iterator[Any]:
    with transaction() as session:
        known = set(session.execute(text("select public_id from attempts")).scalars())
    yield from (attempt for attempt in play.house.wire.created if attempt not in known)


def _acknowledged(play: Play) -> Iterator[Any]:
    """Each outcome that the house said it has kept exists once, as it was said."""
    told = Counter((o.client_key, str(o.disposition)) for o in set(play.diary.outcomes))
    with transaction() as session:
        kept = Counter(
            map(tuple, session.execute(text("select client_key, disposition from outcomes")))
        )
    yield from (key for key in told if kept[key] != 1)


def _outcomes_of_nobody(play: Play) -> Iterator[Any]:
    """No outcome that neither a person nor the network gave."""
    told = {each.client_key for each in play.diary.outcomes}
    with transaction() as session:
        keys = session.execute(text("select client_key from outcomes")).scalars().all()
    yield from (k for k in keys if k not in told and not k.startswith(("network-", "lost-")))


def _carriers_end(play: Play) -> Iterator[Any]:
    """The final status of every call is the carrier's."""
    with transaction() as session:
        rows = session.execute(text("select sid, status, duration_seconds from calls")).all()
    for sid, status, seconds in rows:
        theirs = play.house.wire.ended.get(sid)
        if theirs is not None and (status, seconds or 0) != theirs:
            yield sid, status, seconds, theirs


def _outside_hours(play: Play) -> Iterator[Any]:
    """No dial outside the plan's hours or on a holiday, but for a promise; read from a calendar."""
    plan = play.script.plan
    free = holidays.country_holidays(plan.country)
    for attempt, _number, at, tier, _prospect, zone in _dials():
        local = at.astimezone(play.zone_named(zone))
        closed = local.date() in free or not _open(plan, local.weekday(), local)
        if closed and tier not in PROMISED:
            yield attempt, local


def _open(plan: Plan, weekday: int, local: Any) -> bool:
    minute = local.hour * 60 + local.minute
    return any(span.opens <= minute <= span.closes for span in plan.actions.hours.days[weekday])


def _over_the_cap(play: Play) -> Iterator[Any]:
    """No prospect is called more often in the plan's period than the plan allows, promises apart."""
    actions = play.script.plan.actions
    seen: dict[int, list[Any]] = {}
    for attempt, _number, at, tier, prospect, _zone in _dials():
        before = seen.setdefault(prospect, [])
        recent = [each for each in before if (at - each).days < actions.cap_days]
        if len(recent) >= actions.cap_attempts and tier not in PROMISED:
            yield attempt, len(recent) + 1
        before.append(at)


def _dials() -> list[Any]:
    with transaction() as session:
        return list(session.execute(text(DIALS)).all())


def _forged(play: Play) -> Iterator[Any]:
    """Nothing that the carrier did not sign is taken, whatever the answer to it was."""
    yield from play.forger.believed
    with transaction() as session:
        kept = text("select subject, received_at from call_inbox where call_sid = :forged")
        yield from session.execute(kept, {"forged": forger.CALL}).all()


def _lost_words(play: Play) -> Iterator[Any]:
    """No outcome of a conversation that took place was refused."""
    yield from play.diary.refused_outcomes


def _unkept_messages(play: Play) -> Iterator[Any]:
    """Every message that the carrier was told is taken stands in the inbox."""
    with transaction() as session:
        rows = session.execute(text(MESSAGES), {"names": list(NAMES)})
        kept = {(subject, *fields) for subject, fields in rows}
    yield from sorted(_ledger(play).acknowledged - kept)


def _rung_though_they_objected(play: Play) -> Iterator[Any]:
    """No number rings once the house has taken its objection."""
    objected = play.diary.objected
    for number, at in _ledger(play).dialled:
        if number in objected and at > objected[number]:
            yield number, at, objected[number]


def _too_fast(play: Play) -> Iterator[Any]:
    """No second in which more calls were ordered than the account starts."""
    most = int(play.house.settings.carrier.calls_per_second)
    ordered = [at for _number, at in _ledger(play).dialled]
    for first, last in zip(ordered, ordered[most:], strict=False):
        if last - first < timedelta(seconds=1):
            yield first, last


def _ledger(play: Play) -> Ledger:
    return play.house.wire.ledger or Ledger()


def _watched(invariant: str) -> Check:
    return lambda play: iter(play.watch.seen.get(invariant, ()))


CHECKS: Mapping[str, Check] = {
    "no attempt is two calls": _double_calls,
    "no call without a committed attempt": _calls_of_no_attempt,
    "an acknowledged outcome exists once": _acknowledged,
    "nothing unsigned is believed": _forged,
    "no outcome of nobody": _outcomes_of_nobody,
    "no outcome of a conversation is refused": _lost_words,
    "a call ends as at the carrier": _carriers_end,
    "no dial outside the hours": _outside_hours,
    "no more orders than the account takes": _too_fast,
    "no dial over the cap": _over_the_cap,
    "what is kept equals what outcomes say": lambda play: differences(play.cast.campaign_id),
    "counters are what their rows add up to": lambda play: miscounted(play.cast.campaign_id),
    "a message that was acknowledged is kept": _unkept_messages,
    "no number rings after its objection": _rung_though_they_objected,
    **{invariant: _watched(invariant) for invariant in AT_EVERY_MOMENT},
    **{invariant: _rows(question) for invariant, question in ROWS.items()},
}
# The others wait for something: a reply that a process owes when it dies, messages on their way.
ONLY_AT_REST = frozenset(
    {
        "no outcome of nobody",
        "a call ends as at the carrier",
        "what is kept equals what outcomes say",
        "a call that is over has an outcome, or never was",
        "no call lives and no attempt waits",
        "no message waits",
    }
)
AT_ANY_TIME: Mapping[str, Check] = {
    invariant: check for invariant, check in CHECKS.items() if invariant not in ONLY_AT_REST
}
