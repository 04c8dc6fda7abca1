"""Everything known of one lead and one number at the moment of deciding whether to call."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from campaigns.law import Sector, Technique
from campaigns.law.codes import Register
from campaigns.law.own_terms import Term
from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.destinations import Reached
from campaigns.numbers.phones import Phone
from campaigns.prospects import Audience, Basis
from campaigns.windows import Hours

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# A consent whose end nobody stated grows stale: Spain's law says after two years, and so do we.
CONSENT_HOLDS = timedelta(days=730)
# How long after its moment a promised call is still what the person asked for.
AGREED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's consent to be called; `wording` is what they agreed to, the proof of it.

    `out_of_hours` are the hours, beyond the legal ones, that they expressly agreed to.
    """

    captured_at: datetime
    expires_at: datetime
    wording: str
    withdrawn_at: datetime | None = None
    out_of_hours: Hours | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether the consent is proven, begun, not expired and not withdrawn."""
        withdrawn = self.withdrawn_at is not None and self.withdrawn_at <= now
        proven = bool(self.wording.strip())
        return proven and self.captured_at <= now < self.expires_at and not withdrawn


@dataclass(frozen=True, slots=True)
class RunningContract:
    """A contract with the person called; `link` says how the offer relates to its `subject`."""

    subject: str
    link: str
    ends_at: datetime | None = None

    def covers(self, now: datetime) -> bool:
        """Tell whether the contract runs and the call is said to relate to its object."""
        runs = self.ends_at is None or now < self.ends_at
        return runs and bool(self.subject.strip()) and bool(self.link.strip())


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """When the number was last confronted with a public list, and whether it stood on it."""

    register: Register
    checked_at: datetime
    listed: bool = False


@dataclass(frozen=True, slots=True)
class AgreedCall:
    """The moment, from `starts` up to `until`, at which the person asked to be called.

    `wording` is the proof of an express consent to that moment; without it a promise goes before
    the plan's own limits but never outside the hours of the law.
    """

    starts: datetime
    until: datetime
    wording: str = ""

    def covers(self, now: datetime) -> bool:
        """Tell whether `now` falls within what the person asked for."""
        return self.starts <= now < self.until

    @property
    def proven(self) -> bool:
        """Tell whether the person's express consent to this moment is on record."""
        return bool(self.wording.strip())


@dataclass(frozen=True, slots=True)
class Policy:
    """What the plan itself asks; none of it is law, all of it may be changed by the manager.

    `hours` None means those of the country's defaults for businesses (FR-16) and the legal ones for
    consumers. `cap_attempts` attempts to a prospect in `cap_days` days, and `refusal_rest_days` full days
    after a business has refused, default to FR-16; `max_attempts` counts those of the lead.
    `minimum_gap` is the shortest wait of the cadence: a busy line is tried again after 15 minutes.
    `changes` is what the company, or who answers for compliance, has set beside the law.
    """

    hours: Hours | None = None
    cap_attempts: int = 6
    cap_days: int = 30
    minimum_gap: timedelta = timedelta(minutes=15)
    refusal_rest_days: int = 60
    max_attempts: int = 6
    changes: tuple[Term, ...] = ()

    @property
    def memory(self) -> timedelta:
        """How far back attempts to a prospect may count; none of those before changes a verdict.

        Calendar days of zones that lie a day apart, and a change of clocks, take two days more.
        """
        return max(timedelta(days=self.cap_days + 2), self.minimum_gap)


@dataclass(frozen=True, slots=True)
class Facts:
    """One lead and one of its numbers, now; what is left out stands for the permissive case.

    An audience of None is unknown and judged as B2C. `next_call_at` None means that no call is
    planned, `promised` that it is no mere retry. `on_a_list` is about another teleprospector's
    list, `live_call` about any call to the number. `controller_number_attempts` are all attempts on
    behalf of the company to this number, `prospect_attempts` all its attempts to this prospect,
    `lead_attempts` how many the lead has had. `last_refusal` is the number's for a consumer, the
    prospect's for a business. `no_caller_id_until` is set while no number of the campaign may be
    shown, `destinations` are the countries it calls where it calls fewer than it may, `never_dialled`
    is what the digits of the number are when they are nobody's line; `number_rests_until` is set
    where the number has failed too often, `excluded_as` is the firm of the company's own exclusion list.
    `wave_unsigned` is true once the plan's test wave is made and until somebody has signed it off.
    A `caller_id` that is no number, as "hidden", shows none.
    `region` is a state or province that somebody stated, `language` the one the call is held in,
    `interest` why a business that agreed to nothing may want the offer, `inquired_at` when the person
    last asked about it; `abandoned_at` and `machine_at` are when a call to the number last found
    nobody of ours, or was taken for a machine.
    """

    audience: Audience | None
    basis: Basis | None
    country: str
    phone: Phone | None
    zone: str | None = None
    postal_code: str | None = None
    region: str | None = None
    language: str | None = None
    sector: Sector = Sector.OTHER
    technique: Technique = Technique.MANUAL
    caller_id: str | None = None
    no_caller_id_until: datetime | None = None
    destinations: frozenset[str] | None = None
    never_dialled: BadCode | None = None
    number_rests_until: datetime | None = None
    caps_reached: tuple[Reached, ...] = ()
    campaign_running: bool = True
    closed_reason: str | None = None
    next_call_at: datetime | None = LONG_AGO
    promised: bool = False
    on_a_list: bool = False
    live_call: bool = False
    engaged: bool = True
    quiz_passed: bool = True
    somebody_signed_in: bool = True
    wave_unsigned: bool = False
    suppressed_scope: str | None = None
    excluded_as: str | None = None
    consent: Consent | None = None
    running_contract: RunningContract | None = None
    agreed_call: AgreedCall | None = None
    interest: str = ""
    inquired_at: datetime | None = None
    checks: tuple[RegisterCheck, ...] = ()
    abandoned_at: datetime | None = None
    machine_at: datetime | None = None
    last_refusal: datetime | None = None
    controller_number_attempts: tuple[datetime, ...] = ()
    prospect_attempts: tuple[datetime, ...] = ()
    lead_attempts: int = 0
    number_last_attempt: datetime | None = None
