"""Queries of numbers that keep failing: on which days, and until when they rest."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from campaigns.attempts import CallResult
from campaigns.numbers.failing import LOOKED_BACK, rests_until
from telepro.db.calling import Attempt
from telepro.db.whom import Phone, Prospect


def note(session: Session, attempt: Attempt, now: datetime) -> datetime | None:
    """Let the number of a call that failed rest if it keeps failing, in every campaign of the company;
    until when."""
    day = func.date(Attempt.intended_at)
    days = session.scalars(
        select(day)
        .where(
            Attempt.controller_id == attempt.controller_id,
            Attempt.e164 == attempt.e164,
            Attempt.intended_at > now - LOOKED_BACK,
            Attempt.result == CallResult.FAILED,
            Attempt.sid.is_not(None),
        )
        .distinct()
    ).all()
    until = rests_until(days, now)
    if until is not None:
        theirs = select(Prospect.id).where(Prospect.organisation_id == attempt.controller_id)
        session.execute(
            update(Phone)
            .where(Phone.e164 == attempt.e164, Phone.prospect_id.in_(theirs))
            .values(rest_until=until)
            .execution_options(synchronize_session=False)
        )
    return until


def rested(session: Session, now: datetime) -> None:
    """Let numbers be called again whose rest is over."""
    session.execute(update(Phone).where(Phone.rest_until < now).values(rest_until=None))
