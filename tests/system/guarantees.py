"""What must hold after every attack, judged by the carrier's ledger, plain SQL and what was said."""

from collections import Counter as Tally
from collections.abc import Sequence
from typing import LiteralString

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.figures.counting import contribution
from campaigns.lead.standing import Progress
from telepro.db import aftermath, counters, outcomes, scans
from telepro.db.calling import Attempt, Call
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead
from tests.smoke_ledger import double_dials
from tests.system.house import House
from tests.system.teleprospectors import Acknowledged

# Two processes read the clock a moment apart: a list given back and dealt anew may seem to overlap.
HELD_TWICE: LiteralString = """
    select a.lead_id, a.id, b.id
    from call_list_entries a join call_list_entries b on a.lead_id = b.lead_id and a.id < b.id
    where least(coalesce(a.ended_at, 'infinity'), coalesce(b.ended_at, 'infinity'))
        > greatest(a.dealt_at, b.dealt_at) + interval '1 second'"""
KEPT: LiteralString = """
    select a.public_id, o.client_key, o.disposition
    from outcomes o join attempts a on a.id = o.attempt_id where o.client_key = any(%(keys)s)"""
ATTEMPTS: LiteralString = "select public_id, sid from attempts"
STUCK: LiteralString = """
    select public_id, state from attempts where state in ('intended', 'placing', 'placed')"""
GUARDED: LiteralString = "select attempt_id, e164 from live_calls"
CALLS: LiteralString = """
    select a.public_id, c.sid, c.status, c.duration_seconds, a.result, a.state
    from calls c join attempts a on a.id = c.attempt_id order by a.id"""
RESULT_OF = {
    "completed": "answered",
    "busy": "busy",
    "failed": "failed",
    "no-answer": "no_answer",
    "canceled": "canceled",
}


def every_acknowledged_outcome_exists_once(house: House, told: Sequence[Acknowledged]) -> None:
    """Each outcome that the house said it has kept stands in the table, once."""
    keys = [each.client_key for each in told]
    kept = Tally(house.ask(KEPT, keys=keys))
    said = Tally((each.attempt, each.client_key, str(each.disposition)) for each in told)
    assert kept == Tally(set(said)), "acknowledged and kept outcomes differ"


def nobody_was_rung_twice(house: House, since: int = 0) -> None:
    """At most one call per attempt, none without a committed attempt, no number rung twice at once."""
    calls = house.calls()[since:]
    sids = dict(house.ask(ATTEMPTS))
    assert double_dials(calls) == 0
    strangers = [call for call in calls if call.attempt not in sids]
    assert not strangers, "calls without a committed attempt"
    assert all(sids[call.attempt] == call.sid for call in calls), "an attempt knows another call"


def no_lead_was_held_twice(house: House) -> None:
    """No two entries of one lead were open at the same moment."""
    assert house.ask(HELD_TWICE) == []


def nothing_is_stuck(house: House) -> None:
    """No call lives and no attempt waits for a process that died."""
    assert house.ask(GUARDED) == []
    assert house.ask(STUCK) == []


def every_end_is_the_carriers(house: House) -> int:
    """Status, duration and result of every call are what the carrier says when asked; how many."""
    carrier = house.carrier()
    rows = house.ask(CALLS)
    for attempt, sid, status, seconds, result, state in rows:
        found = carrier.fetch(sid)
        assert found is not None, f"{attempt}: the carrier does not know {sid}"
        assert (status, result, state) == (found.status, RESULT_OF[found.status], "ended"), attempt
        assert (seconds or 0) == (found.duration_seconds or 0), f"{attempt} lasted otherwise"
    return len(rows)


def what_is_kept_can_be_rebuilt(house: House) -> int:
    """Stage, next call and counters folded anew equal the kept ones for every lead; how many.

    That holds at every moment, so it is asked of one: workers go on while it is read.
    """
    with house.rows() as rows:
        rows.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        found = rows.scalars(select(Lead)).all()
        for lead in found:
            _equal_when_folded_anew(lead, aftermath.fold(rows, lead))
        for campaign in rows.scalars(select(Campaign.id)):
            kept = {name: count for name, count in counters.totals(rows, campaign).items() if count}
            assert kept == dict(_recounted(rows, campaign))
            # Not hour by hour: some attacks move an attempt to another day by hand.
            missing = scans.differences(rows, campaign).totals
            assert missing == {}, "totals that the rows do not bear out"
        return len(found)


def _equal_when_folded_anew(lead: Lead, reached: Progress) -> None:
    kept = (lead.stage, lead.closed_reason, lead.attempts, lead.contacts, lead.argued)
    anew = (reached.stage, reached.closed, reached.attempts, reached.contacts, reached.argued)
    assert kept == anew, lead.public_id
    if not lead.held and not lead.closed_reason:
        assert (lead.next_call_at, lead.tier) == (reached.next_call_at, reached.tier)


def _recounted(rows: Session, campaign: int) -> Tally[str]:
    total: Tally[str] = Tally()
    for attempt in rows.scalars(select(Attempt).where(Attempt.campaign_id == campaign)):
        call = rows.scalar(select(Call).where(Call.attempt_id == attempt.id))
        outcome = outcomes.standing_of(rows, attempt.id)
        total.update(contribution(aftermath.told(attempt, call, outcome)))
    return total
