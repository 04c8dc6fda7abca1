"""Which messages a meeting brings about, when they are due and by which channel."""

from datetime import UTC, datetime

import pytest

from campaigns.follow_up.reminders import (
    Appointment,
    Channel,
    MessageState,
    Occasion,
    Reach,
    Turn,
    Wishes,
    channels,
    may_follow,
    plan,
    turn,
)

PARIS = "Europe/Paris"
MAIL = (Channel.MAIL,)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def due(since: datetime, starts_at: datetime, zone: str = PARIS) -> dict[str, str]:
    """Each occasion with its moment on the prospect's clock in winter Paris (UTC + 1)."""
    planned = plan(Appointment(starts_at, zone, since), MAIL)
    return {each.occasion: f"{each.due_at:%d %H:%M}" for each in planned}


def test_a_meeting_in_three_days_is_confirmed_after_a_minute_and_reminded_of_twice() -> None:
    assert due(utc(24, 9), utc(27, 13)) == {
        "confirmation": "24 09:01",
        "day_before": "26 09:00",
        "soon": "27 11:00",
    }


def test_a_meeting_within_a_day_and_a_half_has_no_reminder_the_day_before() -> None:
    assert due(utc(24, 9), utc(25, 21)) == {"confirmation": "24 09:01", "soon": "25 18:30"}
    assert due(utc(24, 8, 59), utc(25, 21))["confirmation"] == "24 09:00"


def test_the_day_before_is_left_out_when_its_ten_oclock_is_over() -> None:
    assert "day_before" not in due(utc(24, 10), utc(25, 22, 30))
    assert "day_before" in due(utc(24, 10), utc(26, 22, 30))


def test_a_meeting_in_two_hours_is_only_confirmed() -> None:
    assert due(utc(24, 9), utc(24, 11, 30)) == {"confirmation": "24 09:01"}


def test_nobody_is_written_to_at_night() -> None:
    assert due(utc(24, 20), utc(26, 13))["confirmation"] == "25 07:00"
    assert due(utc(24, 5), utc(26, 13))["confirmation"] == "24 07:00"


def test_an_early_meeting_is_reminded_of_at_eight_and_one_at_eight_not_at_all() -> None:
    assert due(utc(24, 9), utc(26, 8))["soon"] == "26 07:00"
    assert "soon" not in due(utc(24, 9), utc(26, 7))


def test_a_late_meeting_is_reminded_of_before_eight_in_the_evening() -> None:
    assert due(utc(24, 9), utc(26, 21, 30))["soon"] == "26 18:30"


def test_ten_oclock_is_the_prospects_ten_oclock() -> None:
    assert due(utc(24, 9), utc(27, 13), "Indian/Reunion")["day_before"] == "26 06:00"


def test_a_letter_goes_where_an_address_is_known_and_a_short_message_where_none_is() -> None:
    both = Reach(mail=True, mobile=True, country="FR")
    wishes = Wishes(mail=True, sms=True)
    assert channels(wishes, both) == (Channel.MAIL,)
    assert channels(wishes, Reach(mail=False, mobile=True, country="FR")) == (Channel.SMS,)
    assert channels(Wishes(sms=True, both=True), both) == (Channel.MAIL, Channel.SMS)


@pytest.mark.parametrize(
    ("wishes", "reach"),
    [
        (Wishes(), Reach(mail=False, mobile=True, country="FR")),
        (Wishes(mail=False), Reach(mail=True, mobile=True, country="FR")),
        (Wishes(sms=True), Reach(mail=False, mobile=True, country="GB")),
        (Wishes(sms=True), Reach(mail=False, mobile=False, country="FR")),
    ],
)
def test_nothing_goes_where_nothing_is_wanted_known_or_lawful(wishes: Wishes, reach: Reach) -> None:
    assert channels(wishes, reach) == ()


def test_a_message_waits_for_its_moment_and_for_the_day_and_is_dropped_when_it_is_late() -> None:
    assert turn(utc(24, 9), utc(24, 12), PARIS, utc(24, 8, 59)) is Turn.WAIT
    assert turn(utc(24, 9), utc(24, 12), PARIS, utc(24, 9)) is Turn.SEND
    assert turn(utc(24, 9), utc(24, 12), PARIS, utc(24, 12)) is Turn.TOO_LATE
    assert turn(utc(24, 18), utc(25, 12), PARIS, utc(24, 19)) is Turn.WAIT
    assert turn(utc(24, 18), utc(25, 12), PARIS, utc(25, 7)) is Turn.SEND


def test_both_channels_are_planned_for_each_occasion_where_both_are_wanted() -> None:
    planned = plan(Appointment(utc(27, 13), PARIS, utc(24, 9)), (Channel.MAIL, Channel.SMS))
    assert [(each.occasion, each.channel) for each in planned][:2] == [
        (Occasion.CONFIRMATION, Channel.MAIL),
        (Occasion.CONFIRMATION, Channel.SMS),
    ]
    assert len(planned) == 6


def test_a_late_report_takes_nothing_back() -> None:
    assert may_follow(MessageState.SENDING, MessageState.DELIVERED)
    assert may_follow(MessageState.SENT, MessageState.BOUNCED)
    assert not may_follow(MessageState.DELIVERED, MessageState.SENT)
    assert not may_follow(MessageState.DELIVERED, MessageState.BOUNCED)
    assert not may_follow(MessageState.WITHDRAWN, MessageState.SENT)
