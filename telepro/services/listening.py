"""A manager listens to a teleprospector's line, whispers to them or joins, always seen by them.

Source of the duty to tell: CNIL, délibération 2014-474 (FR-28); the journal keeps who listened when.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.call import on_call as rules
from campaigns.call.obstacles import Obstacle, refusal
from campaigns.call.on_call import LegKind, LegState, Mode, Order
from campaigns.problems import NotFound
from telepro import ids
from telepro.db import attempts, audit, listening, people, sessions, transaction
from telepro.db.listening import CallHeard, Heard
from telepro.db.other_legs import CallLeg, CallOrder
from telepro.db.topics import topics_of
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession


@dataclass(frozen=True, slots=True)
class Ear:
    """A manager's part in a line, as their page shows it."""

    id: str
    person: str
    person_id: str
    campaign: str
    campaign_id: str
    mode: Mode
    state: LegState
    is_over: bool
    call: CallHeard | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A leg that a manager may open now, and whose pages show it."""

    leg_id: str
    topics: tuple[str, str]


def begin(
    by_id: int, managed_by: tuple[int, ...], campaign_id: str, person_id: str, now: datetime
) -> Begun:
    """Let a manager listen to a line of their own campaigns; asked twice it is the same leg.

    Raises `NotFound` for a line of others, `Refused` while the teleprospector's line is down.
    """
    with transaction() as session:
        found = listening.line_of(session, managed_by, campaign_id, person_id)
        if found is None:
            raise NotFound(person_id)
        work, campaign, person = found
        if not sessions.on_the_line(work):
            raise refusal(Obstacle.THEIR_LINE_DOWN, people.language_of(session, by_id))
        leg = listening.open_leg(session, work.id, by_id)
        if leg is None:
            leg = _leg(session, work, by_id, now)
            _journal(session, by_id, campaign, person, now)
        return Begun(leg.public_id, topics_of(session, work))


def shown(by_id: int, leg_id: str) -> Ear:
    """A manager's own leg and the call on its line; raises `NotFound` for anybody else's."""
    with transaction() as session:
        own = _own(session, by_id, leg_id)
        call = listening.call_on(session, own.session_row) if own.left_at is None else None
        return replace(_ear(own), call=call)


def take_part(by_id: int, leg_id: str, mode: Mode, client_key: str, now: datetime) -> None:
    """Listen, whisper to the teleprospector, or speak to both from now on."""
    with transaction() as session:
        _write(session, _own(session, by_id, leg_id), Order.LISTEN_AS, mode, client_key, now)


def follow(person_id: int, attempt_id: str, section: str | None, note: str | None) -> None:
    """Tell whoever listens where the caller stands in the script, by the section's key, and what they note.

    What is told while nobody listens is not kept, and what is kept goes with the call. Raises `NotFound`
    for another's call.
    """
    with transaction() as session:
        if attempts.company_of(session, person_id, attempt_id) is None:
            raise NotFound(attempt_id)
        listening.follow(session, attempt_id, section, note)


def stop(by_id: int, leg_id: str, client_key: str, now: datetime) -> Ear:
    """Leave the line."""
    with transaction() as session:
        own = _own(session, by_id, leg_id)
        if own.left_at is None:
            _write(session, own, Order.LET_GO, "", client_key, now)
        if own.state is LegState.ASKED:
            # A leg that never came can't be told to leave: nothing would ever say that it is over.
            session.get_one(CallLeg, own.id).left_at = now
        return _ear(own)


def _own(session: Session, by_id: int, leg_id: str) -> Heard:
    own = listening.own_leg(session, by_id, leg_id)
    if own is None:
        raise NotFound(leg_id)
    return own


def _ear(own: Heard) -> Ear:
    over = own.left_at is not None
    return Ear(
        own.public_id, own.person, own.person_id, own.campaign, own.campaign_id,
        own.mode, own.state, over,
    )  # fmt: skip


def _leg(session: Session, work: WorkSession, by_id: int, now: datetime) -> CallLeg:
    leg = CallLeg(
        public_id=ids.public_id(),
        session_id=work.id,
        kind=LegKind.LISTENER,
        person_id=by_id,
        name=session.get_one(Person, by_id).name,
        mode=Mode.LISTEN,
        state=LegState.ASKED,
        asked_at=now,
    )
    session.add(leg)
    session.flush()
    return leg


def _write(
    session: Session, own: Heard, order: Order, detail: str, client_key: str, now: datetime
) -> None:
    session.add(
        CallOrder(
            client_key=client_key,
            session_id=own.session_row,
            leg_id=own.id,
            order=order,
            detail=detail,
            asked_by_id=own.by_id,
            asked_at=now,
            good_until=rules.good_until(order, now),
        )
    )


def _journal(
    session: Session, by_id: int, campaign: Campaign, person: Person, now: datetime
) -> None:
    details = {"person": person.public_id, "campaign": campaign.public_id}
    subject = f"person {person.public_id}"
    audit.note(session, by_id, campaign.controller_id, "line.listened_to", subject, details, now)
