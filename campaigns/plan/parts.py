"""What a prospecting plan holds: a heading and five parts, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from campaigns.cadence import CadenceStep
from campaigns.dispositions import Disposition, Reason
from campaigns.law.rules import Technique
from campaigns.pipeline import Stage
from campaigns.recording import Recording
from campaigns.script import Script
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
    """How a rule compares a prospect's field."""

    EQUALS = "equals"
    IN = "in"
    STARTS_WITH = "starts_with"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
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
    """A condition on a prospect field or a kept column; `values` holds one value, several only for `in`."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


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
class Targets:
    """Whom the plan is for."""

    segments: tuple[Segment, ...]
    exclusions: tuple[Exclusion, ...]


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
    `machine_message` is what one key says to an answering machine.
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


@dataclass(frozen=True, slots=True)
class OfferPoint:
    """One argument in the three moves of CAP: feature, advantage, proof."""

    feature: str
    advantage: str
    proof: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, why it is good, and what it can't do."""

    name: str
    promise: str
    points: tuple[OfferPoint, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnDisposition:
    """What a plan changes in a disposition: its label, its reasons, the answers it requires."""

    code: Disposition
    label: str | None = None
    reasons: tuple[Reason, ...] = ()
    required_answers: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class KpiTarget:
    """A figure of the catalogue to steer by, in its own unit; beyond `alarm` somebody must act."""

    kpi: str
    target: Fraction
    alarm: Fraction | None = None
