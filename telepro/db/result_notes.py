"""Keeps beside a meeting where its result stands, and writes to whom a word concerns."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns import validation as rules
from campaigns.figures.counting import change
from campaigns.figures.totals import of_meeting
from campaigns.pipeline import MeetingStatus
from campaigns.states import Role
from campaigns.validation import Act, ContestReason, How, ResultState, Side, Standing
from telepro import letters_of_results
from telepro.db import audit, counters, mail, meeting_statuses, meetings, outbox, validation
from telepro.db.calling import Attempt
from telepro.db.meeting_statuses import Change
from telepro.db.results import Meeting, ResultAct
from telepro.db.what_for import Campaign
from telepro.db.who import Membership, Person


def keep(session: Session, meeting: Meeting, row: ResultAct) -> None:
    """Note on a locked meeting where its result stands after a word."""
    case = validation.case_of(session, meeting)
    stands = rules.folded(case.booked, case.said, case.terms)
    accepted = stands.state is ResultState.ACCEPTED
    by_company = accepted and stands.how is How.COMPANY
    meeting.accepted_at = stands.at if accepted else None
    meeting.accepted_by_id = row.by_id if by_company else None
    meeting.contested_at = stands.at if stands.state is ResultState.CONTESTED else None
    meeting.refused_at = stands.at if stands.state is ResultState.NOT_OWED else None
    terms = validation.terms_of(session, meeting.attempt_id)
    terms.frozen_at = terms.frozen_at or row.at
    session.flush()


def status_after(
    session: Session, meeting: Meeting, before: Standing, row: ResultAct
) -> Change | None:
    """Whoever contests that a meeting was kept says so of the meeting too, and takes both back at once."""
    status = meetings.status_of(session, meeting.id)
    if row.act is Act.CONTESTED and row.reason is ContestReason.NOT_KEPT:
        said = Change(MeetingStatus.NO_SHOW, row.by_id)
        return None if status is MeetingStatus.NO_SHOW else said
    not_kept = before.reason is ContestReason.NOT_KEPT and status is MeetingStatus.NO_SHOW
    if row.act is Act.WITHDRAWN and not_kept:
        return meeting_statuses.undone(session, meeting.id, row.by_id)
    return None


def note_deadline(session: Session, meeting: Meeting, now: datetime) -> bool:
    """Note a locked meeting as accepted if its deadline has come; False when it has not."""
    case = validation.case_of(session, meeting)
    stands = rules.standing(case.booked, case.said, case.terms, now)
    if stands.how is not How.DEADLINE or meeting.accepted_at is not None:
        return False
    status = meetings.status_of(session, meeting.id)
    counted = of_meeting(status, None)
    meeting.accepted_at = stands.at
    session.flush()
    lasting = change(counted, of_meeting(status, meeting.accepted_at))
    counters.add(session, meeting.campaign_id, None, now, {}, lasting)
    payload = {"meeting": meeting.public_id, "by": How.DEADLINE}
    organisation, campaign = meeting.organisation_id, meeting.campaign_id
    outbox.tell(session, organisation, campaign, "meeting.accepted", payload, now)
    subject, details = f"meeting {meeting.public_id}", {"by": How.DEADLINE}
    audit.note(session, None, organisation, "meeting.accepted", subject, details, now)
    return True


def write_letters(session: Session, meeting: Meeting, row: ResultAct, now: datetime) -> None:
    """Write to those whom a word concerns and who did not say it: a contest to the teleprospector and the
    managers, an answer to the company and the managers, a decision to all. None goes while its word can be undone."""
    if row.act is Act.WITHDRAWN:
        mail.withdraw(session, f"result-{meeting.public_id}-", now)
    letter_of = letters_of_results.LETTERS.get(row.act)
    if letter_of is None:
        return
    campaign = session.get_one(Campaign, meeting.campaign_id)
    for side, person in _concerned(session, meeting, campaign, row.act):
        if person.id == row.by_id:
            continue
        told = letters_of_results.Told(
            campaign.name, meeting.starts_at, meeting.time_zone, row.reason, row.words, side
        )
        key = f"result-{meeting.public_id}-{row.number}-{person.public_id}"
        letter, due = letter_of(person.language, told), now + rules.UNDONE_AT_LATEST
        mail.queue(session, key, person.email, letter, now, not_before=due)


def _concerned(
    session: Session, meeting: Meeting, campaign: Campaign, act: Act
) -> list[tuple[Side, Person]]:
    caller = select(Person).join(Attempt, Attempt.person_id == Person.id)
    callers = session.scalars(caller.where(Attempt.id == meeting.attempt_id)).all()
    managers = _members(session, campaign.managed_by_id, Role.MANAGER)
    company = _members(session, meeting.organisation_id, Role.COMPANY)
    concerned = [(Side.MANAGER, each) for each in managers]
    if act is not Act.ANSWERED:
        concerned += [(Side.CALLER, each) for each in callers]
    if act is not Act.CONTESTED:
        concerned += [(Side.COMPANY, each) for each in company]
    return concerned


def _members(session: Session, organisation_id: int, role: Role) -> list[Person]:
    asked = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == role,
            Membership.ended_at.is_(None),
        )
    )
    return list(session.scalars(asked))
