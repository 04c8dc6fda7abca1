"""By when the tasks of an outcome are due."""

from datetime import UTC, datetime, timedelta

from campaigns.follow_up.tasks import CountedFrom, OwnerRole, TaskKind, TaskRule

MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REMINDER = TaskRule(
    TaskKind.REMIND_MEETING, OwnerRole.TELEPROSPECTOR, -timedelta(days=1), CountedFrom.MEETING
)


def test_a_quote_is_due_two_days_after_the_call() -> None:
    quote = TaskRule(TaskKind.PREPARE_QUOTE, OwnerRole.FIELD_SALES, timedelta(days=2))
    assert quote.due_at(MONDAY_NINE, None) == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_a_reminder_is_due_the_day_before_the_meeting() -> None:
    thursday = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    assert REMINDER.due_at(MONDAY_NINE, thursday) == datetime(2026, 11, 25, 14, 0, tzinfo=UTC)


def test_a_reminder_of_todays_meeting_is_due_at_once() -> None:
    this_afternoon = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert REMINDER.due_at(MONDAY_NINE, this_afternoon) == MONDAY_NINE
