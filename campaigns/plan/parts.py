"""What a prospecting plan holds: a heading and five parts, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from campaigns.cadence import CadenceStep
from campaigns.call.motives import Motive
from campaigns.call.need_score import NeedScore
from campaigns.call.recording import Recording
from campaigns.dispositions import Disposition, Reason
from campaigns.follow_up.channels import ChannelStep
from campaigns.kpi import Kpi
from campaigns.law.rules import Technique
from campaigns.pipeline import Stage
from campaigns.plan.trial import TestWave
from campaigns.prospect_file.naf import Nomenclature
from campaigns.prospects import Basis
from campaigns.script import Script
from campaigns.teleprospector.quiz import Quiz
from campaigns.windows import Hours


class Metric(StrEnum):
    """What counts as a result.

    MEETINGS are held and accepted, MEETINGS_BOOKED only booked, QUOTES asked for on the phone;
    SALES come after a meeting and a proposal.
    """

    MEETINGS = "meetings"
    MEETINGS_BOOKED = "meetings_booked"
    QUALIFIED_LEADS = "qualified_leads"
    QUOTES = "quotes"
    SALES = "sales"


class Currency(StrEnum):
    """Currencies with two decimals in which a result may be priced."""

    EUR = "EUR"
    GBP = "GBP"
    USD = "USD"
    CHF = "CHF"
    CAD = "CAD"
    MAD = "MAD"


class Operator(StrEnum):
    """How a rule compares a prospect's field; `within_days` counts back from the plan's start."""

    EQUALS = "equals"
    IN = "in"
    NOT_IN = "not_in"
    STARTS_WITH = "starts_with"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN_DAYS = "within_days"
    MISSING = "missing"
    PRESENT = "present"


class Order(StrEnum):
    """In which order leads of the same tier are dealt."""

    SCORE = "score"
    FILE = "file"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure the plan counts on, and where it comes from."""

    value: Fraction
    origin: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Rates as shares of one, and dials per hour; the last three only where the metric needs them.

    `contact_rate` is contacts per dial, `argumentation` argued contacts per contact,
    `transformation` results per argued contact, `show_rate` meetings held per meeting booked,
    `proposal_rate` proposals per meeting held, `win_rate` sales per proposal.
    """

    contact_rate: Assumption
    argumentation: Assumption
    transformation: Assumption
    dials_per_hour: Assumption
    show_rate: Assumption | None = None
    proposal_rate: Assumption | None = None
    win_rate: Assumption | None = None


@dataclass(frozen=True, slots=True)
class Objectives:
    """How many of which result, from when to when (both days included), at which price per result."""

    metric: Metric
    target: int
    start: date
    end: date
    price_cents: int
    accepted_when: tuple[str, ...]
    assumptions: Assumptions


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on a prospect field or a kept column; `values` holds one value, several for lists.

    With a nomenclature the field is the activity, read and compared in that nomenclature.
    """

    field: str
    operator: Operator
    values: tuple[str, ...] = ()
    nomenclature: Nomenclature | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Prospects of whom every rule holds; a higher score (0 to 100) is called first."""

    name: str
    score: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Prospects left out although a segment would take them, and why."""

    reason: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class FitPoints:
    """Points (1 to 100) that a prospect gets on top of its segment's score when the rule holds."""

    points: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Targets:
    """Whom the plan is for; `fit` tells the better prospects of a segment from the others."""

    segments: tuple[Segment, ...]
    exclusions: tuple[Exclusion, ...]
    fit: tuple[FitPoints, ...] = ()


@dataclass(frozen=True, slots=True)
class Resources:
    """Who calls, for how long, at what cost; costs in cents of the plan's currency."""

    callers: int
    hours_per_day: Fraction
    hourly_cost_cents: int
    file_cost_cents: int


@dataclass(frozen=True, slots=True)
class Actions:
    """When and how often prospects are called, and in which order; the plan's own policy, not the law.

    A call list is topped up to `high_water` leads once it holds `low_water` or fewer; `fresh_share`
    is a percentage of never-called leads; a promised callback waits `callback_grace` for its owner.
    With `dial_mode` progressive a lead is called by itself `preview_seconds` after it is shown;
    `machine_message` is what one key says to an answering machine; `channels` are tasks besides calls.
    """

    hours: Hours
    max_attempts: int
    cap_attempts: int
    cap_days: int
    minimum_gap: timedelta
    refusal_rest_days: int
    cadence: tuple[CadenceStep, ...]
    dial_mode: Technique
    preview_seconds: int
    caller_id: str | None
    ring_seconds: int
    recording: Recording | None
    machine_message: str | None
    fresh_share: int
    order: Order
    low_water: int
    high_water: int
    callback_grace: timedelta
    resources: Resources
    channels: tuple[ChannelStep, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferPoint:
    """One argument in the three moves of CAP, and for whom: motives of SONCAS, profiles of people."""

    feature: str
    advantage: str
    proof: str
    motives: tuple[Motive, ...] = ()
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TariffLine:
    """A price that may be said on the phone, in cents of the plan's currency, and what it is for."""

    item: str
    price_cents: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, why it is good, what it can't do, what it costs; `version` names its state."""

    name: str
    promise: str
    points: tuple[OfferPoint, ...]
    limits: tuple[str, ...]
    version: str = ""
    tariff: tuple[TariffLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDisposition:
    """What a plan changes in a disposition: its label, its reasons, the answers it requires."""

    code: Disposition
    label: str | None = None
    reasons: tuple[Reason, ...] = ()
    required_answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalGround:
    """On which ground prospects are called, and why it holds here."""

    basis: Basis
    because: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a teleprospector knows and says, and what must be ready before the first call."""

    offer: Offer
    script: Script
    dispositions: tuple[OwnDisposition, ...]
    not_offered: tuple[Disposition, ...]
    checklist: tuple[str, ...]
    quiz_required: bool
    stages: Mapping[Stage, str]
    quiz: Quiz | None = None
    need_score: NeedScore | None = None
    legal: LegalGround | None = None
    test_wave: TestWave | None = None


class KpiReader(StrEnum):
    """Who a figure is for."""

    TELEPROSPECTOR = "teleprospector"
    MANAGER = "manager"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class KpiTarget:
    """A figure to steer by, in its own unit; beyond `alarm` somebody must act.

    It is of the catalogue, or the plan's `own`; nobody named in `audience` means whoever manages.
    `alarm_to` are the addresses of those who are told of its alarm; nobody: whoever manages.
    """

    kpi: str
    target: Fraction
    alarm: Fraction | None = None
    audience: tuple[KpiReader, ...] = ()
    own: Kpi | None = None
    alarm_to: tuple[str, ...] = ()

    def is_for(self, reader: KpiReader) -> bool:
        """Whether somebody in that part is to see the figure."""
        return reader in (self.audience or (KpiReader.MANAGER,))
