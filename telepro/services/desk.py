"""Step 4 of a lead's journey: a teleprospector at work, one lead at a time.

What is written before anything rings is written here: the attempt, with all it was made with, in the
transaction that asks the law once more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns import eligibility
from campaigns.attempts import DIAL_WITHIN, AttemptState, CallResult
from campaigns.eligibility import Clearance, Refusals
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import EntryEnd, WorkState
from telepro import ids
from telepro.crash import point
from telepro.db import attempts, call_lists, desk_views, engaged, people, sessions, transaction
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.desk_views import AttemptView, Choice, Desk, PromisedCall
from telepro.db.eligibility import Judgeable, facts_for
from telepro.db.versions import Versions, versions_of
from telepro.db.who import WorkSession
from telepro.db.whom import Lead
from telepro.services.call_lists import LEASE


@dataclass(frozen=True, slots=True)
class Press:
    """F2 as it was pressed: which entry, and which number and person of it if not the first."""

    entry_id: str
    client_key: str
    phone_id: str | None = None
    contact_id: str | None = None


def choices(person_id: int, now: datetime) -> list[Choice]:
    """The running campaigns that a person is engaged on."""
    with transaction() as session:
        return engaged.choices(session, person_id, now)


def start(person_id: int, campaign_id: str, now: datetime) -> str:
    """Begin to work on a campaign; the session's public id. One that is open already goes on."""
    with transaction() as session:
        campaign = engaged.campaign(session, person_id, campaign_id)
        if campaign is None:
            raise NotFound(campaign_id)
        open_one = sessions.locked_open_of(session, person_id)
        if open_one is not None and open_one.campaign_id == campaign.id:
            open_one.last_seen_at = now
            return open_one.public_id
        if open_one is not None:
            _end(session, open_one, now, "changed_mission")
        work = WorkSession(
            public_id=ids.public_id(),
            person_id=person_id,
            campaign_id=campaign.id,
            state=WorkState.READY,
            started_at=now,
            last_seen_at=now,
        )
        session.add(work)
        session.flush()
        sessions.change_state(session, work, WorkState.READY, None, now)
        return work.public_id


def finish(person_id: int, now: datetime) -> None:
    """End the day's work; what was dealt and not called goes back."""
    with transaction() as session:
        work = _working(session, person_id)
        _end(session, work, now, "finished")


def pause(person_id: int, state: WorkState, reason: str | None, now: datetime) -> None:
    """Stop getting calls for a while; the list is kept."""
    with transaction() as session:
        sessions.change_state(session, _working(session, person_id), state, reason, now)


def resume(person_id: int, now: datetime) -> None:
    """Take calls again."""
    with transaction() as session:
        sessions.change_state(session, _working(session, person_id), WorkState.READY, None, now)


def state(person_id: int, now: datetime) -> Desk:
    """All that the desk shows; opens the next lead when none is open, and keeps its lease alive."""
    with transaction() as session:
        work = sessions.open_of(session, person_id)
        if work is not None and work.last_seen_at < now - timedelta(seconds=5):
            work.last_seen_at = now
        entries = _entries(session, work, now) if work else []
        return desk_views.desk(session, person_id, work, entries, now)


def softphone_session(person_id: int) -> str:
    """The public id of the open session, which the person's softphone speaks for."""
    with transaction() as session:
        return _working(session, person_id).public_id


def dial(person_id: int, press: Press, now: datetime) -> AttemptView:
    """Write down the intention to call, if it is allowed at this very moment.

    The same key gives the same attempt. Raises `NotFound` for somebody else's entry, `Refused`
    with every reason when the law, the plan or the line says no; then the lead goes back.
    """
    with transaction() as session:
        known = attempts.by_client_key(session, press.client_key)
        if known is not None and known.person_id == person_id:
            return desk_views.attempt(session, known)
        work = _working(session, person_id)
        entry = _entry_to_call(session, person_id, press.entry_id, now)
        _line_is_free(session, work)
        refusal = _judged_again(session, entry, press, now)
        made = None if refusal else _intend(session, work, entry, press, now)
        if made is None:
            call_lists.end_entry(session, entry, EntryEnd.REFUSED, now)
        view = desk_views.attempt(session, made) if made else None
        language = people.language_of(session, person_id)
    if view is None:
        raise Refused(*_why(refusal, language))
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


def skip(person_id: int, entry_id: str, reason: str, now: datetime) -> None:
    """Give a lead back with a reason; it is dealt again, after a rest, perhaps to somebody else."""
    with transaction() as session:
        entry = call_lists.entry_of(session, person_id, entry_id)
        if entry is None:
            raise NotFound(entry_id)
        if call_lists.end_entry(session, entry, EntryEnd.RETURNED, now):
            call_lists.block(
                session, {entry.lead_id: (f"skipped:{reason[:40]}", now + timedelta(hours=1))}
            )


def callbacks(person_id: int, now: datetime) -> list[PromisedCall]:
    """The calls that a person has promised, earliest first."""
    with transaction() as session:
        return engaged.callbacks(session, person_id, now)


