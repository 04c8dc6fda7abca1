"""Hours that begin or end in the middle of an hour are kept to the minute."""

from datetime import UTC, datetime

from campaigns.windows import WORKING_DAYS, Hours, closes_at, next_opening

PARIS = ("Europe/Paris",)
# A Thursday in winter, when eight in Paris is seven in UTC.
EIGHT = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)


def test_hours_that_begin_and_end_a_minute_before_nine_do_so_to_the_minute() -> None:
    hours = Hours.on(WORKING_DAYS, "08:59-20:59")
    opens = next_opening(hours, PARIS, EIGHT, None)
    assert opens == EIGHT.replace(hour=7, minute=59)
    assert closes_at(hours, PARIS, opens, None) == EIGHT.replace(hour=19, minute=59)
