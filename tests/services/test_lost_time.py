"""Time without a line is an interval of its own with its reason, in whatever order the carrier told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import permutations

import pytest

from campaigns.attempts import AttemptState
from campaigns.call.lines import LineLoss
from campaigns.states import WorkState
from telepro.db import reports
from telepro.db.attempt_views import Phase
from telepro.db.who import WorkInterval, WorkSession
from telepro.services import call_events, desk, legs, outcomes, upkeep
from tests.services.calls import call, carrier_says, deal, refusal
from tests.services.kept import kept
from tests.world import World

JOIN, LEAVE = "participant-join", "participant-leave"
Said = tuple[str, str, int]  # event, leg, seconds after the start
Seen = list[tuple[str, str | None, int | None, int | None]]  # state, reason, from second, to second
HUNG_UP = LineLoss.LINE_HUNG_UP
# A line that drops twice: one leg is replaced, the second is away when all is told.
STORY: tuple[Said, ...] = (
    (JOIN, "CA1", 0),
    (LEAVE, "CA1", 60),
    (JOIN, "CA2", 75),
    (LEAVE, "CA2", 120),
)
AS_IT_WAS: Seen = [
    ("ready", None, 0, 60),
    ("line_lost", HUNG_UP, 60, 75),
    ("ready", None, 75, 120),
    ("line_lost", HUNG_UP, 120, None),
]


@pytest.fixture
def work(world: World) -> WorkSession:
    """Alice, who has just begun to work; her page is last seen after ninety seconds."""
    desk.start(world.alice.id, world.campaign.public_id, world.now)
    found = world.rows.query(WorkSession).one()
    found.last_seen_at = after(world, 90)
    return found


def after(world: World, seconds: float) -> datetime:
    return world.now + timedelta(seconds=seconds)


def tell(world: World, work: WorkSession, *said: Said, key: str = "") -> None:
    """The carrier tells these, which are applied together."""
    for event, leg, second in said:
        payload = {
            "CallSid": leg,
            "StatusCallbackEvent": event,
            "ParticipantLabel": f"session_{work.public_id}",
            "Timestamp": format_datetime(after(world, second)),
        }
        call_events.receive("conference", work.public_id, f"{key}{event}{leg}", payload, world.now)
    call_events.apply("conference", work.public_id, world.now)


def intervals(world: World) -> Seen:
    """The intervals of the session, in seconds from its start."""
    world.rows.expire_all()
    rows = world.rows.query(WorkInterval).order_by(WorkInterval.started_at, WorkInterval.id)

    def second(moment: datetime | None) -> int | None:
        return int((moment - world.now).total_seconds()) if moment else None

    return [(row.state, row.reason, second(row.started_at), second(row.ended_at)) for row in rows]


def test_a_leg_that_leaves_while_the_page_lives_is_time_lost_until_it_is_back(
    world: World, work: WorkSession
) -> None:
    tell(world, work, *STORY[:2])
    assert intervals(world) == [*AS_IT_WAS[:1], ("line_lost", HUNG_UP, 60, None)]
    shown = desk.state(world.alice.id, after(world, 61)).session
    assert shown and shown.work_state is WorkState.LINE_LOST
    tell(world, work, STORY[2])
    assert intervals(world) == [*AS_IT_WAS[:2], ("ready", None, 75, None)]
    assert work.state is WorkState.READY
    assert kept(world)["logged_s"] == 75


@pytest.mark.parametrize("order", list(permutations(STORY)))
def test_whatever_is_told_last_the_time_is_cut_as_it_was(
    world: World, work: WorkSession, order: Sequence[Said]
) -> None:
    for said in order:
        tell(world, work, said)
        kept(world)
    assert intervals(world) == AS_IT_WAS
    assert work.state is WorkState.LINE_LOST


def test_what_is_told_twice_changes_nothing(world: World, work: WorkSession) -> None:
    tell(world, work, *STORY)
    again = [(event, leg, second + 1) for event, leg, second in STORY]
    tell(world, work, *again, key="again")
    assert intervals(world) == AS_IT_WAS


def test_a_prospect_who_leaves_the_conference_takes_no_line_away(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    payload = {"CallSid": "CA9", "StatusCallbackEvent": LEAVE, "ParticipantLabel": "attempt-1"}
    call_events.receive("conference", work.public_id, "prospect", payload, world.now)
    call_events.apply("conference", work.public_id, world.now)
    assert intervals(world) == [("ready", None, 0, None)]


def test_a_rest_needs_no_line_and_who_resumes_without_one_has_lost_it(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    desk.pause(world.alice.id, WorkState.BREAK, "break", after(world, 30))
    tell(world, work, STORY[1])
    assert intervals(world) == [("ready", None, 0, 30), ("break", "break", 30, None)]
    desk.resume(world.alice.id, after(world, 90))
    assert intervals(world)[2:] == [("line_lost", HUNG_UP, 90, None)]
    tell(world, work, (JOIN, "CA2", 100))
    assert intervals(world)[2:] == [("line_lost", HUNG_UP, 90, 100), ("ready", None, 100, None)]
    assert kept(world) == {"logged_s": 100, "break_s": 60}


def test_no_key_brings_a_lost_line_back(world: World, work: WorkSession) -> None:
    tell(world, work, *STORY)
    desk.resume(world.alice.id, after(world, 130))
    assert intervals(world) == AS_IT_WAS
    assert work.state is WorkState.LINE_LOST


def test_who_rests_while_the_line_is_lost_rests(world: World, work: WorkSession) -> None:
    tell(world, work, *STORY)
    desk.pause(world.alice.id, WorkState.PAUSED, "technical", after(world, 130))
    tell(world, work, (JOIN, "CA3", 140))
    assert intervals(world)[3:] == [
        ("line_lost", HUNG_UP, 120, 130),
        ("paused", "technical", 130, None),
    ]
    assert work.state is WorkState.PAUSED


@pytest.mark.parametrize("loss", [LineLoss.NETWORK_LOST, LineLoss.BROWSER_CLOSED])
def test_the_page_says_why_before_the_carrier_does_or_after(
    world: World, work: WorkSession, loss: LineLoss
) -> None:
    tell(world, work, STORY[0])
    desk.line_lost(world.alice.id, "CA1", loss, after(world, 59))
    tell(world, work, *STORY[1:])
    desk.line_lost(world.alice.id, "CA2", loss, after(world, 121))
    assert [why for _, why, _, _ in intervals(world)] == [None, loss, None, loss]


def test_a_page_speaks_of_its_own_legs_only(world: World, work: WorkSession) -> None:
    desk.start(world.anna.id, world.campaign.public_id, world.now)
    tell(world, work, *STORY)
    desk.line_lost(world.anna.id, "CA2", LineLoss.BROWSER_CLOSED, after(world, 121))
    desk.line_lost(world.charlie.id, "CA2", LineLoss.BROWSER_CLOSED, after(world, 121))
    assert LineLoss.BROWSER_CLOSED not in [why for _, why, _, _ in intervals(world)]


def test_a_page_that_had_been_silent_for_long_had_lost_its_network(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0], (LEAVE, "CA1", 136))
    assert intervals(world)[1] == ("line_lost", LineLoss.NETWORK_LOST, 136, None)


def test_what_is_told_after_the_days_end_still_cuts_the_day(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    desk.finish(world.alice.id, after(world, 100))
    tell(world, work, *STORY[1:3])
    assert intervals(world) == [*AS_IT_WAS[:2], ("ready", None, 75, 100)]
    assert kept(world) == {"logged_s": 100}


def test_a_leg_that_ends_with_the_day_has_lost_nothing(world: World, work: WorkSession) -> None:
    tell(world, work, STORY[0])
    desk.finish(world.alice.id, after(world, 100))
    tell(world, work, (LEAVE, "CA1", 101))
    assert intervals(world) == [("ready", None, 0, 100)]


def test_a_session_that_is_ended_for_somebody_has_no_time_that_runs_backwards(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0], (LEAVE, "CA1", 93))
    assert upkeep.end_sessions(after(world, 1200)) == 1
    assert intervals(world) == [("ready", None, 0, 93), ("line_lost", HUNG_UP, 93, 93)]
    assert kept(world) == {"logged_s": 93}


def test_no_lead_is_opened_while_the_line_is_lost(world: World, work: WorkSession) -> None:
    tell(world, work, STORY[0])
    world.lead()
    (entry,) = deal(world)
    tell(world, work, STORY[1])
    desk.state(world.alice.id, after(world, 61))
    world.rows.refresh(entry)
    assert entry.opened_at is None
    tell(world, work, STORY[2])
    desk.state(world.alice.id, after(world, 76))
    world.rows.refresh(entry)
    assert entry.opened_at == after(world, 76)


def test_the_board_names_who_has_no_line_since_when_and_why(
    world: World, work: WorkSession
) -> None:
    tell(world, work, *STORY)
    [line] = reports.workers(world.rows, world.campaign.id)
    assert (line.state, line.since, line.reason) == (
        WorkState.LINE_LOST,
        after(world, 120),
        LineLoss.LINE_HUNG_UP,
    )


def test_a_call_cut_off_by_a_lost_line_is_wrapped_up_and_the_next_lead_comes_with_the_line(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    world.lead()
    world.lead("+33199001002", "Mairie")
    deal(world)
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress")
    tell(world, work, STORY[1])
    carrier_says(world, attempt, "completed", seconds=20)  # the conference ended with its moderator
    at_hand = desk.state(world.alice.id, after(world, 61)).attempt
    assert at_hand and (at_hand.id, at_hand.phase) == (attempt.public_id, Phase.ENDED)
    outcomes.record(world.alice.id, attempt.public_id, "k", refusal(world), after(world, 65))
    tell(world, work, STORY[2])
    shown = desk.state(world.alice.id, after(world, 76))
    assert shown.card and shown.card.entry_id != at_hand.entry_id
    assert shown.session and shown.session.work_state is WorkState.READY


def test_whoever_answers_a_teleprospector_without_a_line_is_let_go(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    world.lead()
    deal(world)
    attempt = call(world)
    attempt.state = AttemptState.PLACED
    world.rows.flush()
    answered = legs.answered(attempt.public_id)
    assert answered is not None and answered.conference == work.public_id
    tell(world, work, STORY[1])
    assert legs.answered(attempt.public_id) is None


@pytest.mark.parametrize(
    ("heard", "is_let_go"),
    [
        ((), True),
        (("initiated", "ringing"), True),
        (("initiated", "ringing", "in-progress"), False),
        (("initiated", "ringing", "busy"), False),
    ],
)
def test_whoever_still_rings_when_the_line_is_lost_is_let_go(
    world: World, work: WorkSession, heard: Sequence[str], is_let_go: bool
) -> None:
    tell(world, work, STORY[0])
    world.lead()
    deal(world)
    attempt = call(world)
    if heard:
        carrier_says(world, attempt, *heard)
    tell(world, work, STORY[1])
    world.rows.refresh(attempt)
    assert attempt.hang_up_at == (world.now if is_let_go else None)


def test_nobody_is_let_go_for_a_leg_that_another_has_replaced(
    world: World, work: WorkSession
) -> None:
    tell(world, work, STORY[0])
    world.lead()
    deal(world)
    attempt = call(world)
    tell(world, work, STORY[2], STORY[1])
    world.rows.refresh(attempt)
    assert attempt.hang_up_at is None
