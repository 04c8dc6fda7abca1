"""Which number of a campaign's pool a prospect sees, and when a number rests."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.law import Technique
from campaigns.numbers.caller_ids import (
    Answers,
    NoneLeft,
    NumberState,
    PoolNumber,
    Shown,
    Viewer,
    choose,
    collapses,
    law_against,
    state_of,
)
from campaigns.prospects import Audience

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)
A, B, C = "+33199001001", "+33199001002", "+33199001003"
MOBILE, NPV = "+33639981234", "+33162001234"


def viewer(
    prospect: str = "prospect", last: str | None = None, technique: Technique = Technique.MANUAL
) -> Viewer:
    return Viewer(prospect, "FR", Audience.B2B, technique, last)


def test_a_prospect_sees_the_number_that_it_saw_last_however_busy_it_is() -> None:
    pool = [PoolNumber(A), PoolNumber(B, calls_today=199)]
    assert choose(pool, viewer(last=B), NOW) == Shown(B)


@pytest.mark.parametrize(
    "last",
    [
        PoolNumber(B, calls_today=200),
        PoolNumber(B, calls_today=5, daily_cap=5),
        PoolNumber(B, rest_until=NOW + timedelta(seconds=1)),
    ],
)
def test_a_number_that_may_not_be_shown_gives_way_to_the_others(last: PoolNumber) -> None:
    assert choose([PoolNumber(A, calls_today=100), last], viewer(last=B), NOW) == Shown(A)


def test_a_number_that_left_the_pool_is_not_shown_again() -> None:
    assert choose([PoolNumber(A)], viewer(last=C), NOW) == Shown(A)


def test_who_has_seen_none_sees_the_least_used_today() -> None:
    pool = [PoolNumber(A, calls_today=3), PoolNumber(B, calls_today=2), PoolNumber(C, 3)]
    assert choose(pool, viewer(), NOW) == Shown(B)


def test_between_equals_the_prospect_decides_and_always_alike() -> None:
    pool = [PoolNumber(A), PoolNumber(B), PoolNumber(C)]
    seen = {name: choose(pool, viewer(name), NOW) for name in map(str, range(60))}
    again = {name: choose(pool[::-1], viewer(name), NOW) for name in seen}
    assert seen == again
    shares = [list(seen.values()).count(Shown(number)) for number in (A, B, C)]
    assert shares == [19, 15, 26]


def test_a_rest_that_is_over_keeps_no_number_back() -> None:
    assert choose([PoolNumber(A, rest_until=NOW)], viewer(), NOW) == Shown(A)


def test_when_none_is_left_the_first_moment_at_which_one_comes_back_is_told() -> None:
    resting = PoolNumber(A, rest_until=NOW + timedelta(days=2))
    assert choose([resting, PoolNumber(B, 200)], viewer(), NOW) == NoneLeft(MIDNIGHT)
    soon = PoolNumber(C, rest_until=NOW + timedelta(hours=1))
    assert choose([resting, soon], viewer(), NOW) == NoneLeft(NOW + timedelta(hours=1))


def test_a_number_at_its_cap_that_rests_comes_back_when_both_are_over() -> None:
    both = PoolNumber(A, calls_today=200, rest_until=NOW + timedelta(hours=1))
    assert both.free_from(NOW) == MIDNIGHT


def test_a_mobile_is_never_chosen_for_a_french_prospect() -> None:
    pool = [PoolNumber(MOBILE), PoolNumber(A, calls_today=50)]
    assert choose(pool, viewer(last=MOBILE), NOW) == Shown(A)


def test_an_automatic_call_shows_a_verified_number_alone() -> None:
    pool = [PoolNumber(A), PoolNumber(NPV, calls_today=50)]
    assert choose(pool, viewer(technique=Technique.PROGRESSIVE), NOW) == Shown(NPV)


def test_where_the_law_lets_none_be_shown_the_judge_is_given_one_to_refuse() -> None:
    assert choose([PoolNumber(MOBILE)], viewer(), NOW) == Shown(MOBILE)


@pytest.mark.parametrize(
    ("e164", "country", "technique", "rule"),
    [
        (MOBILE, "FR", Technique.MANUAL, "FR-20"),
        (MOBILE, "RE", Technique.MANUAL, "FR-20"),
        (A, "FR", Technique.PREDICTIVE, "FR-18"),
        (A, "FR", Technique.MANUAL, None),
        (NPV, "FR", Technique.PREDICTIVE, None),
        (MOBILE, "DE", Technique.MANUAL, None),
        ("+447700900123", "GB", Technique.MANUAL, "UK-06"),
        (MOBILE, "MA", Technique.MANUAL, None),
    ],
)
def test_the_law_of_the_prospects_country_says_what_may_be_shown(
    e164: str, country: str, technique: Technique, rule: str | None
) -> None:
    found = law_against(e164, country, Audience.B2B, technique, NOW)
    assert (found.id if found else None) == rule


def test_a_number_stands_as_what_keeps_it_back_the_longest() -> None:
    law = law_against(MOBILE, "FR", Audience.B2B, Technique.MANUAL, NOW)
    resting = PoolNumber(MOBILE, 200, rest_until=MIDNIGHT)
    assert state_of(resting, law, NOW) is NumberState.REFUSED_BY_LAW
    assert state_of(resting, None, NOW) is NumberState.RESTING
    assert state_of(resting, None, MIDNIGHT) is NumberState.AT_CAP
    assert state_of(PoolNumber(A, 199), None, NOW) is NumberState.IN_USE


@pytest.mark.parametrize(
    ("own", "others", "rests"),
    [
        (Answers(60, 4), Answers(60, 13), True),  # 6.7 % beside 21.7 %: under a third of it
        (Answers(60, 4), Answers(60, 12), False),  # exactly a third
        (Answers(60, 5), Answers(60, 60), False),  # 8.3 %
        (Answers(50, 4), Answers(300, 200), False),  # too few calls to say
        (Answers(60, 0), Answers(59, 59), False),  # too few to compare with
        (Answers(60, 0), Answers(60, 0), False),  # the file is bad, not the number
        (Answers(60, 0), Answers(60, 1), True),
        (Answers(0, 0), Answers(0, 0), False),
    ],
)
def test_a_number_rests_when_its_answers_collapse_and_the_others_do_not(
    own: Answers, others: Answers, rests: bool
) -> None:
    assert collapses(own, others) is rests
