"""Step 4 of a lead's journey, its second half: the intention to call, written before anything rings.

It carries all that it was made with, and the law is asked once more in the transaction that writes it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns import eligibility
from campaigns.attempts import AttemptState, CallResult, dial_before
from campaigns.call.obstacles import Obstacle, problem, refusal
from campaigns.call.recording import is_recorded
from campaigns.eligibility import Clearance, Facts, Refusals
from campaigns.numbers.destinations import caps_of
from campaigns.plan import Plan
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import EntryEnd
from telepro import ids
from telepro.crash import point
from telepro.db import (
    attempt_views,
    attempts,
    call_lists,
    frozen,
    people,
    sessions,
    transaction,
)
from telepro.db import intentions as rows
from telepro.db.attempt_views import AttemptView
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.eligibility import Judgeable, facts_for, on_own_list
from telepro.db.intentions import AtHand
from telepro.db.who import WorkSession

NOT_ALLOWED = {
    "fr": ("un appel permis maintenant", "La fiche reviendra quand l’appel sera permis."),
    "en": ("a call that is allowed now", "The lead will come back when the call is allowed."),
}


class NotNow(Refused):
    """A dial that is not allowed at this moment; `rules` names what stands in the way."""

    def __init__(self, problems: Sequence[Problem], rules: Sequence[str]) -> None:
        super().__init__(*problems)
        self.rules = tuple(rules)


@dataclass(frozen=True, slots=True)
class Press:
    """F2 as it was pressed: which entry, which number and person of it if not the first, and the version
    of the script that was on the page."""

    entry_id: str
    client_key: str
    phone_id: str | None = None
    contact_id: str | None = None
    script_version: int | None = None


def dial(person_id: int, press: Press, now: datetime) -> AttemptView:
    """Write down the intention to call, if it is allowed at this very moment.

    The same key gives the same attempt. Raises `NotFound` for somebody else's entry, `Refused`
    for a key of another call, and with every reason when the law, the plan or the line says no;
    then the lead goes back.
    """
    with transaction() as session:
        work = sessions.locked_open_of(session, person_id)
        at_hand = rows.at_hand(session, work, **asdict(press), now=now) if work else None
        if work is None or at_hand is None or at_hand.pressed_before:
            return _pressed_before(session, person_id, press, work)
        _is_still_theirs(session, person_id, at_hand, now)
        _line_is_free(session, work, at_hand)
        _day_is_not_full(session, work, at_hand)
        # The law and the objections of this very moment: somebody may have objected since the deal.
        judged = _judged(session, at_hand, now)
        view = _intend(session, work, at_hand, judged, press.client_key, now)
        if view is None:
            call_lists.end_entry(session, at_hand.entry, EntryEnd.REFUSED, now)
            refused = _not_now(session, person_id, judged, Obstacle.NUMBER_IN_A_CALL)
    if view is None:
        raise refused
    point("F2 attempt committed, before anything rings")
    return view


def hang_up(person_id: int, attempt_id: str, now: datetime) -> AttemptView:
    """End a call; one that has not reached the carrier yet never will."""
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.person_id != person_id:
            raise NotFound(attempt_id)
        if attempt.released_at is not None:
            # The prospect talks to a colleague by now: that call is not ours to end.
            return attempt_views.attempt(session, attempt)
        if attempt.state is AttemptState.INTENDED:
            attempt.state, attempt.trouble = AttemptState.REFUSED, "hung_up_before"
            attempt.ended_at, attempt.result = now, CallResult.CANCELED
            attempts.release(session, attempt.id)
        return rows.hang_up(session, attempt, now)


def mark(
    person_id: int,
    attempt_id: str,
    now: datetime,
    *,
    decision_maker: bool | None = None,
    argued: bool | None = None,
) -> AttemptView:
    """Note while talking that the decision maker is on the line, or that the offer was made."""
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.person_id != person_id:
            raise NotFound(attempt_id)
        if decision_maker is not None:
            attempt.decision_maker = decision_maker
        if argued is not None:
            attempt.argued = argued
        return attempt_views.attempt(session, attempt)


def _pressed_before(
    session: Session, person_id: int, press: Press, work: WorkSession | None
) -> AttemptView:
    """What the same press made before; else why nothing is at hand that it could call."""
    known = rows.pressed_before(session, press.client_key)
    if known is None:
        raise NotFound(press.entry_id) if work else sessions.not_at_work(session, person_id)
    attempt, entry_id = known
    if attempt.person_id != person_id or entry_id != press.entry_id:
        raise refusal(Obstacle.KEY_USED, people.language_of(session, person_id))
    return attempt_views.attempt(session, attempt)


def _is_still_theirs(session: Session, person_id: int, at_hand: AtHand, now: datetime) -> None:
    entry = at_hand.entry
    if entry.ended_at is not None or entry.valid_until <= now or at_hand.fence != entry.fence:
        # What took the lead off the list often still stands in the way, and says more.
        judged = _judged(session, at_hand, now)
        raise _not_now(session, person_id, judged, Obstacle.LEAD_GONE)


def _line_is_free(session: Session, work: WorkSession, at_hand: AtHand) -> None:
    if not sessions.on_the_line(work):
        raise refusal(Obstacle.LINE_DOWN, people.language_of(session, work.person_id))
    if at_hand.in_a_call:
        # Hanging up takes the carrier a moment; the lead at hand must not be lost to it.
        raise refusal(Obstacle.STILL_IN_A_CALL, people.language_of(session, work.person_id))


def _day_is_not_full(session: Session, work: WorkSession, at_hand: AtHand) -> None:
    # Their session is locked: of two presses at once the second sees the first counted.
    if at_hand.dials_today >= caps_of(at_hand.limits).person_day:
        raise refusal(Obstacle.DAY_FULL, people.language_of(session, work.person_id))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A lead as it is known now, and whether it may be called."""

    known: Judgeable
    verdict: Clearance | Refusals


