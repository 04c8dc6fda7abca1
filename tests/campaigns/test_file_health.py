"""A prospect file is as healthy as a caller who is paid for results would find it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from campaigns.prospect_file.file_health import PARTS, Grade, Known, Part, Recheck, health, recheck

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FRESH = Known(
    verified_at=NOW,
    wanted_us_at=NOW,
    has_live_number=True,
    shares_number=False,
    suppressed=False,
)


def days(number: int) -> datetime:
    return NOW - timedelta(days=number)


def test_a_fresh_file_that_nobody_has_called_has_every_point() -> None:
    found = health([FRESH] * 4, 0, NOW)
    assert found is not None
    assert (found.score, found.grade, found.age_days) == (100, Grade.GOOD, 0)
    assert not [each for each in found.parts if each.advice]


def test_rejected_rows_count_as_invalid() -> None:
    found = health([FRESH] * 3, 1, NOW)
    assert found is not None
    valid = next(each for each in found.parts if each.part is Part.VALID)
    assert valid.share == Fraction(3, 4)
    assert valid.advice == PARTS[Part.VALID].advice
    assert found.score == 91


def test_each_part_loses_its_own_points() -> None:
    bad = replace(FRESH, shares_number=True, suppressed=True, called_at=days(10))
    found = health([bad], 0, NOW)
    assert found is not None
    assert found.score == 35 + 20
    assert found.grade is Grade.FAIR


def test_a_call_of_last_spring_is_no_work_of_others_any_more() -> None:
    found = health([replace(FRESH, called_at=days(91))], 0, NOW)
    assert found is not None
    assert found.score == 100


def test_a_year_takes_all_freshness() -> None:
    found = health([replace(FRESH, verified_at=days(365))], 0, NOW)
    assert found is not None
    assert (found.score, found.age_days) == (80, 365)


def test_nothing_has_no_health() -> None:
    assert health([], 0, NOW) is None


def test_a_file_of_rejected_rows_alone_is_poor() -> None:
    found = health([], 12, NOW)
    assert found is not None
    assert (found.score, found.grade) == (0, Grade.POOR)


def test_what_is_to_be_verified_first_and_why() -> None:
    assert recheck(FRESH, NOW) is None
    assert recheck(replace(FRESH, verified_at=days(364)), NOW) is None
    assert recheck(replace(FRESH, verified_at=days(365)), NOW) is Recheck.OLD
    assert recheck(replace(FRESH, has_live_number=False), NOW) is Recheck.NO_NUMBER
    gone = replace(FRESH, wanted_us_at=days(3 * 365), has_live_number=False)
    assert recheck(gone, NOW) is Recheck.KEPT_TOO_LONG


@given(
    st.lists(
        st.builds(
            Known,
            verified_at=st.integers(0, 2000).map(days),
            wanted_us_at=st.integers(0, 2000).map(days),
            has_live_number=st.booleans(),
            shares_number=st.booleans(),
            suppressed=st.booleans(),
            called_at=st.none() | st.integers(0, 200).map(days),
        ),
        max_size=20,
    ),
    st.integers(0, 20),
)
def test_a_score_is_the_sum_of_its_parts_and_no_objection_raises_it(
    known: list[Known], rejected: int
) -> None:
    found = health(known, rejected, NOW)
    if found is None:
        return
    assert 0 <= found.score <= 100
    assert found.score == round(sum(each.points for each in found.parts))
    worse = health([replace(each, suppressed=True) for each in known], rejected, NOW)
    assert worse is not None
    assert worse.score <= found.score
