"""Whether the law will allow a call at a moment still to come for which a person asks."""

from dataclasses import replace
from datetime import datetime

from campaigns.clearance.facts import AGREED_FOR, LONG_AGO, AgreedCall, Facts, Policy
from campaigns.clearance.verdicts import Clearance, Refusals
from campaigns.eligibility import judge


def judge_promise(facts: Facts, policy: Policy, at: datetime) -> Clearance | Refusals:
    """Judge a lead as it would be judged at `at` (aware UTC) if it were promised a call then.

    It is the one judge; what is true of this very moment alone (a list, a call under way, who is at
    work, the counts of a day) is set aside. The plan's hours give way to a promise, the law's don't.
    """
    then = replace(
        facts,
        closed_reason=None,
        next_call_at=LONG_AGO,
        promised=True,
        agreed_call=AgreedCall(at, at + AGREED_FOR),
        on_a_list=False,
        live_call=False,
        campaign_running=True,
        engaged=True,
        quiz_passed=True,
        somebody_signed_in=True,
        wave_unsigned=False,
        no_caller_id_until=None,
        caps_reached=(),
    )
    return judge(then, policy, at)


def opens(facts: Facts, policy: Policy, at: datetime) -> datetime | None:
    """The first moment from `at` on at which a promised call may be made; None if never."""
    verdict = judge_promise(facts, policy, at)
    return at if isinstance(verdict, Clearance) else verdict.lifts_at
