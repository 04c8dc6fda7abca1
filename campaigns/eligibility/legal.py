"""How each kind of legal rule is judged: a refusal, the moment until which it is met, or None (met)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.clearance.verdicts import Details, Judged, Refusal
from campaigns.eligibility.case import Case
from campaigns.eligibility.scrubs import judge_scrub
from campaigns.law import Rule
from campaigns.law.asks import (
    AttemptCap,
    CallerIdPrefixes,
    CallerIdShown,
    ClosedOnHolidays,
    ConsentRequired,
    HourlyCap,
    ListScrub,
    NeverUsed,
    PresumedConsent,
    RefusalWithdrawsConsent,
    RestAfterAbandonment,
    RestAfterMachine,
    RestAfterRefusal,
    SectorBan,
    SpokenLanguage,
)
from campaigns.law.codes import Relief, Severity
from campaigns.numbers.phones import national
from campaigns.windows import holiday_name, local_midnight


def judge_rule(case: Case, rule: Rule) -> Judged:
    """Judge one rule in force; rules that forbid nothing, and hours, are judged elsewhere."""
    check = _CHECKS.get(type(rule.params))
    if check is None or rule.severity is not Severity.BLOCK:
        return None
    return check(case, rule, rule.params)


def _consent(case: Case, rule: Rule, params: ConsentRequired) -> Judged:
    consented = _consented_until(case, params.days)
    if case.contract_exempts(rule):
        contract_end = _contract_end(case)
        if consented is None or contract_end is None:
            return contract_end
        return max(contract_end, consented)
    if consented is not None:
        return consented
    return Refusal(rule.id, None, rule.sentence, {"days": params.days} if params.days else {})


def _consented_until(case: Case, days: int | None) -> datetime | None:
    """Until when a consent holds that is at most `days` old; None when none does now."""
    consent = case.facts.consent
    if consent is None or not consent.holds(case.now):
        return None
    if days is None:
        return consent.expires_at
    until = min(consent.expires_at, consent.captured_at + timedelta(days=days))
    return until if case.now < until else None


def _presumed(case: Case, rule: Rule, params: PresumedConsent) -> Judged:
    contract = case.facts.running_contract
    if case.facts.interest.strip():
        return None
    if contract is not None and contract.covers(case.now):
        return contract.ends_at
    return _consented_until(case, None) or Refusal(rule.id, None, rule.sentence)


def _contract_end(case: Case) -> datetime | None:
    contract = case.facts.running_contract
    return contract.ends_at if contract is not None else None


def _sector(case: Case, rule: Rule, params: SectorBan) -> Judged:
    if case.facts.sector not in params.sectors:
        return None
    if Relief.CONTRACT in params.relieved_by and case.contract_exempts(rule):
        return _contract_end(case)
    consented = _consented_until(case, None)
    if Relief.CONSENT in params.relieved_by and consented is not None:
        return consented
    return Refusal(rule.id, None, rule.sentence)


def _attempt_cap(case: Case, rule: Rule, params: AttemptCap) -> Judged:
    frees = cap_frees(case, case.facts.controller_number_attempts, params.most, params.days)
    if frees is None:
        return None
    details = {"most": params.most, "days": params.days}
    return Refusal(rule.id, frees, rule.sentence, details)


def cap_frees(case: Case, attempts: tuple[datetime, ...], most: int, days: int) -> datetime | None:
    """Return when fewer than `most` attempts remain in the last `days` days; None if fewer do now."""
    if len(attempts) < most:
        return None
    frees = case.leaves(sorted(attempts)[-most], days)
    return frees if case.now < frees else None


def _rest(case: Case, rule: Rule, params: RestAfterRefusal) -> Judged:
    if case.facts.last_refusal is None:
        return None
    until = case.rested(case.facts.last_refusal, params.days)
    if case.now >= until:
        return None
    return Refusal(rule.id, until, rule.sentence, {"days": params.days})


def _withdrawn(case: Case, rule: Rule, params: RefusalWithdrawsConsent) -> Judged:
    refused, consent = case.facts.last_refusal, case.facts.consent
    if refused is None or (consent is not None and consent.captured_at > refused):
        return None
    return Refusal(rule.id, None, rule.sentence)


def _hourly_cap(case: Case, rule: Rule, params: HourlyCap) -> Judged:
    attempts = sorted(case.facts.controller_number_attempts)
    if len(attempts) < params.most:
        return None
    frees = attempts[-params.most] + timedelta(hours=params.hours)
    details = {"most": params.most, "hours": params.hours}
    return Refusal(rule.id, frees, rule.sentence, details) if case.now < frees else None


def _after(case: Case, rule: Rule, since: datetime | None, hours: int) -> Judged:
    until = None if since is None else since + timedelta(hours=hours)
    if until is None or case.now >= until:
        return None
    return Refusal(rule.id, until, rule.sentence, {"hours": hours})


def _abandoned(case: Case, rule: Rule, params: RestAfterAbandonment) -> Judged:
    return _after(case, rule, case.facts.abandoned_at, params.hours)


def _machine(case: Case, rule: Rule, params: RestAfterMachine) -> Judged:
    return _after(case, rule, case.facts.machine_at, params.hours)


def _never(case: Case, rule: Rule, params: NeverUsed) -> Judged:
    return Refusal(rule.id, None, rule.sentence)


def _language(case: Case, rule: Rule, params: SpokenLanguage) -> Judged:
    spoken = case.facts.language
    return None if spoken in (None, params.language) else Refusal(rule.id, None, rule.sentence)


def _hidden(case: Case, rule: Rule, params: CallerIdShown) -> Judged:
    shown = case.facts.caller_id
    return None if shown is None or shown.startswith("+") else Refusal(rule.id, None, rule.sentence)


def _caller_id(case: Case, rule: Rule, params: CallerIdPrefixes) -> Judged:
    shown = case.facts.caller_id
    if shown is None or not shown.startswith("+") or params.allows(shown):
        return None
    return Refusal(rule.id, None, rule.sentence, {"shown": national(shown)})


def _holiday(case: Case, rule: Rule, params: ClosedOnHolidays) -> Judged:
    days = [case.now.astimezone(ZoneInfo(zone)).date() for zone in case.zones]
    names = [name for name in (holiday_name(params.country, day) for day in days) if name]
    if not names or case.agreed_beyond_hours:
        return None
    over = local_midnight(_first_working_day(params.country, max(days)), case.zones)
    details: Details = {"holiday": names[0]}
    return Refusal(rule.id, over, rule.sentence, details)


def _first_working_day(country: str, day: date) -> date:
    while holiday_name(country, day) is not None:
        day += timedelta(days=1)
    return day


_CHECKS: dict[type, Callable[[Case, Rule, Any], Judged]] = {
    ConsentRequired: _consent,
    PresumedConsent: _presumed,
    SectorBan: _sector,
    NeverUsed: _never,
    AttemptCap: _attempt_cap,
    HourlyCap: _hourly_cap,
    RestAfterRefusal: _rest,
    RefusalWithdrawsConsent: _withdrawn,
    RestAfterAbandonment: _abandoned,
    RestAfterMachine: _machine,
    ListScrub: judge_scrub,
    CallerIdShown: _hidden,
    CallerIdPrefixes: _caller_id,
    SpokenLanguage: _language,
    ClosedOnHolidays: _holiday,
}
