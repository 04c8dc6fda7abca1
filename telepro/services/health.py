"""What a person on call wants to know first: is the database there, and what waits for how long."""

from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from telepro.db import condition, transaction
from telepro.db.condition import Gauges


def database() -> str:
    """ "ok" when the database can be written and carries our tables, else what is wrong."""
    try:
        with transaction() as session:
            return condition.condition(session)
    except SQLAlchemyError as trouble:
        return f"away: {type(trouble).__name__}"


def gauges(now: datetime) -> Gauges:
    """Each gauge with its meaning and its value."""
    with transaction() as session:
        return condition.gauges(session, now)
