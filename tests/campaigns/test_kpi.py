from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.kpi import (
    CATALOGUE,
    Counters,
    Figure,
    Standing,
    against,
    figure,
    figures,
    kpi_named,
    named,
    total,
)


def read(key: str, **counts: int) -> Figure:
    kpi = kpi_named(key)
    assert kpi is not None
    return figure(kpi, Counters(**counts))


def test_contact_rate_is_contacts_over_attempts() -> None:
    rate = read("contact_rate", attempts=200, contacts=30)
    assert (rate.numerator, rate.denominator, rate.value) == (30, 200, Fraction(15, 100))


def test_an_empty_denominator_has_no_figure() -> None:
    assert read("contact_rate", contacts=3).value is None


def test_no_counter_at_all_has_no_figure_anywhere() -> None:
    assert {each.value for each in figures(Counters())} == {None}


def test_dials_per_hour_leaves_breaks_out() -> None:
    pace = read("dials_per_hour", attempts=100, logged_s=5 * 3600, break_s=3600)
    assert pace.value == 25


def test_breaks_longer_than_the_session_have_no_figure() -> None:
    assert read("dials_per_hour", attempts=1, logged_s=60, break_s=90).value is None


def test_show_rate_waits_for_meetings_still_to_come() -> None:
    rate = read("show_rate", meetings_booked=12, meetings_pending=2, meetings_held=8)
    assert rate.value == Fraction(8, 10)


def test_cost_per_meeting_counts_meetings_held() -> None:
    assert read("cost_per_meeting", cost_cents=333_333, meetings_held=20).value == Fraction(
        333_333, 20
    )


def test_return_on_investment_may_be_negative() -> None:
    assert read("return_on_investment", margin_cents=50, cost_cents=100).value == Fraction(-1, 2)


def test_fewer_than_thirty_cases_are_few() -> None:
    assert read("contact_rate", attempts=29, contacts=5).is_small
    assert not read("contact_rate", attempts=30, contacts=5).is_small


def test_hundred_hours_without_a_meeting_are_not_few() -> None:
    assert not read("meetings_per_hour", logged_s=100 * 3600).is_small


def test_two_hours_with_fifty_dials_are_not_few() -> None:
    assert not read("dials_per_hour", attempts=50, logged_s=2 * 3600).is_small


@pytest.mark.parametrize(
    ("contacts", "attempts", "standing"),
    [
        (15, 100, Standing.ON_PLAN),
        (12, 100, Standing.SHORT),
        (9, 100, Standing.ALARM),
        (1, 20, Standing.TOO_FEW),
        (0, 0, Standing.NO_FIGURE),
    ],
)
def test_a_rate_that_should_be_high(contacts: int, attempts: int, standing: Standing) -> None:
    rate = read("contact_rate", attempts=attempts, contacts=contacts)
    assert against(rate, Fraction(15, 100), Fraction(10, 100)) is standing


@pytest.mark.parametrize(
    ("opposed", "standing"), [(3, Standing.ON_PLAN), (5, Standing.SHORT), (7, Standing.ALARM)]
)
def test_a_rate_that_should_be_low(opposed: int, standing: Standing) -> None:
    rate = read("opt_out_rate", answered=100, opposed=opposed)
    assert against(rate, Fraction(3, 100), Fraction(6, 100)) is standing


def test_without_an_alarm_a_figure_is_only_short() -> None:
    assert against(read("contact_rate", attempts=99), Fraction(1, 2), None) is Standing.SHORT


def test_catalogue_keys_are_all_different_and_worded_in_both_languages() -> None:
    assert len({kpi.key for kpi in CATALOGUE}) == len(CATALOGUE)
    for kpi in CATALOGUE:
        assert set(kpi.label) == set(kpi.definition) == {"fr", "en"}


def test_every_catalogue_line_names_counters_that_exist() -> None:
    assert len(figures(Counters())) == len(CATALOGUE)


def test_totals_are_recomputed_not_averaged() -> None:
    day = total([Counters(attempts=10, contacts=5), Counters(attempts=90, contacts=5)])
    kpi = kpi_named("contact_rate")
    assert kpi is not None
    assert figure(kpi, day).value == Fraction(10, 100)


def test_stored_counts_of_no_counter_are_left_out() -> None:
    assert named({"attempts": 3, "unknown": 9}) == Counters(attempts=3)


@given(st.lists(st.builds(Counters, attempts=st.integers(0, 99), contacts=st.integers(0, 99))))
def test_totals_do_not_depend_on_order(parts: list[Counters]) -> None:
    assert total(parts) == total(reversed(parts))