def _judged(session: Session, at_hand: AtHand, now: datetime) -> _Judged:
    lead_id = at_hand.entry.lead_id
    chosen = {lead_id: at_hand.phone_id} if at_hand.phone_id is not None else None
    shown = {lead_id: at_hand.last_shown}
    found = facts_for(session, [lead_id], now, chosen, shown)[lead_id]
    known = on_own_list(found, at_hand.entry, now)
    return _Judged(known, eligibility.judge(known.facts, known.policy, now))


def _intend(
    session: Session,
    work: WorkSession,
    at_hand: AtHand,
    judged: _Judged,
    client_key: str,
    now: datetime,
) -> AttemptView | None:
    """The attempt and its guard; None when the call is not allowed, or when the number, the lead or
    the person is in a call."""
    verdict, known = judged.verdict, judged.known
    if isinstance(verdict, Refusals) or known.phone_id is None or known.facts.phone is None:
        return None
    attempt = _attempt(work, at_hand, known, verdict, client_key, now)
    _as_planned(attempt, frozen.plan(session, attempt.plan_id), known.facts, now)
    entry_id = at_hand.entry.public_id
    if not rows.write(session, attempt, at_hand.entry, known.of_pool):
        return None
    return attempt_views.view(attempt, entry_id, at_hand.lead_name, None, None)


def _attempt(
    work: WorkSession,
    at_hand: AtHand,
    known: Judgeable,
    clearance: Clearance,
    client_key: str,
    now: datetime,
) -> Attempt:
    return Attempt(
        public_id=ids.public_id(),
        client_key=client_key,
        **_whom(at_hand.entry),
        **asdict(at_hand.made_with),
        campaign_id=work.campaign_id,
        person_id=work.person_id,
        session_id=work.id,
        phone_id=known.phone_id,
        e164=known.facts.phone.e164 if known.facts.phone else "",
        caller_id=known.facts.caller_id or "",
        rules=list(clearance.rules),
        state=AttemptState.INTENDED,
        intended_at=now,
        dial_before=dial_before(now, clearance.valid_until),
        decision_maker=False,
        argued=False,
        counted={},
    )


def _as_planned(attempt: Attempt, plan: Plan, facts: Facts, now: datetime) -> None:
    """How long it rings, and whether it belongs to the calls that are recorded, where law allows it."""
    attempt.ring_seconds = plan.actions.ring_seconds
    recording = plan.actions.recording
    drawn = is_recorded(recording, attempt.public_id)
    if recording is not None and drawn and not eligibility.recording_needs_consent(facts, now):
        attempt.recorded = recording.purpose


def _whom(entry: CallListEntry) -> dict[str, int]:
    return {
        "lead_id": entry.lead_id,
        "entry_id": entry.id,
        "deal_id": entry.deal_id,
        "fence": entry.fence,
    }


def _not_now(session: Session, person_id: int, judged: _Judged, otherwise: Obstacle) -> NotNow:
    language = people.language_of(session, person_id)
    if isinstance(judged.verdict, Clearance):
        return NotNow([problem(otherwise, language)], [otherwise])
    expected, fix = NOT_ALLOWED[language]
    sentences = eligibility.explain(judged.verdict, language)
    problems = [Problem("lead", sentence, expected, fix) for sentence in sentences]
    return NotNow(problems, [each.code for each in judged.verdict.items])
