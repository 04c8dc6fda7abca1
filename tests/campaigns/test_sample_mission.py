"""An invented mission shows a company each way in which a result can stand, and takes its word as a real one does."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from campaigns.company.sample_mission import TERMS, Brought, Word, brought
from campaigns.pipeline import MeetingStatus
from campaigns.validation import Act, ContestReason, How, ResultState, Standing, standing

# Each weekday has its own distance to the working days around it.
WEEK = [datetime(2026, 11, day, 9, 40, tzinfo=UTC) for day in range(23, 30)]
MONDAY = WEEK[0]


def stands(one: Brought, now: datetime) -> Standing:
    return standing(one.booked, one.said, TERMS, now)


def seen(code: str, *words: Word) -> Brought:
    return next(one for one in brought(MONDAY, "en", words) if one.invented.code == code)


@pytest.mark.parametrize("since", WEEK)
def test_on_any_day_four_wait_three_are_accepted_each_in_its_way_and_one_is_contested(
    since: datetime,
) -> None:
    found = {one.invented.code: stands(one, since) for one in brought(since, "fr", ())}
    states = Counter(each.state for each in found.values())
    assert states == {
        ResultState.WAITING: 4,
        ResultState.ACCEPTED: 3,
        ResultState.CONTESTED: 1,
    }
    assert found["accepted"].how is How.COMPANY
    assert found["no_word"].how is How.DEADLINE
    assert found["settled"].how is How.DECISION
    assert found["twice"].answered


@pytest.mark.parametrize("since", WEEK)
def test_meetings_fall_on_working_days_one_to_come_and_the_others_past(since: datetime) -> None:
    found = brought(since, "en", ())
    assert all(one.starts_at.weekday() < 5 and one.booked_at.weekday() < 5 for one in found)
    assert all(one.booked_at < one.starts_at for one in found)
    assert [one.invented.code for one in found if one.starts_at > since] == ["to_come"]


def test_what_the_company_says_counts_and_can_be_taken_back() -> None:
    accepted = Word("held", Act.ACCEPTED, MONDAY)
    assert stands(seen("held", accepted), MONDAY).state is ResultState.ACCEPTED
    undone = Word("held", Act.WITHDRAWN, MONDAY + timedelta(seconds=8))
    assert stands(seen("held", accepted, undone), MONDAY).state is ResultState.WAITING
    late = Word("held", Act.WITHDRAWN, MONDAY + timedelta(seconds=16))
    assert stands(seen("held", accepted, late), MONDAY).state is ResultState.ACCEPTED


def test_nobody_came_is_said_of_the_meeting_too_and_not_before_its_moment() -> None:
    not_kept = ContestReason.NOT_KEPT
    said = Word("nobody", Act.CONTESTED, MONDAY, not_kept, "We waited half an hour.")
    one = seen("nobody", said)
    assert (one.status, stands(one, MONDAY).reason) == (MeetingStatus.NO_SHOW, not_kept)
    back = Word("nobody", Act.WITHDRAWN, MONDAY + timedelta(minutes=5))
    assert seen("nobody", said, back).status is MeetingStatus.BOOKED
    early = Word("to_come", Act.CONTESTED, MONDAY, not_kept)
    assert stands(seen("to_come", early), MONDAY).state is ResultState.WAITING


def test_a_contest_without_a_reason_changes_nothing() -> None:
    said = Word("assistant", Act.CONTESTED, MONDAY)
    assert stands(seen("assistant", said), MONDAY).state is ResultState.WAITING


def test_a_meeting_is_held_after_its_moment_and_called_off_before_it() -> None:
    held, off = MeetingStatus.HELD, MeetingStatus.CANCELLED
    assert seen("nobody", Word("nobody", held, MONDAY)).status is held
    assert seen("nobody", Word("nobody", off, MONDAY)).status is MeetingStatus.BOOKED
    assert seen("to_come", Word("to_come", held, MONDAY)).status is MeetingStatus.BOOKED
    gone = seen("to_come", Word("to_come", off, MONDAY))
    assert stands(gone, MONDAY).state is ResultState.NOT_OWED
