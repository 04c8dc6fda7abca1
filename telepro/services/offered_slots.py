"""The slots that a teleprospector may offer to the prospect of a call of theirs."""

from dataclasses import dataclass
from datetime import datetime

from campaigns.follow_up.slots import Slot
from campaigns.follow_up.slots import offered as rule
from campaigns.problems import NotFound
from telepro.db import attempts, slots, transaction


@dataclass(frozen=True, slots=True)
class Offer:
    """What is free; `has_calendar` tells "nobody is free" from "nobody keeps a calendar"."""

    slots: tuple[Slot, ...]
    has_calendar: bool


def of_call(person_id: int, attempt_id: str, now: datetime) -> Offer:
    """The slots of the company on whose behalf this call was made; `NotFound` for another's call."""
    with transaction() as session:
        company = attempts.company_of(session, person_id, attempt_id)
        if company is None:
            raise NotFound(attempt_id)
        diaries = slots.diaries(session, company, now)
        return Offer(tuple(rule(diaries, now)), bool(diaries))
