"""Somebody who objects to being called: whose number it is, when, and that the house was told."""

from datetime import datetime

from sqlalchemy import text

from telepro.crash import Crashed
from telepro.db import transaction
from telepro.services import objections
from telepro.services.objections import NewObjection
from telepro.simulation.diary import Diary

# The number of a lead that is about to be called: where an objection comes too late most easily.
NEXT_TO_RING = text(
    """
    select p.e164 from call_list_entries e join leads l on l.id = e.lead_id
    join phones p on p.prospect_id = l.prospect_id and p.position = 1
    where e.ended_at is null order by e.opened_at nulls last, e.position, p.e164 limit 1"""
)


class Objector:
    """Tells the house by the hand of whoever keeps its do-not-call list."""

    def __init__(self, keeper_id: int, country: str, diary: Diary) -> None:
        self._keeper_id = keeper_id
        self._country = country
        self._diary = diary

    def object(self, now: datetime) -> None:
        """Object for a number that would ring soon; nothing when none would."""
        with transaction() as session:
            number = session.scalar(NEXT_TO_RING)
        if number is None:
            return
        new = NewObjection(number, self._country, None, "asked for by letter")
        try:
            objections.add(new, self._keeper_id, now)
        except Crashed:
            return
        self._diary.objected[number] = now
