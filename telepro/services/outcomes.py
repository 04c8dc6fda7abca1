"""Steps 7 and 8 of a lead's journey: what came of an attempt, and what becomes of the lead.

An outcome belongs to its attempt and is always accepted, however late. The lead's next step belongs
to whoever holds the lead now: a writer whose fence is old leaves it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns import attempts as calls
from campaigns import dispositions
from campaigns.attempts import AttemptState, CallResult
from campaigns.call.inbound import Desk, Direction
from campaigns.call.obstacles import Obstacle, refusal
from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.figures import counting
from campaigns.follow_up.slots import SlotTaken
from campaigns.pipeline import Stage
from campaigns.problems import NotFound, Refused
from telepro import ids
from telepro.crash import point
from telepro.db import (
    aftermath,
    attempts,
    event_queue,
    failing,
    frozen,
    grounds,
    outcomes,
    people,
    statement,
    transaction,
)
from telepro.db.calling import Attempt
from telepro.db.grounds import AttemptGrounds
from telepro.db.leavings import Case
from telepro.db.outcomes import Numbered
from telepro.db.results import Outcome
from telepro.db.topics import topics_of
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was kept, and where the lead stands now; `repeated` when it had been kept before."""

    outcome_id: str
    disposition: Disposition
    stage: Stage
    next_call_at: datetime | None
    repeated: bool


def record(
    person_id: int, attempt_id: str, client_key: str, recorded: Recorded, now: datetime
) -> Receipt:
    """Keep what a teleprospector says came of their attempt, or their correction of it.

    The same key with the same content gives the same receipt. Raises `NotFound` for somebody else's
    attempt, `Refused` for what is missing, a slot booked meanwhile, or a key of other content.
    """
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.person_id != person_id:
            raise NotFound(attempt_id)
        recorded = _with_what_was_said(recorded, attempt)
        details = outcomes.details_of(recorded, person_id)
        body = outcomes.body_hash(recorded, details)
        before = outcomes.before(session, attempt.lead_id, client_key)
        if before.repeated is not None:
            return _repeated(session, before.repeated, attempt, body)
        known = grounds.of_attempt(session, attempt)
        _check(session, attempt, recorded, known, now)
        details |= _qualified(session, attempt, recorded, before.standing)
        outcome = _outcome(attempt, recorded, details, body, client_key, now, person_id)
        lead = session.get_one(Lead, attempt.lead_id)
        case = Case(attempt, lead, outcome, recorded, before.standing, known)
        try:
            receipt = _keep(session, case, now)
        except SlotTaken:
            raise refusal(Obstacle.SLOT_TAKEN, known.language) from None
    point("F8 outcome committed, before the reply")
    return receipt


def unsettled() -> list[str]:
    """Attempts that are over and wait for nobody: their public ids, oldest first."""
    with statement() as session:
        return event_queue.to_settle(session, 200)


def settle(attempt_id: str, now: datetime) -> tuple[str, ...]:
    """Record what the network knows of an attempt that needs no person; the topics it changes."""
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.settled_at is not None or attempt.ended_at is None:
            return ()
        if attempt.state is AttemptState.REFUSED and not _dead_number(attempt):
            aftermath.release(session, attempt, now)
            return topics_of(session, attempt)
        if attempt.result is CallResult.FAILED and attempt.sid is not None:
            failing.note(session, attempt, now)
        known = grounds.of_attempt(session, attempt)
        disposition = _settled(attempt, known)
        if disposition is None:
            return ()
        recorded = _by_network(session, attempt, disposition, now)
        _keep(session, _told_by_network(session, attempt, recorded, known, "network", now), now)
        return known.topics


def _by_network(
    session: Session, attempt: Attempt, disposition: Disposition, now: datetime
) -> Recorded:
    said = Conversation(attempt.argued, attempt.decision_maker)
    if attempt.direction is not Direction.INBOUND:
        return Recorded(disposition, now, said)
    # Whoever called us and reached nobody is called back, by who called them if they are there.
    campaign = session.get_one(Campaign, attempt.campaign_id)
    hours = frozen.plan(session, attempt.plan_id).actions.hours
    due = Desk(hours, campaign.time_zone, campaign.country).calls_back_at(now)
    return Recorded(Disposition.CALLBACK, now, said, callback_at=due, callback_flexible=True)


def abandon(attempt_id: str, now: datetime) -> None:
    """Say of an answered call whose teleprospector is gone that a person must still wrap it up."""
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.settled_at is not None or attempt.ended_at is None:
            return
        recorded = Recorded(Disposition.NEEDS_WRAP_UP, now)
        known = grounds.of_attempt(session, attempt)
        _keep(session, _told_by_network(session, attempt, recorded, known, "lost", now), now)


