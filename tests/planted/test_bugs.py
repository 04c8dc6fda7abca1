"""The planted bugs find the places that they break, and leave nothing behind."""

import pytest

from tests.planted.bugs import BUGS, Bug, planted
from tests.planted.patches import Patch


def now_there(patches: list[Patch]) -> list[object]:
    return [getattr(owner, name) for owner, name, _wrong in patches]


def test_sixteen_bugs_are_planted() -> None:
    assert [bug.id for bug in BUGS] == [f"M{number}" for number in range(1, 17)]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.id)
def test_a_bug_is_there_while_it_is_planted_and_gone_afterwards(bug: Bug) -> None:
    places = bug.patches()
    right = now_there(places)
    with planted(bug):
        assert all(a is not b for a, b in zip(now_there(places), right, strict=True))
    assert now_there(places) == right
