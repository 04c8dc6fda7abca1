"""Whose pages show a call or a session: the person's desk and the campaign's board."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from telepro.db.calling import Attempt
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession


def topics_of(session: Session, row: Attempt | WorkSession) -> tuple[str, str]:
    """(person, campaign) public ids of an attempt or a work session: who has something new to see."""
    whose = {"person": row.person_id, "campaign": row.campaign_id}
    person, campaign = session.execute(_TOPICS, whose).one()
    return person, campaign


_TOPICS = select(
    select(Person.public_id).where(Person.id == bindparam("person")).scalar_subquery(),
    select(Campaign.public_id).where(Campaign.id == bindparam("campaign")).scalar_subquery(),
)