def _told_by_network(
    session: Session,
    attempt: Attempt,
    recorded: Recorded,
    known: AttemptGrounds,
    kind: str,
    now: datetime,
) -> Case:
    """What nobody said: its key is the attempt's own, so that it is told once."""
    key = f"{kind}-{attempt.public_id}"
    details = outcomes.details_of(recorded, attempt.person_id)
    outcome = _outcome(attempt, recorded, details, "network", key, now, None)
    stood = outcomes.standing_of_lead(session, attempt.lead_id)
    lead = session.get_one(Lead, attempt.lead_id)
    return Case(attempt, lead, outcome, recorded, stood, known)


def _settled(attempt: Attempt, known: AttemptGrounds) -> Disposition | None:
    if attempt.state is AttemptState.REFUSED:
        return Disposition.WRONG_NUMBER
    result = attempt.result or CallResult.FAILED
    if calls.needs_person(result):
        return None
    return calls.settled_disposition(result, known.call.sip_code if known.call else None)


def _dead_number(attempt: Attempt) -> bool:
    """Carrier refusals that speak of the number itself (twilio.com/docs/api/errors)."""
    return attempt.trouble in {"carrier:13224", "carrier:21211", "carrier:21217"}


def _with_what_was_said(recorded: Recorded, attempt: Attempt) -> Recorded:
    """The facts set while talking count even if the form that followed did not repeat them."""
    said = recorded.conversation
    both = Conversation(
        said.argued or attempt.argued, said.decision_maker or attempt.decision_maker
    )
    return replace(recorded, conversation=both)


def _qualified(
    session: Session, attempt: Attempt, recorded: Recorded, standing: Sequence[Numbered]
) -> dict[str, bool]:
    """The note that this call makes its lead a qualified one; none when another one has."""
    rule = frozen.plan(session, attempt.plan_id).preparation.need_score
    others = (it.outcome for it in standing if it.outcome.attempt_id != attempt.id)
    if rule is None or any(other.details.get("qualified") for other in others):
        return {}
    answers = {**outcomes.answers_of(session, attempt.lead_id), **recorded.answers}
    told = counting.qualifies(rule, answers, recorded.disposition, recorded.conversation)
    return {"qualified": True} if told else {}


def _repeated(session: Session, known: Outcome, attempt: Attempt, body: str) -> Receipt:
    if known.attempt_id != attempt.id or known.body_hash != body:
        raise refusal(Obstacle.KEY_USED, people.language_of(session, attempt.person_id))
    return _receipt(session.get_one(Lead, known.lead_id), known, repeated=True)


def _check(
    session: Session, attempt: Attempt, recorded: Recorded, known: AttemptGrounds, now: datetime
) -> None:
    if attempt.state is AttemptState.REFUSED:
        raise refusal(Obstacle.NEVER_PLACED, known.language)
    choices = frozen.plan(session, attempt.plan_id).disposition_set()
    zone = known.lines[attempt.phone_id].zone
    problems = dispositions.check(choices, recorded, now, zone, known.language)
    if problems:
        raise Refused(*problems)


def _outcome(
    attempt: Attempt,
    recorded: Recorded,
    details: dict[str, object],
    body: str,
    client_key: str,
    now: datetime,
    person_id: int | None,
) -> Outcome:
    return Outcome(
        public_id=ids.public_id(),
        client_key=client_key,
        body_hash=body,
        attempt_id=attempt.id,
        lead_id=attempt.lead_id,
        campaign_id=attempt.campaign_id,
        controller_id=attempt.controller_id,
        disposition=recorded.disposition,
        result=attempt.result,
        argued=recorded.conversation.argued,
        decision_maker=recorded.conversation.decision_maker,
        phone_id=attempt.phone_id,
        reason=recorded.reason,
        note=recorded.note,
        details=details | ({"inbound": True} if attempt.direction is Direction.INBOUND else {}),
        recorded_at=now,
        recorded_by_id=person_id,
    )


def _keep(session: Session, case: Case, now: datetime) -> Receipt:
    """Append the outcome and bring everything that outcomes decide to where they now say."""
    attempt, outcome, before = case.attempt, case.outcome, case.before
    outcome.supersedes_id = before.id if before else None
    session.add(outcome)
    session.flush()
    outcomes.keep_answers(session, attempt, case.recorded.answers, now)
    attempt.argued, attempt.decision_maker = outcome.argued, outcome.decision_maker
    if attempt.ended_at is None and attempt.released_at is None:
        attempt.hang_up_at = attempt.hang_up_at or now
    aftermath.follow(session, case, now)
    return _receipt(case.lead, outcome, repeated=False)


def _receipt(lead: Lead, outcome: Outcome, *, repeated: bool) -> Receipt:
    return Receipt(outcome.public_id, outcome.disposition, lead.stage, lead.next_call_at, repeated)
