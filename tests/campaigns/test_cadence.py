"""When a lead is tried again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cadence import DEFAULT, Cadence, CadenceStep, NextCall, Slot, Stop, after, opening_of
from campaigns.dispositions import RULES, Disposition
from campaigns.lead.closing import CLOSE_LABELS, CloseReason

PARIS = "Europe/Paris"
# A Monday; Paris is one hour ahead of UTC in November.
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def next_call(
    disposition: Disposition, attempt: int = 2, at: datetime = MORNING, same_today: int = 1
) -> datetime:
    step = after(DEFAULT, disposition, attempt, at, PARIS, same_today)
    assert isinstance(step, NextCall)
    return step.at


def test_a_busy_line_is_tried_again_after_a_quarter_of_an_hour() -> None:
    assert next_call(Disposition.BUSY) == MORNING + timedelta(minutes=15)


def test_the_third_busy_line_of_a_day_rests_until_the_other_half_of_the_next() -> None:
    tuesday_14_00 = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert next_call(Disposition.BUSY, same_today=3) == tuesday_14_00


def test_the_first_silence_waits_four_hours() -> None:
    assert next_call(Disposition.NO_ANSWER, attempt=1) == MORNING + timedelta(hours=4)


def test_a_later_silence_in_the_morning_waits_for_the_next_afternoon() -> None:
    tuesday_14_00 = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert next_call(Disposition.NO_ANSWER) == tuesday_14_00


def test_a_later_silence_in_the_afternoon_waits_for_the_next_morning() -> None:
    tuesday_10_00 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert next_call(Disposition.NO_ANSWER, at=AFTERNOON) == tuesday_10_00


@pytest.mark.parametrize(
    "disposition", [Disposition.MACHINE, Disposition.GATEKEEPER, Disposition.AWAY]
)
def test_voicemail_gatekeeper_and_absence_wait_for_the_other_half(disposition: Disposition) -> None:
    assert next_call(disposition) == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def test_documents_are_followed_up_three_days_later_at_the_same_hour() -> None:
    assert next_call(Disposition.DOCUMENTATION) == MORNING + timedelta(days=3)


def test_the_hour_is_kept_over_the_spring_clock_change() -> None:
    friday_10_00 = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    monday_10_00 = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)
    assert next_call(Disposition.DOCUMENTATION, at=friday_10_00) == monday_10_00


def test_an_abandoned_call_rests_72_true_hours_even_over_a_clock_change() -> None:
    friday_10_00 = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    monday_11_00 = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
    assert next_call(Disposition.ABANDONED, at=friday_10_00) == monday_11_00


def test_the_other_half_is_that_of_the_prospects_clock() -> None:
    # Eleven o'clock in Paris is two in the afternoon in Réunion.
    at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    step = after(DEFAULT, Disposition.MACHINE, 1, at, "Indian/Reunion", 1)
    assert step == NextCall(datetime(2026, 11, 24, 6, 0, tzinfo=UTC))


def test_autumn_does_not_shift_the_other_half() -> None:
    saturday_11_00 = datetime(2026, 10, 24, 9, 0, tzinfo=UTC)
    sunday_14_00 = datetime(2026, 10, 25, 13, 0, tzinfo=UTC)
    assert next_call(Disposition.MACHINE, at=saturday_11_00) == sunday_14_00


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # 09:30 + 2 h is still morning: the afternoon opens at 14:00.
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        # 12:30 + 2 h is afternoon already.
        (datetime(2026, 11, 23, 11, 30, tzinfo=UTC), datetime(2026, 11, 23, 13, 30, tzinfo=UTC)),
        # 16:00 + 2 h: the morning to come is tomorrow's.
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_wait_of_hours_may_ask_for_the_other_half_too(at: datetime, expected: datetime) -> None:
    step = CadenceStep(Disposition.NO_ANSWER, timedelta(hours=2), slot=Slot.OTHER)
    cadence = Cadence((step,), max_attempts=6)
    assert after(cadence, Disposition.NO_ANSWER, 1, at, PARIS, 1) == NextCall(expected)


def test_from_one_oclock_on_it_is_afternoon() -> None:
    tuesday_10_00 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    one_oclock = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert next_call(Disposition.MACHINE, at=one_oclock) == tuesday_10_00


def test_days_keep_the_hour_and_the_rest_of_a_wait_is_added() -> None:
    step = CadenceStep(Disposition.AWAY, timedelta(days=1, hours=2), slot=Slot.SAME)
    found = after(Cadence((step,), 6), Disposition.AWAY, 1, MORNING, PARIS, 1)
    assert found == NextCall(MORNING + timedelta(hours=26))


def test_the_last_attempt_stops_the_trying() -> None:
    stop = after(DEFAULT, Disposition.NO_ANSWER, 6, MORNING, PARIS, 1)
    assert stop == Stop(CloseReason.EXHAUSTED)


def test_a_step_for_this_attempt_goes_before_one_for_any() -> None:
    cadence = Cadence(
        (
            CadenceStep(Disposition.NO_ANSWER, timedelta(hours=1)),
            CadenceStep(Disposition.NO_ANSWER, timedelta(hours=7), attempt=3),
        ),
        max_attempts=6,
    )
    waits = [
        after(cadence, Disposition.NO_ANSWER, number, MORNING, PARIS, 1) for number in (2, 3, 4)
    ]
    hours = [MORNING + timedelta(hours=hours) for hours in (1, 7, 1)]
    assert waits == [NextCall(at) for at in hours]


def test_what_the_plan_does_not_say_follows_the_habit_of_the_trade() -> None:
    silent = Cadence((), max_attempts=6)
    assert after(silent, Disposition.BUSY, 1, MORNING, PARIS, 1) == NextCall(
        MORNING + timedelta(minutes=15)
    )


def test_a_meeting_is_never_retried() -> None:
    with pytest.raises(ValueError, match="MEETING"):
        after(DEFAULT, Disposition.MEETING, 1, MORNING, PARIS, 1)


def test_every_outcome_that_closes_nothing_has_a_wait() -> None:
    retried = {step.after for step in DEFAULT.steps}
    assert retried == {code for code, rule in RULES.items() if rule.close is None}


def test_a_lead_that_waits_for_a_date_is_due_at_ten() -> None:
    assert opening_of(date(2027, 7, 1), PARIS) == datetime(2027, 7, 1, 8, 0, tzinfo=UTC)


@given(
    disposition=st.sampled_from([step.after for step in DEFAULT.steps]),
    attempt=st.integers(1, 5),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from([PARIS, "Indian/Reunion", "America/Martinique", "Pacific/Auckland"]),
    same_today=st.integers(1, 5),
)
def test_the_next_call_is_always_later(
    disposition: Disposition, attempt: int, at: datetime, zone: str, same_today: int
) -> None:
    step = after(DEFAULT, disposition, attempt, at, zone, same_today)
    assert isinstance(step, NextCall)
    assert step.at > at


@pytest.mark.parametrize("reason", CloseReason)
def test_every_reason_to_close_speaks_both_languages(reason: CloseReason) -> None:
    assert set(CLOSE_LABELS[reason]) == {"fr", "en"}
