"""Whether a lead may be called at this number now: a clearance until a moment, or every refusal.

The one judge: dealing, dialing, simulation and the page that says *why* all call `judge`, and
dialing calls it again in the transaction that creates the attempt. `judge_law` asks the law alone,
of a number that belongs to no campaign.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from campaigns.clearance.facts import AgreedCall, Consent, Facts, Policy, RunningContract
from campaigns.clearance.verdicts import Clearance, Judged, Refusal, RefusalCode, Refusals, explain
from campaigns.eligibility.alike import alike
from campaigns.eligibility.case import Case, calling_hours, case_of, legal_hours
from campaigns.eligibility.hours import CallingHours, common_opening
from campaigns.eligibility.legal import judge_rule
from campaigns.eligibility.own import CHECKS, LEGAL_CHECKS, in_law, standing_refusals
from campaigns.law import Rule
from campaigns.law.asks import RecordingConsent
from campaigns.law.codes import Severity

__all__ = [
    "AgreedCall",
    "Clearance",
    "Consent",
    "Facts",
    "Policy",
    "Refusal",
    "RefusalCode",
    "Refusals",
    "RunningContract",
    "explain",
    "judge",
    "judge_all",
    "judge_law",
    "recording_needs_consent",
]


def judge(facts: Facts, policy: Policy, now: datetime) -> Clearance | Refusals:
    """Judge one lead and one number at `now` (aware UTC) by the law in force there and by the plan.

    A clearance ends where any of the hours close, a consent or contract ends, or the local day is
    over. Refusals are all found, not the first alone; they lift together when the last one has
    lifted and all the hours are open.
    """
    case = case_of(facts, policy, now)
    own = standing_refusals(case)
    own += [refusal for check in CHECKS if (refusal := check(case)) is not None]
    return _verdict(case, own, calling_hours(case))


def judge_law(facts: Facts, now: datetime) -> Clearance | Refusals:
    """Judge a number at `now` (aware UTC) by the law alone: no plan, no company, no campaign.

    Where a rule in force says what one of our own reasons says too, the refusal carries its id.
    """
    case = case_of(facts, Policy(), now)
    own = [refusal for check in LEGAL_CHECKS if (refusal := check(case)) is not None]
    return _verdict(case, [in_law(case, refusal) for refusal in own], legal_hours(case))


def recording_needs_consent(facts: Facts, now: datetime) -> Rule | None:
    """The rule by which a call to this number may be recorded only if everybody agrees; None where
    telling is enough."""
    rules = case_of(facts, Policy(), now).rules
    return next((rule for rule in rules if isinstance(rule.params, RecordingConsent)), None)


def judge_all(
    cases: Mapping[int, tuple[Facts, Policy]], now: datetime
) -> dict[int, Clearance | Refusals]:
    """Judge many leads at `now`, each as `judge` does; those that are alike share one verdict."""
    known: dict[tuple[Any, ...], Clearance | Refusals] = {}
    same: dict[tuple[int, int], Clearance | Refusals] = {}
    verdicts: dict[int, Clearance | Refusals] = {}
    for key, (facts, policy) in cases.items():
        # A campaign has one policy, whose hours take long to compare; so do facts that many share.
        itself = id(policy), id(facts)
        if itself not in same:
            kind = id(policy), alike(facts, now)
            if kind not in known:
                known[kind] = judge(facts, policy, now)
            same[itself] = known[kind]
        verdicts[key] = same[itself]
    return verdicts


def _verdict(
    case: Case, own: list[Refusal], hours: tuple[CallingHours, ...]
) -> Clearance | Refusals:
    """The verdict of the law and of these hours, beside reasons of our own."""
    legal, ends = _judged(case, hours)
    zone = case.zones[0] if case.zones else "UTC"
    if refusals := [*own, *legal]:
        codes = {refusal.code for refusal in refusals}
        counting = tuple(each for each in case.tuned if each.change.rule in codes)
        return Refusals(tuple(refusals), _lifts_at(refusals, hours, case.now), zone, counting)
    rules = dict.fromkeys(rule.id for rule in case.rules if rule.severity is Severity.BLOCK)
    return Clearance(min(ends), tuple(rules), zone, case.tuned)


def _judged(case: Case, hours: tuple[CallingHours, ...]) -> tuple[list[Refusal], list[datetime]]:
    """Ask every rule; gather what refuses, and until when the rest is met."""
    refusals: list[Refusal] = []
    ends = [case.tomorrow()]
    if case.asked_now and case.facts.agreed_call is not None:
        ends.append(case.facts.agreed_call.until)
    ends += [each.change.until for each in case.tuned if each.loosens and each.change.until]
    judged = [_until_it_ends(case, judge_rule(case, rule)) for rule in case.rules]
    judged += [_judge_hours(each, case.now) for each in hours]
    for verdict in judged:
        if isinstance(verdict, Refusal):
            refusals.append(verdict)
        elif verdict is not None:
            ends.append(verdict)
    return refusals, ends


def _until_it_ends(case: Case, verdict: Judged) -> Judged:
    """What a tightened rule refuses is judged anew once the tightening has ended."""
    if not isinstance(verdict, Refusal) or not case.tuned:
        return verdict
    tightened = (each.change for each in case.tuned if not each.loosens)
    ends = [each.until for each in tightened if each.rule == verdict.code and each.until]
    if not ends:
        return verdict
    return replace(verdict, lifts_at=min(filter(None, (verdict.lifts_at, *ends))))


def _judge_hours(hours: CallingHours, now: datetime) -> Refusal | datetime:
    closes = hours.closes_at(now)
    if closes is not None:
        return closes
    return Refusal(hours.code, hours.opens_at(now), hours.words, hours.details)


def _lifts_at(
    refusals: list[Refusal], hours: tuple[CallingHours, ...], now: datetime
) -> datetime | None:
    latest = now
    for refusal in refusals:
        if refusal.lifts_at is None:
            return None
        latest = max(latest, refusal.lifts_at)
    return common_opening(hours, latest)
