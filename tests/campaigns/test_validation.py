"""Where a result stands between Carla who pays, Alice who brought it and Bob who manages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from campaigns.pipeline import MeetingStatus
from campaigns.validation import (
    Act,
    Booked,
    ContestReason,
    How,
    ResultState,
    Said,
    Side,
    Standing,
    Terms,
    allowed,
    deadline,
    standing,
)

BOOKED_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MET_AT = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
UNTIL = datetime(2026, 11, 29, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TERMS = Terms(timedelta(hours=72))
SETTLED_BY_BOB = Terms(timedelta(hours=72), manager_decides=True)
MEETING = Booked(MeetingStatus.BOOKED, BOOKED_AT, MET_AT, BOOKED_AT)


def carla(act: Act, at: datetime, number: int = 0) -> Said:
    reason = ContestReason.DUPLICATE if act is Act.CONTESTED else None
    return Said(act, Side.COMPANY, at, number, reason)


CONTESTED = carla(Act.CONTESTED, MET_AT + HOUR)
ANSWERED = Said(Act.ANSWERED, Side.CALLER, MET_AT + 2 * HOUR, words="The head herself said yes.")
FOUND = Said(Act.FOUND_OWED, Side.MANAGER, MET_AT + 3 * HOUR)


def where(*said: Said, at: datetime = MET_AT + 4 * HOUR, terms: Terms = TERMS) -> Standing:
    return standing(MEETING, said, terms, at)


def test_the_clock_starts_with_the_meeting_or_with_a_booking_that_is_later() -> None:
    assert deadline(MEETING, TERMS) == UNTIL
    told_late = replace(MEETING, booked_at=MET_AT + HOUR)
    assert deadline(told_late, TERMS) == UNTIL + HOUR
    assert deadline(MEETING, Terms()) is None


def test_no_word_by_the_deadline_is_a_yes() -> None:
    waiting = where(at=UNTIL - SECOND)
    assert (waiting.state, waiting.until) == (ResultState.WAITING, UNTIL)
    accepted = where(at=UNTIL)
    assert (accepted.state, accepted.at, accepted.how) == (
        ResultState.ACCEPTED,
        UNTIL,
        How.DEADLINE,
    )
    never = where(at=UNTIL + timedelta(days=400), terms=Terms())
    assert never.state is ResultState.WAITING


def test_a_contest_that_comes_at_the_deadline_is_too_late() -> None:
    assert where(carla(Act.CONTESTED, UNTIL), at=UNTIL + HOUR).how is How.DEADLINE
    in_time = carla(Act.CONTESTED, UNTIL - SECOND)
    assert where(in_time, at=UNTIL + HOUR).state is ResultState.CONTESTED


def test_the_first_word_stands_and_a_second_one_changes_nothing() -> None:
    accepted = carla(Act.ACCEPTED, MET_AT)
    later = carla(Act.CONTESTED, MET_AT + HOUR)
    assert where(accepted, later).state is ResultState.ACCEPTED
    assert where(CONTESTED, carla(Act.ACCEPTED, MET_AT + 2 * HOUR)).state is ResultState.CONTESTED


def test_words_in_any_order_and_twice_come_to_the_same() -> None:
    words = (CONTESTED, ANSWERED, FOUND)
    expected = where(*words, terms=SETTLED_BY_BOB)
    assert (expected.state, expected.how, expected.answered) == (
        ResultState.ACCEPTED,
        How.DECISION,
        True,
    )
    for order in permutations((*words, ANSWERED)):
        assert where(*order, terms=SETTLED_BY_BOB) == expected


def test_the_manager_settles_only_where_the_terms_say_so() -> None:
    assert where(CONTESTED, FOUND).state is ResultState.CONTESTED
    refused = replace(FOUND, act=Act.FOUND_NOT_OWED)
    found = where(CONTESTED, refused, terms=SETTLED_BY_BOB)
    assert (found.state, found.reason) == (ResultState.NOT_OWED, ContestReason.DUPLICATE)
    assert where(FOUND, terms=SETTLED_BY_BOB).state is ResultState.WAITING


def test_an_acceptance_can_be_taken_back_for_seconds() -> None:
    accepted = carla(Act.ACCEPTED, MET_AT)
    assert where(accepted, carla(Act.WITHDRAWN, MET_AT + 9 * SECOND)).state is ResultState.WAITING
    assert where(accepted, carla(Act.WITHDRAWN, MET_AT + HOUR)).state is ResultState.ACCEPTED


def test_a_contest_taken_back_waits_again_and_after_the_deadline_is_a_yes() -> None:
    assert where(CONTESTED, carla(Act.WITHDRAWN, MET_AT + 2 * HOUR)).state is ResultState.WAITING
    late = where(CONTESTED, carla(Act.WITHDRAWN, UNTIL + HOUR), at=UNTIL + HOUR)
    assert (late.state, late.at, late.how) == (ResultState.ACCEPTED, UNTIL + HOUR, How.COMPANY)


@pytest.mark.parametrize(
    ("said", "side", "acts"),
    [
        ((), Side.COMPANY, {Act.ACCEPTED, Act.CONTESTED}),
        ((), Side.CALLER, set()),
        ((CONTESTED,), Side.COMPANY, {Act.WITHDRAWN}),
        ((CONTESTED,), Side.CALLER, {Act.ANSWERED}),
        ((CONTESTED,), Side.MANAGER, {Act.ANSWERED, Act.FOUND_OWED, Act.FOUND_NOT_OWED}),
        ((CONTESTED, FOUND), Side.COMPANY, set()),
        ((CONTESTED, FOUND), Side.MANAGER, set()),
    ],
)
def test_each_side_says_what_is_its_own(said: tuple[Said, ...], side: Side, acts: set[Act]) -> None:
    now = MET_AT + 4 * HOUR
    assert allowed(where(*said, terms=SETTLED_BY_BOB), side, SETTLED_BY_BOB, now) == acts


def test_what_the_caller_says_for_the_company_is_nothing() -> None:
    assert where(Said(Act.ACCEPTED, Side.CALLER, MET_AT)).state is ResultState.WAITING


@pytest.mark.parametrize(
    ("status", "accepted", "state", "at"),
    [
        (MeetingStatus.HELD, None, ResultState.WAITING, MET_AT),
        (MeetingStatus.HELD, MET_AT + HOUR, ResultState.ACCEPTED, MET_AT + HOUR),
        (MeetingStatus.CANCELLED, MET_AT, ResultState.ACCEPTED, MET_AT),
        (MeetingStatus.NO_SHOW, None, ResultState.NOT_OWED, BOOKED_AT),
        (MeetingStatus.CANCELLED, None, ResultState.NOT_OWED, BOOKED_AT),
        (None, None, ResultState.RECORDED, BOOKED_AT),
    ],
)
def test_without_words_a_result_stands_where_its_meeting_left_it(
    status: MeetingStatus | None, accepted: datetime | None, state: ResultState, at: datetime
) -> None:
    booked = replace(MEETING, status=status, accepted_at=accepted)
    found = standing(booked, (), TERMS, MET_AT + 2 * HOUR)
    assert (found.state, found.at) == (state, at)


def test_a_meeting_that_was_not_kept_is_contested_and_one_called_off_is_not_owed() -> None:
    missed = replace(MEETING, status=MeetingStatus.NO_SHOW)
    kept = replace(CONTESTED, reason=ContestReason.NOT_KEPT)
    assert standing(missed, [kept], TERMS, UNTIL).state is ResultState.CONTESTED
    called_off = replace(MEETING, status=MeetingStatus.CANCELLED)
    assert standing(called_off, [kept], TERMS, UNTIL).state is ResultState.NOT_OWED
