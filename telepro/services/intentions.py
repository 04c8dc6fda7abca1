"""Step 4 of a lead's journey, its second half: the intention to call, written before anything rings.

It carries all that it was made with, and the law is asked once more in the transaction that writes it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from campaigns import eligibility
from campaigns.attempts import AttemptState, CallResult, dial_before
from campaigns.eligibility import Clearance, Refusals
from campaigns.obstacles import Obstacle, problem, refusal
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import EntryEnd
from telepro import ids
from telepro.crash import point
from telepro.db import attempts, call_lists, desk_views, people, sessions, transaction
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.desk_views import AttemptView
from telepro.db.eligibility import Judgeable, facts_for
from telepro.db.versions import Versions, versions_of
from telepro.db.who import WorkSession
from telepro.db.whom import Lead

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
    """F2 as it was pressed: which entry, and which number and person of it if not the first."""

    entry_id: str
    client_key: str
    phone_id: str | None = None
    contact_id: str | None = None


def dial(person_id: int, press: Press, now: datetime) -> AttemptView:
    """Write down the intention to call, if it is allowed at this very moment.

    The same key gives the same attempt. Raises `NotFound` for somebody else's entry, `Refused`
    for a key of another call, and with every reason when the law, the plan or the line says no;
    then the lead goes back.
    """
    with transaction() as session:
        if known := _pressed_before(session, person_id, press):
            return desk_views.attempt(session, known)
        work = sessions.working(session, person_id)
        entry = _entry_to_call(session, person_id, press, now)
        # The same press may have come twice at once: this one waited for the lead until now.
        if known := _pressed_before(session, person_id, press):
            return desk_views.attempt(session, known)
        _line_is_free(session, work)
        # The law and the objections of this very moment: somebody may have objected since the deal.
        judged = _judged(session, entry, press, now)
        made = _intend(session, work, entry, judged, press, now)
        if made is None:
            call_lists.end_entry(session, entry, EntryEnd.REFUSED, now)
            refused = _not_now(session, person_id, judged, Obstacle.NUMBER_IN_A_CALL)
        else:
            view = desk_views.attempt(session, made)
    if made is None:
        raise refused
    point("F2 attempt committed, before anything rings")
    return view


def hang_up(person_id: int, attempt_id: str, now: datetime) -> AttemptView:
    """End a call; one that has not reached the carrier yet never will."""
    with transaction() as session:
        attempt = attempts.locked(session, attempt_id)
        if attempt is None or attempt.person_id != person_id:
            raise NotFound(attempt_id)
        if attempt.state is AttemptState.INTENDED:
            attempt.state, attempt.trouble = AttemptState.REFUSED, "hung_up_before"
            attempt.ended_at, attempt.result = now, CallResult.CANCELED
            attempts.release(session, attempt.id)
        attempt.hang_up_at = attempt.hang_up_at or now
        session.flush()
        return desk_views.attempt(session, attempt)


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
        return desk_views.attempt(session, attempt)


def _pressed_before(session: Session, person_id: int, press: Press) -> Attempt | None:
    known = attempts.by_client_key(session, press.client_key)
    if known is None:
        return None
    entry = session.get_one(CallListEntry, known.entry_id)
    if known.person_id != person_id or entry.public_id != press.entry_id:
        raise refusal(Obstacle.KEY_USED, people.language_of(session, person_id))
    return known


def _entry_to_call(session: Session, person_id: int, press: Press, now: datetime) -> CallListEntry:
    entry = call_lists.entry_of(session, person_id, press.entry_id)
    if entry is None:
        raise NotFound(press.entry_id)
    lead = session.get_one(Lead, entry.lead_id, with_for_update=True, populate_existing=True)
    session.refresh(entry)
    if entry.ended_at is not None or entry.valid_until <= now or lead.fence != entry.fence:
        # What took the lead off the list often still stands in the way, and says more.
        judged = _judged(session, entry, press, now)
        raise _not_now(session, person_id, judged, Obstacle.LEAD_GONE)
    return entry


def _line_is_free(session: Session, work: WorkSession) -> None:
    if not sessions.on_the_line(work):
        raise refusal(Obstacle.LINE_DOWN, people.language_of(session, work.person_id))
    if attempts.in_a_call(session, work.person_id):
        # Hanging up takes the carrier a moment; the lead at hand must not be lost to it.
        raise refusal(Obstacle.STILL_IN_A_CALL, people.language_of(session, work.person_id))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A lead as it is known now, and whether it may be called."""

    known: Judgeable
    verdict: Clearance | Refusals


def _judged(session: Session, entry: CallListEntry, press: Press, now: datetime) -> _Judged:
    phone_id = press.phone_id and desk_views.phone_row(session, entry.lead_id, press.phone_id)
    chosen = {entry.lead_id: phone_id} if isinstance(phone_id, int) else None
    known = facts_for(session, [entry.lead_id], now, chosen)[entry.lead_id]
    known = desk_views.on_own_list(known)
    return _Judged(known, eligibility.judge(known.facts, known.policy, now))


def _intend(
    session: Session,
    work: WorkSession,
    entry: CallListEntry,
    judged: _Judged,
    press: Press,
    now: datetime,
) -> Attempt | None:
    """The attempt and its guard; None when the call is not allowed, or when the number, the lead or
    the person is in a call."""
    verdict, known = judged.verdict, judged.known
    if isinstance(verdict, Refusals) or known.phone_id is None or known.facts.phone is None:
        return None
    made_with = versions_of(session, work.campaign_id)
    attempt = _attempt(session, work, entry, known, verdict, made_with, press, now)
    session.add(attempt)
    session.flush()
    if not attempts.guard(session, attempt):
        session.delete(attempt)
        return None
    call_lists.end_entry(session, entry, EntryEnd.CALLED, now)
    return attempt


def _attempt(
    session: Session,
    work: WorkSession,
    entry: CallListEntry,
    known: Judgeable,
    clearance: Clearance,
    made_with: Versions,
    press: Press,
    now: datetime,
) -> Attempt:
    lead = session.get_one(Lead, entry.lead_id)
    return Attempt(
        public_id=ids.public_id(),
        client_key=press.client_key,
        **_whom(session, lead, entry, press),
        **asdict(made_with),
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
    )


def _whom(session: Session, lead: Lead, entry: CallListEntry, press: Press) -> dict[str, Any]:
    return {
        "lead_id": lead.id,
        "prospect_id": lead.prospect_id,
        "contact_id": desk_views.contact_row(session, lead.prospect_id, press.contact_id),
        "controller_id": lead.controller_id,
        "entry_id": entry.id,
        "deal_id": entry.deal_id,
        "fence": entry.fence,
        "number": attempts.next_number(session, lead.id),
    }


def _not_now(session: Session, person_id: int, judged: _Judged, otherwise: Obstacle) -> NotNow:
    language = people.language_of(session, person_id)
    if isinstance(judged.verdict, Clearance):
        return NotNow([problem(otherwise, language)], [otherwise])
    expected, fix = NOT_ALLOWED[language]
    sentences = eligibility.explain(judged.verdict, language)
    problems = [Problem("lead", sentence, expected, fix) for sentence in sentences]
    return NotNow(problems, [each.code for each in judged.verdict.items])
