"""What a lead, an outcome and a wrap-up count for in the totals of their campaign."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.figures.counting import change
from campaigns.figures.totals import (
    Filed,
    dispositions,
    of_interval,
    of_lead,
    of_meeting,
    of_outcome,
    of_promise,
    of_wrap_up,
    stages,
)
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import MeetingStatus, Stage
from campaigns.states import CallbackState, WorkState

END = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_new_lead_is_one_that_may_be_called() -> None:
    assert of_lead(Filed(Stage.TARGET)) == {"leads": 1, "stage:target": 1, "records_callable": 1}


def test_a_lead_that_was_reached_was_worked_and_contacted_once_however_often() -> None:
    assert of_lead(Filed(Stage.CONTACTING, attempts=3, contacts=2)) == {
        "leads": 1,
        "stage:contacting": 1,
        "records_callable": 1,
        "records_worked": 1,
        "records_contacted": 1,
    }


@pytest.mark.parametrize("reason", ["invalid", "out_of_target", "duplicate", "deceased", "opposed"])
def test_who_should_never_have_been_called_is_closed_and_not_callable(reason: str) -> None:
    counted = of_lead(Filed(Stage.INVALID, CloseReason(reason)))
    assert counted["records_closed"] == 1
    assert "records_callable" not in counted


@pytest.mark.parametrize("reason", ["invalid", "out_of_target", "duplicate", "deceased", "opposed"])
def test_whoever_was_called_could_be_called(reason: str) -> None:
    counted = of_lead(Filed(Stage.INVALID, CloseReason(reason), attempts=1))
    assert (counted["records_worked"], counted["records_callable"]) == (1, 1)


def test_who_refused_is_closed_and_stays_a_record_that_could_be_called() -> None:
    counted = of_lead(Filed(Stage.NOT_INTERESTED, CloseReason.REFUSED, attempts=1, contacts=1))
    assert (counted["records_closed"], counted["records_callable"]) == (1, 1)


@pytest.mark.parametrize(
    ("stage", "wins", "losses"),
    [
        (Stage.NEGOTIATION, 0, 0),
        (Stage.WON, 1, 0),
        (Stage.AFTER_SALE, 1, 0),
        (Stage.LOYALTY, 1, 0),
        (Stage.LOST, 0, 1),
    ],
)
def test_wins_and_losses_go_by_the_stage(stage: Stage, wins: int, losses: int) -> None:
    counted = of_lead(Filed(stage))
    assert (counted.get("wins", 0), counted.get("losses", 0)) == (wins, losses)


def test_a_lead_that_moves_on_takes_itself_from_one_stage_to_the_other() -> None:
    before, after = of_lead(Filed(Stage.TARGET)), of_lead(Filed(Stage.CONTACTING, attempts=1))
    assert change(before, after) == {"records_worked": 1, "stage:contacting": 1, "stage:target": -1}


def test_only_an_outcome_that_stands_counts() -> None:
    assert of_outcome(Disposition.BUSY) == {"said:busy": 1}
    assert of_outcome(None) == {}


@pytest.mark.parametrize(
    ("later", "counted"),
    [
        (timedelta(seconds=12), {"wrap_s": 12}),
        (timedelta(milliseconds=12_499), {"wrap_s": 12}),
        (timedelta(milliseconds=12_500), {"wrap_s": 13}),
        (timedelta(milliseconds=499), {}),
        (timedelta(0), {}),
        (timedelta(seconds=-40), {}),
    ],
)
def test_wrap_up_is_counted_to_the_nearest_second(
    later: timedelta, counted: dict[str, int]
) -> None:
    assert of_wrap_up(CallResult.ANSWERED, END, END + later) == counted


def test_a_call_has_no_wrap_up_before_its_end_its_outcome_or_an_answer() -> None:
    assert of_wrap_up(CallResult.ANSWERED, None, END) == {}
    assert of_wrap_up(CallResult.ANSWERED, END, None) == {}
    assert of_wrap_up(CallResult.BUSY, END, END + timedelta(seconds=12)) == {}
    assert of_wrap_up(None, END, END + timedelta(seconds=12)) == {}


@pytest.mark.parametrize(
    ("state", "minutes", "counted"),
    [
        ("promised", 0, {}),
        ("replaced", 0, {}),
        ("called", 15, {"promises_called": 1, "promises_on_time": 1}),
        ("called", -15, {"promises_called": 1, "promises_on_time": 1}),
        ("called", 16, {"promises_called": 1}),
        ("called", -16, {"promises_called": 1}),
    ],
)
def test_a_promise_counts_once_it_was_called_and_on_time_within_fifteen_minutes(
    state: str, minutes: int, counted: dict[str, int]
) -> None:
    closed = None if state == "promised" else END + timedelta(minutes=minutes)
    assert of_promise(CallbackState(state), END, closed) == counted


def test_a_meeting_counts_when_it_was_held_and_when_it_was_accepted() -> None:
    assert of_meeting(MeetingStatus.BOOKED, None) == {}
    assert of_meeting(MeetingStatus.NO_SHOW, None) == {}
    assert of_meeting(MeetingStatus.HELD, None) == {"meetings_held": 1}
    assert of_meeting(MeetingStatus.BOOKED, END) == {"results_accepted": 1}


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("ready", {"logged_s": 90}),
        ("line_lost", {"logged_s": 90}),
        ("break", {"logged_s": 90, "break_s": 90}),
        ("paused", {"logged_s": 90, "break_s": 90}),
    ],
)
def test_an_hour_at_work_counts_when_it_is_over_and_rest_twice(
    state: str, counted: dict[str, int]
) -> None:
    assert of_interval(WorkState(state), END, END + timedelta(seconds=90)) == counted
    assert of_interval(WorkState(state), END, None) == {}


def test_stages_are_read_back_from_the_totals_without_those_that_are_empty() -> None:
    kept = {"leads": 3, "stage:target": 2, "stage:won": 1, "stage:lost": 0}
    assert stages(kept) == {Stage.TARGET: 2, Stage.WON: 1}


def test_dispositions_are_read_back_the_most_frequent_first() -> None:
    kept = {"said:busy": 2, "said:no_answer": 5, "said:machine": 2, "said:meeting": 0, "leads": 9}
    assert list(dispositions(kept).items()) == [
        (Disposition.NO_ANSWER, 5),
        (Disposition.BUSY, 2),
        (Disposition.MACHINE, 2),
    ]
