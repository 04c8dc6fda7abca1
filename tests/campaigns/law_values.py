"""Numbers of each country with rules, and what the law says of them, by the ids of its rules."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.clearance.facts import RegisterCheck
from campaigns.eligibility import Clearance, Consent, Facts, Refusals, RunningContract, judge_law
from campaigns.law.codes import Register
from campaigns.numbers.phones import ReadPhone, read_phone
from campaigns.prospects import Audience, Basis


def at(text: str, zone: str) -> datetime:
    """A moment as the clocks of a zone show it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def consumer(e164: str, **told: Any) -> Facts:
    """A consumer who agreed to nothing, at this number."""
    read = read_phone(e164, "")
    assert isinstance(read, ReadPhone), read
    phone = read.phone
    facts = Facts(Audience.B2C, Basis.LEGITIMATE_INTEREST, phone.country, phone)
    return replace(facts, **told)


def business(e164: str, **told: Any) -> Facts:
    """A business that agreed to nothing, at this number."""
    return consumer(e164, audience=Audience.B2B, **told)


def agreed(captured_at: datetime, expires_at: datetime | None = None) -> Consent:
    """A consent since a moment, for two years unless it says otherwise."""
    expires_at = expires_at or captured_at.replace(year=captured_at.year + 2)
    return Consent(
        captured_at, expires_at, "I agree to be called by Lumière about its subscriptions."
    )


CONTRACT = RunningContract("boiler service", "extends the service to radiators")


def checked(register: Register, moment: datetime) -> tuple[RegisterCheck, ...]:
    """The number was checked then, and did not stand on the list."""
    return (RegisterCheck(register, moment),)


def listed(register: Register, moment: datetime) -> tuple[RegisterCheck, ...]:
    """The number was checked then, and stood on the list."""
    return (RegisterCheck(register, moment, listed=True),)


def against(facts: Facts, now: datetime) -> set[str]:
    """The ids of the rules by which the law refuses the call; none where it is allowed."""
    verdict = judge_law(facts, now)
    return set(verdict.codes) if isinstance(verdict, Refusals) else set()


def until(facts: Facts, now: datetime) -> datetime:
    """The end of the law's clearance."""
    verdict = judge_law(facts, now)
    assert isinstance(verdict, Clearance), verdict
    return verdict.valid_until


def lifts(facts: Facts, now: datetime, rule: str) -> list[datetime | None]:
    """When each refusal by a rule lifts."""
    verdict = judge_law(facts, now)
    assert isinstance(verdict, Refusals)
    return [each.lifts_at for each in verdict.items if each.code == rule]
