"""A prospect calls back: who takes the call, or what they hear and when they are called instead."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.call import inbound as rules
from campaigns.call.inbound import REMEMBERED_FOR, Desk, InboundState
from telepro.db import frozen, statement, transaction
from telepro.db import inbound as rows
from telepro.db.calling import Attempt, InboundCall
from telepro.db.inbound import Ringing
from telepro.db.topics import topics_of
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation, WorkSession
from telepro.telephony.twiml import Spoken

OURSELVES = "TelePro"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the carrier is told of a call: which conference it joins for which attempt, or what is said,
    and whether a message may be left. `topics` are the pages that show it."""

    conference: str | None = None
    attempt: str | None = None
    said: Spoken | None = None
    takes_message: bool = False
    topics: tuple[str, ...] = ()


def receive(ringing: Ringing, now: datetime) -> Answer:
    """Decide on a call that rings; asked again about the same call, the answer is the same."""
    with transaction() as session:
        if known := rows.before(session, ringing.sid):
            return _again(session, known)
        last = rows.last_call(session, ringing, now - REMEMBERED_FOR)
        if last is None:
            rows.keep(session, ringing, InboundState.UNKNOWN, None, now)
            return Answer(said=_to_a_stranger(session, ringing))
        campaign = session.get_one(Campaign, last.campaign_id)
        attempt = _taken(session, campaign, last, ringing, now)
        state = InboundState.CONNECTED if attempt else _not_taken(session, campaign, now)
        attempt = attempt or rows.missed(session, last, ringing, now)
        rows.keep(session, ringing, state, attempt, now)
        return _answer(session, state, attempt)


def attempt_of(sid: str) -> str | None:
    """The attempt that an inbound call was given to; None for a call that nobody took."""
    with statement() as session:
        return rows.attempt_of(session, sid)


def _taken(
    session: Session, campaign: Campaign, last: Attempt, ringing: Ringing, now: datetime
) -> Attempt | None:
    if not _desk(session, campaign).is_open(now):
        return None
    for person_id in rules.takers(rows.seats(session, campaign), last.person_id):
        attempt = rows.connect(session, last, person_id, ringing, now)
        if attempt is not None:
            return attempt
    return None


def _not_taken(session: Session, campaign: Campaign, now: datetime) -> InboundState:
    is_open = _desk(session, campaign).is_open(now)
    return InboundState.VOICEMAIL if is_open else InboundState.CLOSED


def _desk(session: Session, campaign: Campaign) -> Desk:
    hours = frozen.plan(session, campaign.plan_id).actions.hours
    return Desk(hours, campaign.time_zone, campaign.country)


def _again(session: Session, known: InboundCall) -> Answer:
    if known.attempt_id is None:
        ringing = Ringing(known.sid, known.caller, known.called)
        return Answer(said=_to_a_stranger(session, ringing))
    return _answer(session, known.state, session.get_one(Attempt, known.attempt_id))


def _answer(session: Session, state: InboundState, attempt: Attempt) -> Answer:
    topics = topics_of(session, attempt)
    if state is InboundState.CONNECTED:
        work = session.get_one(WorkSession, attempt.session_id)
        return Answer(work.public_id, attempt.public_id, topics=topics)
    campaign = session.get_one(Campaign, attempt.campaign_id)
    company = session.get_one(Organisation, campaign.controller_id)
    hours = _desk(session, campaign).hours
    words = rules.said(state, campaign.language, company.name, _contact(company), hours)
    leaves = state is InboundState.VOICEMAIL
    spoken = Spoken(words, campaign.language)
    return Answer(None, attempt.public_id, spoken, takes_message=leaves, topics=topics)


def _to_a_stranger(session: Session, ringing: Ringing) -> Spoken:
    company = rows.company_behind(session, ringing.called)
    name, language = (company.name, company.language) if company else (OURSELVES, "fr")
    contact = _contact(company) if company else name
    words = rules.said(InboundState.UNKNOWN, language, name, contact, rules.NEVER)
    return Spoken(words, language)


def _contact(company: Organisation) -> str:
    return company.support_email or company.name
