"""What a teleprospector learns while talking: a better number, a name, an e-mail, who decides.

A correction is kept with who made it and counts for the next attempt; nothing is overwritten
without a trace, and a wrong number is never learnt anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.call.obstacles import Obstacle, refusal
from campaigns.lead.closing import CloseReason
from campaigns.numbers.phones import BadPhone, mask, read_phone
from campaigns.problems import NotFound, Refused
from campaigns.states import MoveCause, PhoneState
from telepro import ids
from telepro.db import aftermath, audit, call_lists, counters, people, transaction
from telepro.db.whom import Contact, Lead, Phone, Prospect

LONGEST = 200
LEARNT = "desk"


class Correct(StrEnum):
    """What may be corrected or added from the desk."""

    PHONE_NUMBER = "phone_number"
    NEW_PHONE = "new_phone"
    CONTACT = "contact"
    NEW_CONTACT = "new_contact"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; `target_id` is the public id of the phone or contact, empty for a new one."""

    kind: Correct
    target_id: str = ""
    number: str = ""
    name: str = ""
    role: str = ""
    email: str = ""
    decision_maker: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a correction is made: whose prospect, in which language to object, when."""

    session: Session
    prospect: Prospect
    language: str
    now: datetime


def correct(person_id: int, entry_id: str, correction: Correction, now: datetime) -> None:
    """Apply a correction to the prospect of an entry that was dealt to this person.

    Raises `NotFound` for somebody else's entry, `Refused` when the number, name or e-mail can't be.
    """
    with transaction() as session:
        entry = call_lists.entry_of(session, person_id, entry_id)
        if entry is None:
            raise NotFound(entry_id)
        lead = session.get_one(Lead, entry.lead_id)
        prospect = session.get_one(Prospect, lead.prospect_id)
        place = _Place(session, prospect, people.language_of(session, person_id), now)
        said = APPLY[correction.kind](place, correction)
        prospect.updated_at = now
        session.flush()
        _open_again(session, prospect.id, now)
        audit.note(
            session,
            person_id,
            prospect.organisation_id,
            f"prospect.{correction.kind}",
            f"prospect {prospect.public_id}",
            said,
            now,
        )


def _open_again(session: Session, prospect_id: int, now: datetime) -> None:
    """Let the prospect's leads be judged anew; one that had no working number left reopens."""
    leads = session.scalars(
        select(Lead)
        .where(Lead.prospect_id == prospect_id)
        .order_by(Lead.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    call_lists.unblock(session, [lead.id for lead in leads])
    lasting: dict[counters.Share, int] = {
        (lead.campaign_id, None, name): change
        for lead in leads
        if lead.closed_reason is CloseReason.INVALID
        for name, change in aftermath.refold(session, lead, MoveCause.CORRECTION, now).items()
    }
    counters.add_all(session, {}, lasting)


def _number(at: _Place, correction: Correction) -> dict[str, str]:
    old = at.session.scalar(
        select(Phone).where(
            Phone.prospect_id == at.prospect.id, Phone.public_id == correction.target_id
        )
    )
    if old is None:
        raise NotFound(correction.target_id)
    new = _learn(at, correction.number, old.position)
    if new.id != old.id:
        old.state = PhoneState.DEAD
    return {"from": mask(old.e164), "to": mask(new.e164)}


def _new_number(at: _Place, correction: Correction) -> dict[str, str]:
    last = at.session.scalar(
        select(func.max(Phone.position)).where(Phone.prospect_id == at.prospect.id)
    )
    return {"to": mask(_learn(at, correction.number, (last or 0) + 1).e164)}


def _learn(at: _Place, text: str, position: int) -> Phone:
    read = read_phone(text, at.prospect.country)
    if isinstance(read, BadPhone):
        raise Refused(read.problem("number", at.language))
    known = at.session.scalar(
        select(Phone).where(Phone.prospect_id == at.prospect.id, Phone.e164 == read.phone.e164)
    )
    if known is not None:
        known.state = PhoneState.ACTIVE
        return known
    row = Phone(
        public_id=ids.public_id(),
        prospect_id=at.prospect.id,
        e164=read.phone.e164,
        kind=read.phone.kind,
        country=read.phone.country,
        zones=list(read.phone.zones),
        extension=read.phone.extension,
        position=position,
        learnt_from=LEARNT,
        created_at=at.now,
    )
    at.session.add(row)
    at.session.flush()
    return row


def _contact(at: _Place, correction: Correction) -> dict[str, str]:
    row = at.session.scalar(
        select(Contact).where(
            Contact.prospect_id == at.prospect.id, Contact.public_id == correction.target_id
        )
    )
    if row is None:
        raise NotFound(correction.target_id)
    if row.known_as is None:
        # The same file again must know the person as it named them.
        row.known_as = [row.name, row.email]
    row.name = correction.name.strip()[:LONGEST] or row.name
    row.role = correction.role.strip()[:LONGEST] or row.role
    row.email = _email(correction.email, at.language) or row.email
    row.decision_maker = correction.decision_maker
    return {"contact": row.public_id}


def _new_contact(at: _Place, correction: Correction) -> dict[str, str]:
    if not correction.name.strip():
        raise refusal(Obstacle.NO_NAME, at.language)
    row = Contact(
        public_id=ids.public_id(),
        prospect_id=at.prospect.id,
        name=correction.name.strip()[:LONGEST],
        role=correction.role.strip()[:LONGEST] or None,
        email=_email(correction.email, at.language),
        decision_maker=correction.decision_maker,
        position=99,
        learnt_from=LEARNT,
        created_at=at.now,
    )
    at.session.add(row)
    at.session.flush()
    return {"contact": row.public_id}


def _email(text: str, language: str) -> str | None:
    if not text.strip():
        return None
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise refusal(Obstacle.BAD_EMAIL, language) from error


APPLY: Mapping[Correct, Callable[[_Place, Correction], dict[str, str]]] = {
    Correct.PHONE_NUMBER: _number,
    Correct.NEW_PHONE: _new_number,
    Correct.CONTACT: _contact,
    Correct.NEW_CONTACT: _new_contact,
}
