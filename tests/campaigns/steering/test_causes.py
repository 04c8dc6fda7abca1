"""The gap between plan and actual in causes, which add up to it whatever happened."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from campaigns.kpi import Counters
from campaigns.plan.parts import Metric
from campaigns.steering import (
    ACTIONS,
    CAUSES,
    RESULT_WORDS,
    Cause,
    Course,
    Room,
    Worked,
    causes,
    course_of,
    gap,
    in_tenths,
    worked,
)
from tests.campaigns.plans import plan_of

HALF = Fraction(1, 2)
# A hundred hours of twenty dials; a quarter reached, half of them argued, one in ten a meeting.
PLAN = Course(Fraction(100), Fraction(20), Fraction(1, 4), HALF, Fraction(1, 10))


def results(done: Worked, room: Room | None = None, elapsed: Fraction = HALF) -> dict[str, float]:
    return {
        str(line.cause): float(line.results)
        for line in causes(PLAN, elapsed, done, room)
        if line.results
    }


def test_a_campaign_on_its_course_has_no_gap_and_no_cause() -> None:
    done = Worked(Fraction(50), 1000, 250, 125, 12)
    assert gap(PLAN, HALF, done) == Fraction(-1, 2)
    assert results(done) == {"conversion": -0.5}


def test_twenty_hours_less_cost_what_the_plan_makes_of_twenty_hours() -> None:
    done = Worked(Fraction(30), 600, 150, 75, 7)
    assert results(done) == {"hours": -5.0, "conversion": -0.5}


def test_slower_dials_fewer_contacts_a_weak_opening_each_cost_their_own() -> None:
    done = Worked(Fraction(50), 800, 160, 60, 6)
    assert results(done) == {"pace": -2.5, "reach": -2.0, "pitch": -2.0}


def test_better_conversion_makes_good_what_reach_has_lost() -> None:
    done = Worked(Fraction(50), 1000, 200, 100, 13)
    assert results(done) == {"reach": -2.5, "conversion": 3.0}
    assert gap(PLAN, HALF, done) == Fraction(1, 2)


def test_dials_that_the_list_does_not_hold_are_lost_to_the_list() -> None:
    done = Worked(Fraction(50), 600, 150, 75, 8)
    assert results(done, Room(100, 100)) == {"list": -3.75, "pace": -1.25, "conversion": 0.5}


def test_of_what_the_list_holds_the_law_may_keep_some_back() -> None:
    done = Worked(Fraction(50), 600, 150, 75, 8)
    assert results(done, Room(300, 100)) == {
        "list": -1.25,
        "law": -2.5,
        "pace": -1.25,
        "conversion": 0.5,
    }


def test_who_dials_more_than_planned_loses_nothing_to_list_or_law() -> None:
    done = Worked(Fraction(50), 1100, 275, 138, 14)
    assert "list" not in results(done, Room(0, 0))
    assert results(done, Room(0, 0))["pace"] == 1.25


def test_few_cases_are_marked_as_proof_of_little() -> None:
    lines = {
        line.cause: line for line in causes(PLAN, HALF, Worked(Fraction(50), 900, 40, 12, 1), None)
    }
    assert lines[Cause.CONVERSION].is_small
    assert not lines[Cause.PITCH].is_small
    assert lines[Cause.REACH].actual == Fraction(40, 900)


def test_nothing_done_leaves_rates_unknown_and_hours_to_blame() -> None:
    nothing = Worked(Fraction(0), 0, 0, 0, 0)
    lines = causes(PLAN, HALF, nothing, None)
    assert [line.cause for line in lines if line.results] == [Cause.HOURS]
    assert [line.actual for line in lines[4:]] == [None, None, None]


counts = st.integers(0, 5000)
shares = st.fractions(0, 1, max_denominator=50)
rates = st.fractions(Fraction(1, 50), 1, max_denominator=50)
plans = st.builds(
    Course,
    st.fractions(1, 3000, max_denominator=8),
    st.fractions(1, 120, max_denominator=4),
    rates,
    rates,
    rates,
)
done_so_far = st.builds(
    Worked, st.fractions(0, 3000, max_denominator=3600), counts, counts, counts, counts
)
rooms = st.none() | st.integers(0, 5000).flatmap(
    lambda dials: st.integers(0, dials).map(lambda lawful: Room(dials, lawful))
)


@given(plans, shares, done_so_far, rooms)
def test_the_causes_always_add_up_to_the_gap(
    plan: Course, elapsed: Fraction, done: Worked, room: Room | None
) -> None:
    lines = causes(plan, elapsed, done, room)
    assert sum(line.results for line in lines) == gap(plan, elapsed, done)
    assert [line.cause for line in lines] == list(Cause)


@given(plans, shares, done_so_far, rooms)
def test_the_list_and_the_law_never_bring_anything(
    plan: Course, elapsed: Fraction, done: Worked, room: Room | None
) -> None:
    lines = {line.cause: line.results for line in causes(plan, elapsed, done, room)}
    assert lines[Cause.LIST] <= 0
    assert lines[Cause.LAW] <= 0


def test_what_is_shown_in_tenths_adds_up_as_well() -> None:
    third = Fraction(1, 3)
    assert in_tenths([third, third, third]) == [4, 3, 3]
    assert in_tenths([-third, -third, Fraction(0)]) == [-3, -4, 0]
    assert in_tenths([]) == []


@given(st.lists(st.fractions(-1000, 1000, max_denominator=97), max_size=7))
def test_tenths_are_the_nearest_below_or_above_and_add_up(values: list[Fraction]) -> None:
    shown = in_tenths(values)
    assert sum(shown) == round(sum(values) * 10)
    assert all(abs(tenth - value * 10) <= 1 for tenth, value in zip(shown, values, strict=True))


def test_a_plan_gives_its_chain_and_its_counters_what_was_done() -> None:
    # Twenty meetings held of twenty-five booked: 250 argued contacts, 500 contacts, 3,334 dials.
    course = course_of(plan_of())
    assert course.results == 25
    counted = Counters(
        logged_s=9000, break_s=1800, attempts=50, contacts=9, argued=4, meetings_booked=1, quotes=7
    )
    assert worked(Metric.MEETINGS, counted) == Worked(Fraction(2), 50, 9, 4, 1)
    assert worked(Metric.QUOTES, counted).results == 7


def test_every_cause_and_every_metric_has_words_in_both_languages() -> None:
    for words in (CAUSES, ACTIONS):
        assert set(words) == set(Cause)
        assert all(set(each) == {"fr", "en"} for each in words.values())
    assert set(RESULT_WORDS) == set(Metric)
