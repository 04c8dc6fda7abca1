"""Which of a campaign's numbers a prospect sees, and when a number rests.

A prospect sees the same number each time, so that whoever calls back reaches who called. A number
that calls too often, or that people have stopped answering, is taken for a nuisance by networks and
people alike: each has its share of a day, and rests when its answers collapse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from campaigns.law import Technique, pack_for, rules_in_force
from campaigns.law.rules import CallerIdPrefixes, Rule, Severity
from campaigns.numbers.destinations import next_day
from campaigns.prospects import Audience

# Calls a day from one number. Dialers that cap a number do so at 250 (Call Logic); below that.
DAILY_CAP = 200
# Ended calls that say how a number fares: with fewer, 8 % is two or three people more or less.
LOOK_BACK = 60
# A file that answers badly hurts every number alike: only one far below the others is suspected,
LOW_BESIDE_OTHERS = Fraction(1, 3)
# and only where hardly anybody answers it: one call in twelve is what a cold file still gives.
LOW_IN_ITSELF = Fraction(8, 100)
# Labels that networks and telephones give a number fade within days once it falls silent.
REST = timedelta(days=3)


class RestReason(StrEnum):
    """Why a number rests."""

    ANSWERS_COLLAPSED = "answers_collapsed"


class NumberState(StrEnum):
    """Whether a number of a pool may be shown, or what keeps it back."""

    IN_USE = "in_use"
    AT_CAP = "at_cap"
    RESTING = "resting"
    REFUSED_BY_LAW = "refused_by_law"


@dataclass(frozen=True, slots=True)
class PoolNumber:
    """A number of a campaign's pool, with its calls since midnight (UTC) and until when it rests."""

    e164: str
    calls_today: int = 0
    daily_cap: int = DAILY_CAP
    rest_until: datetime | None = None

    def free_from(self, now: datetime) -> datetime:
        """The moment from which it may be shown: `now` where nothing keeps it back."""
        rested = max(self.rest_until or now, now)
        return max(rested, next_day(now)) if self.calls_today >= self.daily_cap else rested


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever would see the number: `prospect` names them for good, `last_shown` is what they saw."""

    prospect: str
    country: str
    audience: Audience
    technique: Technique
    last_shown: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The number to show."""

    e164: str


@dataclass(frozen=True, slots=True)
class NoneLeft:
    """No number may be shown before `until`."""

    until: datetime


def choose(pool: Sequence[PoolNumber], viewer: Viewer, now: datetime) -> Shown | NoneLeft:
    """Choose of a pool (not empty) the number that this prospect sees `now`.

    The one shown last where it may still be shown; else the least used today, between equals by the
    prospect. Where the law lets none be shown, the first: the judge then says which law.
    """
    legal = [each for each in pool if _law_against(each, viewer, now) is None]
    if not legal:
        return Shown(pool[0].e164)
    free = [each for each in legal if each.free_from(now) <= now]
    if not free:
        return NoneLeft(min(each.free_from(now) for each in legal))
    if any(each.e164 == viewer.last_shown for each in free):
        return Shown(viewer.last_shown or "")
    return Shown(min(free, key=lambda each: (each.calls_today, _lot(viewer, each))).e164)


def law_against(
    e164: str, country: str, audience: Audience, technique: Technique, now: datetime
) -> Rule | None:
    """The rule in force in a country that forbids to show a number there; None where none does.

    A country without rules forbids nothing here: nobody is called there at all.
    """
    pack = pack_for(country.upper())
    rules = rules_in_force(pack, now.date(), audience, technique) if pack else ()
    return next((rule for rule in rules if _forbids(rule, e164)), None)


def state_of(number: PoolNumber, forbids: Rule | None, now: datetime) -> NumberState:
    """What keeps a number back `now`, the reason that lasts longest first."""
    if forbids is not None:
        return NumberState.REFUSED_BY_LAW
    if number.rest_until is not None and now < number.rest_until:
        return NumberState.RESTING
    return NumberState.AT_CAP if number.calls_today >= number.daily_cap else NumberState.IN_USE


@dataclass(frozen=True, slots=True)
class Answers:
    """Ended calls from a number, or from several, and how many of them a person answered."""

    calls: int = 0
    answered: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Answered of ended calls; None where there was no call."""
        return Fraction(self.answered, self.calls) if self.calls else None


def collapses(own: Answers, others: Answers) -> bool:
    """Tell whether a number's last `LOOK_BACK` ended calls say that it should rest.

    Measured against the pool's other numbers, which need as many calls to be a measure.
    """
    if min(own.calls, others.calls) < LOOK_BACK or own.rate is None or others.rate is None:
        return False
    return own.rate < LOW_IN_ITSELF and own.rate < others.rate * LOW_BESIDE_OTHERS


def _forbids(rule: Rule, e164: str) -> bool:
    if not isinstance(rule.params, CallerIdPrefixes) or rule.severity is not Severity.BLOCK:
        return False
    return not rule.params.allows(e164)


def _law_against(number: PoolNumber, viewer: Viewer, now: datetime) -> Rule | None:
    return law_against(number.e164, viewer.country, viewer.audience, viewer.technique, now)


def _lot(viewer: Viewer, number: PoolNumber) -> bytes:
    return sha256(f"{viewer.prospect} {number.e164}".encode()).digest()
