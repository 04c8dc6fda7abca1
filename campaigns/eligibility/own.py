"""What the plan, the company and the state of the campaign ask before a call, apart from the law."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from campaigns.clearance.facts import Facts
from campaigns.clearance.verdicts import WORDS, Details, Refusal, RefusalCode
from campaigns.dispositions.codes import SCOPE_LABELS
from campaigns.eligibility.case import Case, set_by
from campaigns.eligibility.legal import cap_frees
from campaigns.law import Words, pack_for
from campaigns.law.asks import BasisStated, ObjectionsHonoured
from campaigns.law.own_terms import Closure
from campaigns.lead.closing import CLOSE_LABELS
from campaigns.numbers.bad_phones import WORDS as BAD_WORDS
from campaigns.numbers.destinations import Cap
from campaigns.numbers.phones import CALLABLE, refused_kind
from campaigns.prospects import Audience

# Whether each standing reason holds; none of these lifts by the passing of time alone.
STANDING: tuple[tuple[RefusalCode, Callable[[Facts], bool]], ...] = (
    (RefusalCode.CAMPAIGN_NOT_RUNNING, lambda facts: not facts.campaign_running),
    (RefusalCode.NO_PHONE, lambda facts: facts.phone is None),
    (RefusalCode.BASIS_MISSING, lambda facts: facts.basis is None),
    (RefusalCode.ON_A_LIST, lambda facts: facts.on_a_list),
    (RefusalCode.LIVE_CALL, lambda facts: facts.live_call),
    (RefusalCode.ENGAGEMENT_MISSING, lambda facts: not facts.engaged),
    (RefusalCode.QUIZ_MISSING, lambda facts: not facts.quiz_passed),
    (RefusalCode.NOBODY_SIGNED_IN, lambda facts: not facts.somebody_signed_in),
    (RefusalCode.TEST_WAVE, lambda facts: facts.wave_unsigned and not facts.promised),
)


def standing_refusals(case: Case) -> list[Refusal]:
    """Return every reason that stands until somebody does something."""
    return [refuse(code) for code, holds in STANDING if holds(case.facts)]


def refuse(
    code: RefusalCode, lifts_at: datetime | None = None, details: Details | None = None
) -> Refusal:
    """Build a refusal of our own, with its words."""
    return Refusal(str(code), lifts_at, WORDS[code], details or {})


_REASONS: Mapping[str, Words] = {str(reason): words for reason, words in CLOSE_LABELS.items()}
_SCOPES: Mapping[str, Words] = {str(scope): words for scope, words in SCOPE_LABELS.items()}


def _closed(case: Case) -> Refusal | None:
    reason = case.facts.closed_reason
    if reason is None:
        return None
    return refuse(RefusalCode.CLOSED, None, {"reason": _REASONS.get(reason, reason)})


def _suppressed(case: Case) -> Refusal | None:
    scope = case.facts.suppressed_scope
    if scope is None:
        return None
    return refuse(RefusalCode.SUPPRESSED, None, {"scope": _SCOPES.get(scope, scope)})


def _own_exclusion(case: Case) -> Refusal | None:
    firm = case.facts.excluded_as
    return None if firm is None else refuse(RefusalCode.OWN_EXCLUSION, None, {"firm": firm})


def _phone_kind(case: Case) -> Refusal | None:
    phone, never = case.facts.phone, case.facts.never_dialled
    if never is not None:
        return refuse(RefusalCode.PHONE_REFUSED, None, {"because": BAD_WORDS[never].fix})
    if phone is None or phone.kind in CALLABLE:
        return None
    return refuse(RefusalCode.PHONE_REFUSED, None, {"because": refused_kind(phone.kind)})


def _own_number(case: Case) -> Refusal | None:
    phone = case.facts.phone
    same = phone is not None and phone.e164 == case.facts.caller_id
    return refuse(RefusalCode.OWN_NUMBER) if same else None


def _without_rules(case: Case) -> Refusal | None:
    missing = [country for country in case.countries if pack_for(country) is None]
    if not missing and case.countries:
        return None
    return refuse(RefusalCode.COUNTRY_WITHOUT_RULES, None, {"country": ", ".join(missing) or "?"})


def _destination(case: Case) -> Refusal | None:
    allowed = case.facts.destinations
    if allowed is None:
        return None
    known = (country for country in case.countries if pack_for(country) is not None)
    refused = [country for country in known if country not in allowed]
    details = {"country": ", ".join(refused), "allowed": ", ".join(sorted(allowed)) or "–"}
    return refuse(RefusalCode.DESTINATION, None, details) if refused else None


def _country_closed(case: Case) -> Refusal | None:
    closed = [each for each in case.terms if isinstance(each, Closure)]
    found = [each for each in closed if each.concerns(case.countries)]
    if not found:
        return None
    last = max(found, key=_lasts_until)
    details = {"country": last.country, **set_by(case, last)}
    return refuse(RefusalCode.COUNTRY_CLOSED, last.until, details)


def _lasts_until(closure: Closure) -> tuple[bool, datetime]:
    return closure.until is None, closure.until or datetime.max.replace(tzinfo=UTC)


def _no_caller_id(case: Case) -> Refusal | None:
    until = case.facts.no_caller_id_until
    return refuse(RefusalCode.NO_CALLER_ID, until) if until is not None else None


def _number_rests(case: Case) -> Refusal | None:
    until = case.facts.number_rests_until
    return refuse(RefusalCode.NUMBER_RESTS, until) if until and case.now < until else None


def _cap_reached(cap: Cap) -> Callable[[Case], Refusal | None]:
    def check(case: Case) -> Refusal | None:
        found = next((each for each in case.facts.caps_reached if each.cap is cap), None)
        if found is None:
            return None
        return refuse(RefusalCode(cap), found.lifts_at, {"most": found.most})

    return check


def _zone(case: Case) -> Refusal | None:
    return None if case.zones else refuse(RefusalCode.ZONE_UNKNOWN)


def _not_due(case: Case) -> Refusal | None:
    due = case.facts.next_call_at
    if due is not None and due <= case.now:
        return None
    return refuse(RefusalCode.NOT_DUE, due)


def _minimum_gap(case: Case) -> Refusal | None:
    number_last = case.facts.number_last_attempt
    attempts = (*case.facts.prospect_attempts, *((number_last,) if number_last else ()))
    if not attempts or case.asked:
        return None
    gap = case.policy.minimum_gap
    lifts_at = max(attempts) + gap
    if case.now >= lifts_at:
        return None
    minutes = int(gap.total_seconds() // 60)
    return refuse(RefusalCode.MINIMUM_GAP, _or_when_asked(case, lifts_at), {"minutes": minutes})


def _cap(case: Case) -> Refusal | None:
    most, days = case.policy.cap_attempts, case.policy.cap_days
    frees = cap_frees(case, case.facts.prospect_attempts, most, days)
    if frees is None or case.asked:
        return None
    details = {"most": most, "days": days}
    return refuse(RefusalCode.CAP, _or_when_asked(case, frees), details)


def _max_attempts(case: Case) -> Refusal | None:
    most = case.policy.max_attempts
    if case.facts.lead_attempts < most or case.asked or case.facts.promised:
        return None
    return refuse(RefusalCode.MAX_ATTEMPTS, _or_when_asked(case, None), {"most": most})


def _or_when_asked(case: Case, lifts_at: datetime | None) -> datetime | None:
    """A limit of the plan gives way, at the latest, when the person asked to be called."""
    agreed = case.facts.agreed_call
    if agreed is None or agreed.starts <= case.now:
        return lifts_at
    return agreed.starts if lifts_at is None else min(lifts_at, agreed.starts)


def _refusal_rest(case: Case) -> Refusal | None:
    refused, days = case.facts.last_refusal, case.policy.refusal_rest_days
    if refused is None or case.audience is not Audience.B2B:
        return None
    until = case.rested(refused, days)
    return refuse(RefusalCode.REFUSAL_REST, until, {"days": days}) if case.now < until else None


def _no_basis(case: Case) -> Refusal | None:
    return refuse(RefusalCode.BASIS_MISSING) if case.facts.basis is None else None


# What a person, a number or its place forbids whoever calls.
LEGAL_CHECKS: tuple[Callable[[Case], Refusal | None], ...] = (
    _no_basis,
    _suppressed,
    _phone_kind,
    _own_number,
    _without_rules,
    _zone,
)
_IN_LAW: Mapping[str, type] = {
    str(RefusalCode.SUPPRESSED): ObjectionsHonoured,
    str(RefusalCode.BASIS_MISSING): BasisStated,
}


def in_law(case: Case, refusal: Refusal) -> Refusal:
    """The same reason by the rule in force that says it, where there is one."""
    asked = _IN_LAW.get(refusal.code)
    rule = next((each for each in case.rules if asked and isinstance(each.params, asked)), None)
    return refusal if rule is None else Refusal(rule.id, refusal.lifts_at, rule.sentence)


CHECKS: tuple[Callable[[Case], Refusal | None], ...] = (
    _closed,
    _suppressed,
    _own_exclusion,
    _phone_kind,
    _own_number,
    _without_rules,
    _country_closed,
    _destination,
    _zone,
    _no_caller_id,
    _number_rests,
    _cap_reached(Cap.COMPANY_DAY),
    _cap_reached(Cap.NUMBER_DAY),
    _cap_reached(Cap.PREFIX_HOUR),
    _not_due,
    _minimum_gap,
    _cap,
    _max_attempts,
    _refusal_rest,
)
