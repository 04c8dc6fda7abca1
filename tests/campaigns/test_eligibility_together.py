"""Many leads judged at once: each gets the very verdict that it would get alone."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.eligibility import Facts, Policy, judge, judge_all
from tests.campaigns.test_eligibility_properties import FACTS, MOMENTS, POLICIES
from tests.campaigns.verdict_values import BUSINESS, FIXED, THURSDAY


@given(st.lists(FACTS, min_size=1, max_size=6), POLICIES, MOMENTS)
@settings(max_examples=200, deadline=None)
def test_judging_together_changes_no_verdict(
    many: list[Facts], policy: Policy, now: datetime
) -> None:
    # The same facts again, at other numbers and places: some alike for every rule, some not.
    moved = [replace(each, postal_code="97400", next_call_at=now) for each in many]
    other = [replace(each, phone=replace(FIXED, e164="+33199001999")) for each in many]
    cases = {place: (each, policy) for place, each in enumerate([*many, *moved, *other])}
    together = judge_all(cases, now)
    assert together == {place: judge(each, policy, now) for place, (each, _) in cases.items()}


def test_our_own_number_is_told_from_its_like() -> None:
    own = replace(BUSINESS, caller_id=FIXED.e164)
    other = replace(own, phone=replace(FIXED, e164="+33199001999"))
    together = judge_all({1: (other, Policy()), 2: (own, Policy())}, THURSDAY)
    assert together == {
        1: judge(other, Policy(), THURSDAY),
        2: judge(own, Policy(), THURSDAY),
    }
    assert together[1] != together[2]


@given(FACTS, POLICIES, MOMENTS)
@settings(max_examples=300, deadline=None)
def test_attempts_that_a_policy_does_not_remember_change_no_verdict(
    facts: Facts, policy: Policy, now: datetime
) -> None:
    remembered = tuple(each for each in facts.prospect_attempts if each > now - policy.memory)
    known = replace(facts, prospect_attempts=remembered)
    assert judge(known, policy, now) == judge(facts, policy, now)
