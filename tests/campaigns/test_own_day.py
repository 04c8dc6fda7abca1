"""A teleprospector's own day and results: what it adds up to, literally."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.states import WorkState
from campaigns.teleprospector.own_day import Interval, OwnCall, goals, spent
from campaigns.teleprospector.own_results import total
from campaigns.teleprospector.own_ways import OwnWays, chosen, read_ways
from campaigns.validation import ResultState
from tests.world import example_plan

TEN = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday of the example plan
EIGHT, NOON = TEN - timedelta(hours=2), TEN + timedelta(hours=2)


def call(
    disposition: Disposition | None, *, argued: bool = False, decides: bool = False
) -> OwnCall:
    return OwnCall(TEN, "École", disposition, CallResult.ANSWERED, 60, argued, decides)


CALLS = (
    call(Disposition.NO_ANSWER),
    call(Disposition.GATEKEEPER),
    call(Disposition.REFUSED_TO_LISTEN),
    call(Disposition.ARGUED_REFUSED, argued=True, decides=True),
    call(Disposition.MEETING, argued=True, decides=True),
    call(None),
)


def test_each_level_of_the_goal_counts_the_calls_of_the_day() -> None:
    found = {goal.key: goal.done for goal in goals(example_plan(), date(2026, 12, 1), CALLS)}
    assert found == {"meetings_booked": 1, "argued": 2, "contacts": 3, "dials": 6}


def test_ones_part_of_the_plan_is_a_day_of_one_of_its_people_rounded_up() -> None:
    plan = example_plan()
    asked = {goal.key: goal.asked for goal in goals(plan, date(2026, 12, 1), ())}
    assert asked["meetings_booked"] == 1
    assert asked["dials"] >= asked["contacts"] >= asked["argued"] >= 1


def test_a_sunday_asks_for_nothing() -> None:
    sunday = goals(example_plan(), date(2026, 12, 6), CALLS)
    assert {goal.asked for goal in sunday} == {0}
    assert sunday[-1].done == 6


def test_time_is_split_by_what_it_was_for_and_cut_at_the_day() -> None:
    before = EIGHT - timedelta(minutes=30)
    intervals = [
        Interval(WorkState.READY, None, before, TEN),
        Interval(WorkState.BREAK, "voice_rest", TEN, TEN + timedelta(minutes=2)),
        Interval(WorkState.PAUSED, None, TEN + timedelta(minutes=2), TEN + timedelta(minutes=5)),
        Interval(WorkState.LINE_LOST, None, TEN + timedelta(minutes=5), TEN + timedelta(minutes=6)),
        Interval(WorkState.READY, None, TEN + timedelta(minutes=6), NOON + timedelta(hours=1)),
    ]
    assert spent(intervals, EIGHT, NOON) == {
        "working": 7200 + 6840,
        "voice_rest": 120,
        "paused": 180,
        "line_lost": 60,
    }


def test_results_times_the_price_is_what_they_bring() -> None:
    states = [ResultState.WAITING] * 2 + [ResultState.ACCEPTED] * 3 + [ResultState.NOT_OWED]
    earned = total(states, 5500)
    assert (earned.waiting_cents, earned.accepted_cents) == (11000, 16500)


def test_what_somebody_set_for_themselves_is_read_back() -> None:
    ways = chosen(OwnWays(), "on", "30")
    assert ways == OwnWays(letters=True, rest_after=30)
    assert read_ways(ways.as_kept) == ways
    assert chosen(ways, "off", "1").rest_after == 30


@pytest.mark.parametrize("kept", [{}, {"rest_after": "soon", "letters": "on"}, {"rest_after": 3}])
def test_what_cannot_be_is_the_usual(kept: dict[str, object]) -> None:
    assert read_ways(kept) == OwnWays(letters=False, rest_after=50)
