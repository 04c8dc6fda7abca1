"""What each person at work has done today, as the live board shows it beside their state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from telepro.db import counters, days
from telepro.db.days import Mark
from telepro.db.reports import WorkerLine
from telepro.db.what_for import Campaign

MOST_RIBBONS = 20  # a board is read again every few seconds; beyond these, figures alone
THIS_HOUR = timedelta(hours=1)  # counters are kept by the hour: the one that runs is counted too
NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Today:
    """One person's calls of the day as marks (None beyond `MOST_RIBBONS` people), and what they brought."""

    marks: Sequence[Mark] | None
    contacts: int
    meetings: int


def team_today(
    session: Session,
    campaign: Campaign,
    at_work: Sequence[WorkerLine],
    midnight: datetime,
    now: datetime,
) -> Mapping[str, Today]:
    """The day so far of everybody at work, by public id; it begins at the campaign's own midnight."""
    drawn = [each.public_id for each in at_work[:MOST_RIBBONS]]
    marks = days.marks_of(session, campaign, drawn, now)
    counted = counters.by_person(session, campaign.id, midnight, now + THIS_HOUR)
    return {
        each.public_id: Today(
            marks.get(each.public_id),
            counted.get(each.person_id, NOTHING).get("contacts", 0),
            counted.get(each.person_id, NOTHING).get("meetings_booked", 0),
        )
        for each in at_work
    }