def _working(session: Session, person_id: int) -> WorkSession:
    work = sessions.locked_open_of(session, person_id)
    if work is None:
        raise Refused(
            Problem(
                "session",
                "no work under way",
                "a mission that you work on",
                "Choose a mission and start to work.",
            )
        )
    return work


def _end(session: Session, work: WorkSession, now: datetime, reason: str) -> None:
    sessions.finish(session, work, now, reason, "person")
    call_lists.end_of_person(session, work.person_id, EntryEnd.SIGNED_OUT, now)


def _entries(session: Session, work: WorkSession, now: datetime) -> list[CallListEntry]:
    """The open lead and the one after it; looking at a lead renews its lease."""
    entries = call_lists.next_entries(session, work.person_id, work.campaign_id, now, 2)
    if entries and work.state is WorkState.READY:
        entries[0].opened_at = entries[0].opened_at or now
        renewed = min(entries[0].clear_until, now + LEASE)
        if renewed > entries[0].valid_until + timedelta(minutes=1):
            entries[0].valid_until = renewed
    return entries


def _entry_to_call(session: Session, person_id: int, entry_id: str, now: datetime) -> CallListEntry:
    entry = call_lists.entry_of(session, person_id, entry_id)
    if entry is None:
        raise NotFound(entry_id)
    lead = session.get_one(Lead, entry.lead_id, with_for_update=True, populate_existing=True)
    session.refresh(entry)
    if entry.ended_at is not None or entry.valid_until <= now or lead.fence != entry.fence:
        raise Refused(
            Problem(
                "lead",
                "a lead that is no longer on your list",
                "a lead of your own list",
                "Call the lead that is shown now.",
            )
        )
    return entry


def _line_is_free(session: Session, work: WorkSession) -> None:
    if not sessions.on_the_line(work):
        raise Refused(
            Problem(
                "line",
                "your line is not connected",
                "a connected line",
                "Wait a moment, or reload the page to connect it again.",
            )
        )


def _judged_again(
    session: Session, entry: CallListEntry, press: Press, now: datetime
) -> Refusals | None:
    """The law and the objections of this very moment: somebody may have objected since the deal."""
    known = _known(session, entry, press, now)
    verdict = eligibility.judge(known.facts, known.policy, now)
    return None if isinstance(verdict, Clearance) else verdict


def _known(session: Session, entry: CallListEntry, press: Press, now: datetime) -> Judgeable:
    chosen = desk_views.phone_row(session, entry.lead_id, press.phone_id)
    known = facts_for(session, [entry.lead_id], now, {entry.lead_id: chosen} if chosen else None)
    return desk_views.on_own_list(known[entry.lead_id])


def _intend(
    session: Session, work: WorkSession, entry: CallListEntry, press: Press, now: datetime
) -> Attempt | None:
    """The attempt and its guard; None when the number, the lead or the person is in a call."""
    known = _known(session, entry, press, now)
    if known.phone_id is None or known.facts.phone is None:
        return None
    made_with = versions_of(session, work.campaign_id)
    attempt = _attempt(session, work, entry, known, made_with, press, now)
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
    made_with: Versions,
    press: Press,
    now: datetime,
) -> Attempt:
    lead = session.get_one(Lead, entry.lead_id)
    verdict = eligibility.judge(known.facts, known.policy, now)
    return Attempt(
        public_id=ids.public_id(),
        client_key=press.client_key,
        campaign_id=work.campaign_id,
        lead_id=lead.id,
        prospect_id=lead.prospect_id,
        contact_id=desk_views.contact_row(session, lead.prospect_id, press.contact_id),
        phone_id=known.phone_id,
        e164=known.facts.phone.e164 if known.facts.phone else "",
        controller_id=lead.controller_id,
        person_id=work.person_id,
        session_id=work.id,
        entry_id=entry.id,
        deal_id=entry.deal_id,
        plan_id=made_with.plan_id,
        script_id=made_with.script_id,
        disposition_set_id=made_with.disposition_set_id,
        terms_id=made_with.terms_id,
        fence=entry.fence,
        number=attempts.next_number(session, lead.id),
        caller_id=known.facts.caller_id or "",
        rules=list(verdict.rules) if isinstance(verdict, Clearance) else [],
        state=AttemptState.INTENDED,
        intended_at=now,
        dial_before=now + DIAL_WITHIN,
    )


def _why(refusal: Refusals | None, language: str) -> list[Problem]:
    if refusal is None:
        words = {
            "fr": ("ce numéro est déjà en ligne", "un numéro libre", "Prenez la fiche suivante."),
            "en": ("this number is in a call", "a free number", "Take the next lead."),
        }[language]
        return [Problem("lead", *words)]
    fix = {"fr": "La fiche reviendra quand l’appel sera permis.", "en": "The lead will come back."}
    expected = {"fr": "un appel permis maintenant", "en": "a call that is allowed now"}
    return [
        Problem("lead", sentence, expected[language], fix[language])
        for sentence in eligibility.explain(refusal, language)
    ]
