"""A manager's lines to people at work on their campaigns, and what these answer with one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.listening import coaching as rules
from campaigns.listening.coaching import Reply
from campaigns.problems import NotFound, Refused
from telepro.db import coach_messages, people, transaction
from telepro.db.coach_messages import CoachMessage, Sent
from telepro.db.topics import topics_of
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession


@dataclass(frozen=True, slots=True)
class Thread:
    """What was written to one person today, and whether they are at work."""

    campaign: Campaign
    person: Person
    at_work: bool
    lines: Sequence[Sent]


def thread(managed_by: tuple[int, ...], campaign_id: str, person_id: str, now: datetime) -> Thread:
    """What was written to a person of the team today; raises `NotFound` for other teams."""
    with transaction() as session:
        campaign, person = _team(session, managed_by, campaign_id, person_id)
        work = coach_messages.open_session(session, campaign, person)
        lines = coach_messages.sent(session, campaign, person, now - rules.KEPT_FOR)
        return Thread(campaign, person, work is not None, lines)


def write(
    by_id: int,
    managed_by: tuple[int, ...],
    campaign_id: str,
    person_id: str,
    text: str,
    now: datetime,
) -> tuple[str, str]:
    """Put a line on the desk of somebody at work; whose pages have something new.

    Raises `NotFound` for other teams, `Refused` for a line that is not sent.
    """
    with transaction() as session:
        campaign, person = _team(session, managed_by, campaign_id, person_id)
        work = coach_messages.open_session(session, campaign, person)
        line = rules.one_line(text)
        waiting = coach_messages.waiting(session, work.id) if work else 0
        why = rules.unfit(line, at_work=work is not None, waiting=waiting)
        if why or work is None:
            why = why or rules.Unfit.AWAY
            raise Refused(rules.problem(why, people.language_of(session, by_id)))
        coach_messages.put(session, work, by_id, line, now)
        return topics_of(session, work)


def read(person_id: int, message_id: str, now: datetime) -> tuple[str, str]:
    """Note that a line was said at its desk; raises `NotFound` for another's."""
    with transaction() as session:
        message = _own(session, person_id, message_id)
        coach_messages.read(session, message, now)
        return _topics(session, message)


def answer(person_id: int, message_id: str, reply: Reply, now: datetime) -> tuple[str, str]:
    """Answer a line, which takes it off the desk; the first answer stands."""
    with transaction() as session:
        message = _own(session, person_id, message_id)
        if message.reply is None:
            message.reply, message.replied_at = reply, now
            message.read_at = message.read_at or now
        return _topics(session, message)


def _team(
    session: Session, managed_by: tuple[int, ...], campaign_id: str, person_id: str
) -> tuple[Campaign, Person]:
    found = coach_messages.of_team(session, managed_by, campaign_id, person_id)
    if found is None:
        raise NotFound(person_id)
    return found


def _own(session: Session, person_id: int, message_id: str) -> CoachMessage:
    found = coach_messages.own(session, person_id, message_id)
    if found is None:
        raise NotFound(message_id)
    return found


def _topics(session: Session, message: CoachMessage) -> tuple[str, str]:
    return topics_of(session, session.get_one(WorkSession, message.session_id))
