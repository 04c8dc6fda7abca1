"""How each kind of legal rule is judged: a refusal, the moment until which it is met, or None (met)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.eligibility.case import Case
from campaigns.law import Rule
from campaigns.law.rules import (
    AttemptCap,
    CallerIdPrefixes,
    ClosedOnHolidays,
    ConsentRequired,
    ListScrub,
    RefusalWithdrawsConsent,
    RestAfterRefusal,
    SectorBan,
    Severity,
)
from campaigns.phones import national
from campaigns.verdicts import Details, Refusal
from campaigns.windows import holiday_name, local_midnight

Judged = Refusal | datetime | None


def judge_rule(case: Case, rule: Rule) -> Judged:
    """Judge one rule in force; rules that forbid nothing, and hours, are judged elsewhere."""
    check = _CHECKS.get(type(rule.params))
    if check is None or rule.severity is not Severity.BLOCK:
        return None
    return check(case, rule, rule.params)


def _consent(case: Case, rule: Rule, params: ConsentRequired) -> Judged:
    consent = case.facts.consent
    holds = consent is not None and consent.holds(case.now)
    if case.contract_exempts:
        contract_end = _contract_end(case)
        if consent is None or not holds or contract_end is None:
            return contract_end
        return max(contract_end, consent.expires_at)
    if consent is not None and holds:
        return consent.expires_at
    return Refusal(rule.id, None, rule.sentence)


def _contract_end(case: Case) -> datetime | None:
    contract = case.facts.running_contract
    return contract.ends_at if contract is not None else None


def _sector(case: Case, rule: Rule, params: SectorBan) -> Judged:
    if case.facts.sector not in params.sectors:
        return None
    if case.contract_exempts:
        return _contract_end(case)
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


def _scrub(case: Case, rule: Rule, params: ListScrub) -> Judged:
    checked = case.facts.list_checked_at
    until = None if checked is None else checked + timedelta(days=params.days)
    if until is not None and case.now < until:
        return until
    details: Details = {"register": params.register, "days": params.days}
    return Refusal(rule.id, None, rule.sentence, details)


def _caller_id(case: Case, rule: Rule, params: CallerIdPrefixes) -> Judged:
    shown = case.facts.caller_id
    if shown is None or params.allows(shown):
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
    SectorBan: _sector,
    AttemptCap: _attempt_cap,
    RestAfterRefusal: _rest,
    RefusalWithdrawsConsent: _withdrawn,
    ListScrub: _scrub,
    CallerIdPrefixes: _caller_id,
    ClosedOnHolidays: _holiday,
}
