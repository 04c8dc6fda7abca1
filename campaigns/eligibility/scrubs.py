"""Whether a number was checked against a public list lately enough, and does not stand on it."""

from datetime import datetime, timedelta

from campaigns.clearance.facts import RegisterCheck
from campaigns.clearance.verdicts import Details, Judged, Refusal
from campaigns.eligibility.case import Case
from campaigns.law import Rule, Words
from campaigns.law.asks import ListScrub, RelationshipRelieves
from campaigns.law.codes import Relief

LISTED: Words = {
    "fr": "Ce numéro figure sur la liste {register} : il ne s'appelle pas.",
    "en": "This number stands on the {register} list: it is not called.",
}


def judge_scrub(case: Case, rule: Rule, params: ListScrub) -> Judged:
    """A refusal, or the moment at which the check has grown too old; what relieves goes before both."""
    relieved = _relieved_until(case, rule, params)
    if relieved is not None:
        return relieved
    check = _newest(case, params)
    until = None if check is None else check.checked_at + timedelta(days=params.days)
    details: Details = {"register": params.register, "days": params.days}
    if check is None or until is None or case.now >= until:
        return Refusal(rule.id, None, rule.sentence, details)
    if not check.listed or _consented_since(case, params, check):
        return until
    return Refusal(rule.id, None, LISTED, details)


def _newest(case: Case, params: ListScrub) -> RegisterCheck | None:
    found = [each for each in case.facts.checks if each.register is params.register]
    return max(
        (each for each in found if each.checked_at <= case.now),
        key=lambda each: each.checked_at,
        default=None,
    )


def _relieved_until(case: Case, rule: Rule, params: ListScrub) -> datetime | None:
    """Until when consent or a customer's relationship does without the list; None when none does."""
    consent, ends = case.facts.consent, list[datetime]()
    if Relief.CONSENT in params.relieved_by and consent is not None and consent.holds(case.now):
        ends.append(consent.expires_at)
    if Relief.CONTRACT in params.relieved_by:
        ends += _relationships(case, rule)
    return max((end for end in ends if case.now < end), default=None)


def _relationships(case: Case, rule: Rule) -> list[datetime]:
    """When each relationship that relieves by a rule in force in the same country ends."""
    reliefs = [
        each.params
        for each in case.rules
        if isinstance(each.params, RelationshipRelieves) and each.country == rule.country
    ]
    contract, inquired = case.facts.running_contract, case.facts.inquired_at
    ends: list[datetime] = []
    for relief in reliefs:
        if contract is not None and contract.subject.strip():
            over = contract.ends_at
            ends.append(
                over + timedelta(days=relief.contract_days)
                if over
                else case.now + timedelta(days=1)
            )
        if inquired is not None and relief.inquiry_days:
            ends.append(inquired + timedelta(days=relief.inquiry_days))
    return ends


def _consented_since(case: Case, params: ListScrub, check: RegisterCheck) -> bool:
    consent = case.facts.consent
    if Relief.LATER_CONSENT not in params.relieved_by or consent is None:
        return False
    return consent.holds(case.now) and consent.captured_at > check.checked_at
