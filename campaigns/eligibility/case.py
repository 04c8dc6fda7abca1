"""One lead's facts put together for judgment: its zones, its local day, the rules in force, its hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.clearance.facts import Facts, Policy
from campaigns.clearance.verdicts import WORDS, Details, RefusalCode
from campaigns.eligibility.hours import CallingHours
from campaigns.law import Rule, RulePack, pack_for, rules_in_force
from campaigns.law.asks import (
    ClosedOnHolidays,
    NotConcerned,
    OpeningHours,
    PlanDefaults,
    RunningContractExempts,
)
from campaigns.law.codes import UNKNOWN_REGION, Sector
from campaigns.law.own_terms import OwnHours, Term, figures, in_force
from campaigns.law.tuning import Change, Tuned, changed, tuned
from campaigns.law.tuning_words import day_of
from campaigns.numbers.north_america import AREA_CODES
from campaigns.numbers.north_america import regions_of as states_of
from campaigns.numbers.zones import zone_for
from campaigns.prospects import Audience
from campaigns.windows import local_midnight, open_now, resolve_local


@dataclass(frozen=True, slots=True)
class Case:
    """What every check looks at; `today` is the day where the prospect is, `terms` what the company and
    compliance have set beside the law, `tuned` the figures of it that are others by that."""

    facts: Facts
    policy: Policy
    now: datetime
    audience: Audience
    zones: tuple[str, ...]
    today: date
    countries: tuple[str, ...]
    rules: tuple[Rule, ...]
    terms: tuple[Term, ...] = ()
    tuned: tuple[Tuned, ...] = ()

    @property
    def asked_now(self) -> bool:
        """Tell whether the person asked to be called at this very moment."""
        return self.facts.agreed_call is not None and self.facts.agreed_call.covers(self.now)

    @property
    def asked(self) -> bool:
        """Tell whether the person asked to be called by now: the plan's own limits give way.

        A promise that is late, because nobody was there or the hours were closed, is still one.
        """
        return self.facts.agreed_call is not None and self.facts.agreed_call.starts <= self.now

    @property
    def agreed_beyond_hours(self) -> bool:
        """Tell whether the person agreed to be called now even if it is a holiday."""
        agreed, consent = self.facts.agreed_call, self.facts.consent
        if agreed is not None and agreed.covers(self.now):
            return agreed.proven or self.audience is Audience.B2B
        if consent is None or consent.out_of_hours is None or not consent.holds(self.now):
            return False
        return open_now(consent.out_of_hours, self.zones, self.now, None)

    def contract_exempts(self, rule: Rule) -> bool:
        """Tell whether a running contract, by a rule in force in the same country, does without consent."""
        contract = self.facts.running_contract
        if contract is None or not contract.covers(self.now):
            return False
        return any(
            isinstance(each.params, RunningContractExempts) and each.country == rule.country
            for each in self.rules
        )

    def rested(self, since: datetime, days: int) -> datetime:
        """Return when `days` full local calendar days have passed after the day of `since`."""
        return self._midnight(since, days + 1)

    def leaves(self, attempt: datetime, days: int) -> datetime:
        """Return when an attempt leaves a period of `days` calendar days, however they are counted.

        Both the hours and the local calendar days must have passed: they differ when clocks change.
        """
        return max(attempt + timedelta(days=days), self._midnight(attempt, days))

    def _midnight(self, since: datetime, days: int) -> datetime:
        if not self.zones:
            return since + timedelta(days=days)
        local = max(since.astimezone(ZoneInfo(zone)).date() for zone in self.zones)
        return local_midnight(local + timedelta(days=days), self.zones)

    def tomorrow(self) -> datetime:
        """Return when the local day ends: rules and holidays of the next are judged anew."""
        day = self.today + timedelta(days=1)
        return min(
            (resolve_local(day, datetime.min.time(), zone) for zone in self.zones),
            default=self.now,
        )


def case_of(facts: Facts, policy: Policy, now: datetime) -> Case:
    """Put a lead's facts together at `now` (aware UTC); an unknown audience is a consumer's."""
    audience = facts.audience or Audience.B2C
    countries = _countries(facts)
    zones = zones_of(facts)
    today = now.astimezone(ZoneInfo(zones[0]) if zones else UTC).date()
    terms = in_force(policy.changes, now)
    changes, packs = figures(terms), _packs(countries)
    rules = tuple(
        rule
        for pack in packs
        for rule in rules_in_force(
            changed(pack, changes),
            today,
            audience,
            facts.technique,
            regions_in(pack.country, facts),
        )
    )
    rules = _concerning(rules, facts)
    counting = _counting(packs, changes, rules) if changes else ()
    return Case(facts, policy, now, audience, zones, today, countries, rules, terms, counting)


def _counting(
    packs: list[RulePack], changes: tuple[Change, ...], rules: tuple[Rule, ...]
) -> tuple[Tuned, ...]:
    """The changed figures of the rules in force."""
    ids = {rule.id for rule in rules}
    found = (each for pack in packs for each in tuned(pack, changes))
    return tuple(dict.fromkeys(each for each in found if each.change.rule in ids))


def zones_of(facts: Facts) -> tuple[str, ...]:
    """All the zones in which the phone may ring."""
    phone_zones = facts.phone.zones if facts.phone else ()
    home = next(iter(_countries(facts)), "")
    return zone_for(facts.zone, home, facts.postal_code, phone_zones, facts.region).names


def regions_of(facts: Facts) -> tuple[frozenset[str], ...]:
    """The states or provinces whose rules hold, by country of the prospect and of the number."""
    return tuple(regions_in(country, facts) for country in _countries(facts))


def regions_in(country: str, facts: Facts) -> frozenset[str]:
    """The states or provinces of a country whose rules hold; the strictest where the country has such
    rules and nothing says which state it is."""
    if country not in AREA_CODES:
        return frozenset()
    at_home = country == facts.country.upper() or not facts.country
    stated, postal_code = (facts.region, facts.postal_code) if at_home else (None, None)
    number = facts.phone.e164 if facts.phone else ""
    return states_of(country, stated, postal_code, number) or frozenset({UNKNOWN_REGION})


def _concerning(rules: tuple[Rule, ...], facts: Facts) -> tuple[Rule, ...]:
    """Leave out the rules from which a sector is free by another rule of the same country."""
    if facts.sector is Sector.OTHER:
        return rules
    spared = {
        (rule.country, spared)
        for rule in rules
        if isinstance(rule.params, NotConcerned) and facts.sector in (rule.params.sectors or ())
        for spared in rule.params.rules
    }
    return (
        tuple(rule for rule in rules if (rule.country, rule.id) not in spared) if spared else rules
    )


def _countries(facts: Facts) -> tuple[str, ...]:
    """The prospect's country and the number's: the rules of both hold."""
    country = facts.country.upper()
    number = facts.phone.country if facts.phone else country
    return tuple(dict.fromkeys(name for name in (country, number) if name))


def _packs(countries: tuple[str, ...]) -> list[RulePack]:
    packs = dict.fromkeys(pack_for(country) for country in countries)
    return [pack for pack in packs if pack is not None]


def calling_hours(case: Case) -> tuple[CallingHours, ...]:
    """Return every set of hours that must be open for this lead, the law's and the plan's."""
    return (*legal_hours(case), *company_hours(case), *plan_hours(case))


def legal_hours(case: Case) -> tuple[CallingHours, ...]:
    """Return the sets of hours that the law wants open for this lead."""
    consent, agreed = case.facts.consent, case.facts.agreed_call
    proven = agreed if agreed is not None and agreed.proven else None
    return tuple(
        CallingHours(
            rule.id,
            rule.sentence,
            rule.params.hours,
            case.zones,
            rule.params.holidays,
            consent,
            proven,
        )
        for rule in case.rules
        if case.zones and isinstance(rule.params, OpeningHours)
    )


def company_hours(case: Case) -> tuple[CallingHours, ...]:
    """Return the hours to which the company holds itself; a promise does not open them."""
    code = RefusalCode.COMPANY_HOURS
    return tuple(
        CallingHours(
            str(code),
            WORDS[code],
            term.hours,
            case.zones,
            None,
            None,
            None,
            term.until,
            set_by(case, term),
        )
        for term in case.terms
        if isinstance(term, OwnHours) and case.zones and term.concerns(case.countries)
    )


def set_by(case: Case, term: Term) -> Details:
    """Who set a term and when, as a refusal says it."""
    zone = case.zones[0] if case.zones else "UTC"
    day = {language: day_of(term.since, zone, language) for language in ("fr", "en")}
    return {"who": term.who or "–", "day": day}


def plan_hours(case: Case) -> tuple[CallingHours, ...]:
    """Return the hours of the plan, else those usual in the country; none where neither says any."""
    hours, code, words = case.policy.hours, str(RefusalCode.WINDOW), WORDS[RefusalCode.WINDOW]
    holidays: str | None = None
    for rule in case.rules:
        match rule.params:
            case ClosedOnHolidays(country):
                holidays = country
            case PlanDefaults(usual, holidays=closed_on):
                hours, code, words = case.policy.hours or usual, rule.id, rule.sentence
                holidays = closed_on or holidays
    if hours is None or not case.zones:
        return ()
    consent, agreed = case.facts.consent, case.facts.agreed_call
    return (CallingHours(code, words, hours, case.zones, holidays, consent, agreed),)
