"""The planted bugs find the places that they break, and leave nothing behind."""

import pytest

from tests.chaos.early import AT_ANY_TIME
from tests.chaos.invariants import INVARIANTS, NotHere
from tests.planted.bugs import BUGS, Bug, planted
from tests.planted.patches import Patch


def now_there(patches: list[Patch]) -> list[object]:
    return [getattr(owner, name) for owner, name, _wrong in patches]


def test_sixteen_bugs_are_planted() -> None:
    assert [bug.id for bug in BUGS] == [f"M{number}" for number in range(1, 17)]


def test_a_bug_is_looked_for_by_invariants_that_a_chaos_run_judges() -> None:
    judged = {each.id for each in INVARIANTS if not isinstance(each.judge, NotHere)}
    assert {name for bug in BUGS for name in bug.breaks} <= judged
    assert {bug.id for bug in BUGS if not bug.breaks} == {"M14", "M15"}


def test_a_run_that_looks_for_a_bug_knows_by_what_it_may_be_seen_before_the_end() -> None:
    assert {each.id for each in INVARIANTS} >= AT_ANY_TIME
    assert all(AT_ANY_TIME & set(bug.breaks) for bug in BUGS if bug.breaks)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.id)
def test_a_bug_is_there_while_it_is_planted_and_gone_afterwards(bug: Bug) -> None:
    places = bug.patches()
    right = now_there(places)
    with planted(bug):
        assert all(a is not b for a, b in zip(now_there(places), right, strict=True))
    assert now_there(places) == right
