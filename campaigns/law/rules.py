"""What a calling rule is: a row of data with its source, its dates and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from campaigns.prospects import Audience
from campaigns.windows import Hours

Words = Mapping[str, str]


class Anything(StrEnum):
    """Stands where a rule makes no difference between audiences or techniques."""

    ANY = "ANY"


ANY: Final = Anything.ANY


class Technique(StrEnum):
    """How a call is set off; manual is one call for each explicit human act."""

    MANUAL = "manual"
    PROGRESSIVE = "progressive"
    PREDICTIVE = "predictive"
    PRERECORDED = "prerecorded"


class Sector(StrEnum):
    """What is sold, as far as the law tells sectors apart."""

    ENERGY_WORKS = "energy_works"
    HOME_ADAPTATION = "home_adaptation"
    OTHER = "other"


class RuleKind(StrEnum):
    """What a rule is about."""

    CONSENT = "consent"
    EXEMPTION = "exemption"
    WINDOW = "window"
    HOLIDAY = "holiday"
    FREQUENCY = "frequency"
    COOL_OFF = "cool_off"
    SECTOR = "sector"
    LIST_SCRUB = "list_scrub"
    CALLER_ID = "caller_id"
    DEFINITION = "definition"
    POLICY = "policy"
    DISCLOSURE = "disclosure"
    RETENTION = "retention"
    RECORDING = "recording"


class Severity(StrEnum):
    """Whether a breach forbids the call, is shown, or is only kept on record."""

    BLOCK = "block"
    WARN = "warn"
    LOG = "log"


class Confidence(StrEnum):
    """How the rule is known: read at its source, read second-hand, run, common knowledge."""

    SEEN = "S"
    SECOND_HAND = "S2"
    VERIFIED = "V"
    GENERAL = "G"
    UNCERTAIN = "?"


@dataclass(frozen=True, slots=True)
class ConsentRequired:
    """No call without the person's prior, provable consent, or a running contract."""


@dataclass(frozen=True, slots=True)
class RunningContractExempts:
    """A call within a running contract, related to its object, needs no consent."""


@dataclass(frozen=True, slots=True)
class SectorBan:
    """These sectors may not be offered by phone, even with consent."""

    sectors: frozenset[Sector]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The only hours, in the callee's zone, in which a phone may ring; not on holidays of `holidays`."""

    hours: Hours
    holidays: str | None


@dataclass(frozen=True, slots=True)
class ClosedOnHolidays:
    """No call on the public holidays of `country`."""

    country: str


@dataclass(frozen=True, slots=True)
class AttemptCap:
    """At most `most` attempts in any `days` calendar days."""

    most: int
    days: int


@dataclass(frozen=True, slots=True)
class RestAfterRefusal:
    """No attempt for `days` full calendar days after a refusal."""

    days: int


@dataclass(frozen=True, slots=True)
class RefusalWithdrawsConsent:
    """A refusal lasts until the person consents anew."""


@dataclass(frozen=True, slots=True)
class ListScrub:
    """Numbers must have been checked against a list within the last `days` days."""

    register: str
    days: int


@dataclass(frozen=True, slots=True)
class CallerIdPrefixes:
    """Which numbers may be shown: one of `only` where given, none of `never`; E.164 prefixes."""

    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def allows(self, shown: str) -> bool:
        """Tell whether a number (E.164) may be shown."""
        return (not self.only or shown.startswith(self.only)) and not shown.startswith(self.never)


@dataclass(frozen=True, slots=True)
class AutomatedTechniques:
    """The techniques that count as automated calling systems."""

    techniques: frozenset[Technique]


@dataclass(frozen=True, slots=True)
class PlanDefaults:
    """What a plan does when it says nothing: hours, attempts in days, rest after a refusal."""

    hours: Hours
    attempts: AttemptCap
    rest: RestAfterRefusal


class Moment(StrEnum):
    """When something must be said or shown."""

    COLLECTION = "collection"
    OPENING = "opening"
    FIRST_CONTACT = "first_contact"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be said or given to the person, and when."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days something may (`most`) or must (`least`) be kept."""

    subject: str
    most: int | None = None
    least: int | None = None


Params = (
    ConsentRequired
    | RunningContractExempts
    | SectorBan
    | OpeningHours
    | ClosedOnHolidays
    | AttemptCap
    | RestAfterRefusal
    | RefusalWithdrawsConsent
    | ListScrub
    | CallerIdPrefixes
    | AutomatedTechniques
    | PlanDefaults
    | Notice
    | Retention
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one country.

    Both effective dates are inclusive and local to the callee; None is open. `sentence` says to a
    person, in French and English, why a call is refused (or what must be done).
    """

    id: str
    country: str
    audience: Audience | Anything
    technique: frozenset[Technique] | Anything
    kind: RuleKind
    params: Params
    severity: Severity
    source: str
    effective_from: date | None
    effective_to: date | None
    confidence: Confidence
    sentence: Words

    def applies(self, on: date, audience: Audience, technique: Technique) -> bool:
        """Tell whether the rule is in force on a day for an audience and a technique."""
        begun = self.effective_from is None or self.effective_from <= on
        ended = self.effective_to is not None and self.effective_to < on
        concerned = self.audience in (ANY, audience)
        used = isinstance(self.technique, Anything) or technique in self.technique
        return begun and not ended and concerned and used


@dataclass(frozen=True, slots=True, eq=False)
class RulePack:
    """The rules of one country and of the territories that share them."""

    country: str
    territories: frozenset[str]
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id, in force or not; KeyError when the pack has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@lru_cache(maxsize=4096)
def rules_in_force(
    pack: RulePack, on: date, audience: Audience, technique: Technique
) -> tuple[Rule, ...]:
    """Return the rules of a pack that hold on a local day for an audience and a technique."""
    return tuple(rule for rule in pack.rules if rule.applies(on, audience, technique))
