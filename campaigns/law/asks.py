"""What a rule can ask of a call: one small record for each kind of figure or condition."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.law.codes import Moment, Register, Relief, Sector, Technique
from campaigns.windows import Hours

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BasisStated:
    """No call to anybody whose record states no legal basis."""


@dataclass(frozen=True, slots=True)
class ConsentRequired:
    """No call without the person's prior, provable consent, given in the last `days` days if stated,
    or a running contract where the country exempts it."""

    days: int | None = None


@dataclass(frozen=True, slots=True)
class PresumedConsent:
    """No call to a business without its consent, or a stated reason why it may well want the offer."""


@dataclass(frozen=True, slots=True)
class RunningContractExempts:
    """A call within a running contract, related to its object, needs no consent."""


@dataclass(frozen=True, slots=True)
class RelationshipRelieves:
    """A listed number may be rung until `contract_days` after its contract, `inquiry_days` after its
    last inquiry (0: not for an inquiry)."""

    contract_days: int
    inquiry_days: int = 0


@dataclass(frozen=True, slots=True)
class NotConcerned:
    """The audience, or the `sectors` where some are named, that the rules of these ids leave alone."""

    rules: frozenset[str]
    sectors: frozenset[Sector] | None = None


@dataclass(frozen=True, slots=True)
class SectorBan:
    """These sectors may not be offered by phone, save by what relieves of the ban."""

    sectors: frozenset[Sector]
    relieved_by: frozenset[Relief] = frozenset({Relief.CONTRACT})


@dataclass(frozen=True, slots=True)
class NeverUsed:
    """Calls of the rule's techniques are not made at all."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The only hours, in the callee's zone, in which a phone may ring; not on holidays of `holidays`
    (a country, or a country and its state: US-AL)."""

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
class HourlyCap:
    """At most `most` attempts in any `hours` hours."""

    most: int
    hours: int


@dataclass(frozen=True, slots=True)
class RestAfterRefusal:
    """No attempt for `days` full calendar days after a refusal."""

    days: int


@dataclass(frozen=True, slots=True)
class RefusalWithdrawsConsent:
    """A refusal lasts until the person consents anew."""


@dataclass(frozen=True, slots=True)
class RestAfterAbandonment:
    """No unattended attempt for `hours` hours after a call that nobody of ours took up."""

    hours: int


@dataclass(frozen=True, slots=True)
class RestAfterMachine:
    """No unattended attempt for `hours` hours after the number was taken for an answering machine."""

    hours: int


@dataclass(frozen=True, slots=True)
class ObjectionsHonoured:
    """Whoever objects is not called again, `within` working days of objecting at the latest."""

    within: int = 0


@dataclass(frozen=True, slots=True)
class ListScrub:
    """Numbers must have been checked against a list within the last `days` days, and not stand on it."""

    register: Register
    days: int
    relieved_by: frozenset[Relief] = frozenset()


@dataclass(frozen=True, slots=True)
class CallerIdShown:
    """A number that can be rung back must be shown."""


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
class AbandonedShare:
    """At most this share of the calls that people answer, over `days` days, may find nobody of ours
    within `seconds` of the greeting."""

    most: Fraction
    days: int
    seconds: int


@dataclass(frozen=True, slots=True)
class RingsAtLeast:
    """An unanswered call rings for this long before it is given up."""

    seconds: int


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """The language in which the person is served unless they ask for another."""

    language: str


@dataclass(frozen=True, slots=True)
class PlanDefaults:
    """What a plan does when it says nothing: hours, attempts in days, rest after a refusal; it rests
    on the holidays of `holidays`."""

    hours: Hours
    attempts: AttemptCap
    rest: RestAfterRefusal
    holidays: str | None = None


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


@dataclass(frozen=True, slots=True)
class RecordingConsent:
    """A call is recorded only with the consent of everybody in it."""


Params = (
    BasisStated
    | ConsentRequired
    | PresumedConsent
    | RunningContractExempts
    | RelationshipRelieves
    | NotConcerned
    | SectorBan
    | NeverUsed
    | OpeningHours
    | ClosedOnHolidays
    | AttemptCap
    | HourlyCap
    | RestAfterRefusal
    | RefusalWithdrawsConsent
    | RestAfterAbandonment
    | RestAfterMachine
    | ObjectionsHonoured
    | ListScrub
    | CallerIdShown
    | CallerIdPrefixes
    | AutomatedTechniques
    | AbandonedShare
    | RingsAtLeast
    | SpokenLanguage
    | PlanDefaults
    | Notice
    | Retention
    | RecordingConsent
)
