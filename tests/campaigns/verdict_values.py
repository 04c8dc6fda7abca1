"""A consumer and a business on a Thursday morning, and what the judge says of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from campaigns.clearance.facts import RegisterCheck
from campaigns.eligibility import (
    Clearance,
    Consent,
    Facts,
    Policy,
    Refusal,
    Refusals,
    RunningContract,
    judge,
)
from campaigns.law.codes import Register
from campaigns.numbers.phones import ReadPhone, read_phone
from campaigns.prospects import Audience, Basis
from campaigns.windows import Hours


def paris(text: str) -> datetime:
    """A moment as the clocks of Paris show it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


# A Thursday in the opt-in regime, and one before it.
THURSDAY = paris("2026-11-19 10:30")
JUNE = paris("2026-06-18 10:30")

READ = read_phone("01 99 00 12 34", "FR")
assert isinstance(READ, ReadPhone)
FIXED = READ.phone
CONSENT = Consent(
    captured_at=paris("2026-09-01 09:00"),
    expires_at=paris("2028-09-01 09:00"),
    wording="J'accepte d'être appelé par Lumière SAS au sujet de ses abonnements.",
)
CONTRACT = RunningContract("entretien de chaudière", "contrat d'entretien étendu au radiateur")
CONSUMER = Facts(Audience.B2C, Basis.CONSENT, "FR", FIXED, consent=CONSENT)
BUSINESS = Facts(Audience.B2B, Basis.LEGITIMATE_INTEREST, "FR", FIXED)
ALL_DAY = Policy(hours=Hours.on(range(7), "00:00-24:00"))


def bloctel(text: str) -> tuple[RegisterCheck, ...]:
    """A check against Bloctel, when the clocks of Paris showed this."""
    return (RegisterCheck(Register.BLOCTEL, paris(text)),)


def refusals(
    facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None
) -> dict[str, Refusal]:
    """Every reason not to call now, by its code."""
    verdict = judge(facts, policy or Policy(), now)
    return {r.code: r for r in verdict.items} if isinstance(verdict, Refusals) else {}


def only(facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None) -> Refusal:
    """The one reason not to call now."""
    (refusal,) = refusals(facts, now, policy).values()
    return refusal


def lifts(facts: Facts, now: datetime, code: str) -> datetime | None:
    """When this reason not to call lifts."""
    return refusals(facts, now)[code].lifts_at


def cleared(facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None) -> Clearance:
    """The clearance for a call now."""
    verdict = judge(facts, policy or Policy(), now)
    assert isinstance(verdict, Clearance), verdict
    return verdict
