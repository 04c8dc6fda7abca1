"""Public lists of numbers that must not be rung: what a company's check against one has told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaigns.law.codes import Register
from campaigns.numbers.phones import ReadPhone, read_phone
from campaigns.problems import Problem, Refused
from telepro.db import audit, registers, transaction
from telepro.db.campaigns import let_company_judge_again


@dataclass(frozen=True, slots=True)
class Check:
    """Numbers that were confronted with a list at a moment, all of them on it or none."""

    register: Register
    country: str
    checked_at: datetime
    listed: bool
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many numbers were kept, how many no number at all, how many known from a newer check."""

    kept: int
    unreadable: int
    newer_known: int


def record(organisation_id: int, check: Check, now: datetime) -> Kept:
    """Keep what a check told of a company's numbers; its leads that were put aside are judged anew.

    Raises `Refused` for a check still to come.
    """
    if check.checked_at > now:
        raise Refused(_to_come(check.checked_at))
    read = [read_phone(number, check.country) for number in check.numbers]
    e164s = sorted({each.phone.e164 for each in read if isinstance(each, ReadPhone)})
    unreadable = sum(not isinstance(each, ReadPhone) for each in read)
    with transaction() as session:
        rows = [
            {
                "organisation_id": organisation_id,
                "register": check.register,
                "e164": e164,
                "checked_at": check.checked_at,
                "listed": check.listed,
                "recorded_at": now,
            }
            for e164 in e164s
        ]
        kept = registers.record(session, rows)
        let_company_judge_again(session, organisation_id)
        details = {"numbers": kept, "listed": check.listed, "on": check.checked_at.isoformat()}
        subject = f"register {check.register}"
        audit.note(session, None, organisation_id, "register.checked", subject, details, now)
    return Kept(kept, unreadable, len(e164s) - kept)


def _to_come(moment: datetime) -> Problem:
    return Problem(
        "--at",
        moment.isoformat(),
        "a moment that has come",
        "State when the numbers were confronted with the list.",
    )
