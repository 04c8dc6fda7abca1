"""Carla accepts and contests, Alice answers, Bob settles; figures, money and letters say the same."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import text

from campaigns.pipeline import MeetingStatus, Stage
from campaigns.problems import NotFound, Refused
from campaigns.validation import Act, ContestReason, ResultState, Side
from telepro.db import meeting_lines, result_counts
from telepro.db import meetings as rows_of_meetings
from telepro.db.counting import AuditRow, Mail, OutboxEvent
from telepro.db.results import Meeting, ResultAct
from telepro.db.what_for import MissionTerms
from telepro.db.whom import Lead
from telepro.services import meeting_moves, meetings, outcomes, reports, results, validation
from telepro.services.meeting_moves import Move
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from tests.balance import UNBALANCED
from tests.services.calls import answered, calling, meeting
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEYS = count()


@pytest.fixture
def booked(calling: World) -> Meeting:
    """A meeting in two days, booked by Alice."""
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    return calling.rows.query(Meeting).one()


def carla(world: World) -> Speaker:
    return Speaker(Side.COMPANY, world.carla.id, (world.company.id,))


def bob(world: World) -> Speaker:
    return Speaker(Side.MANAGER, world.bob.id, (world.agency.id,))


def alice(world: World) -> Speaker:
    return Speaker(Side.CALLER, world.alice.id)


def say(
    speaker: Speaker,
    row: Meeting,
    act: Act,
    now: datetime,
    reason: ContestReason | None = None,
    words: str = "",
) -> None:
    key = f"key-{next(KEYS)}"
    validation.say(speaker, Word(row.public_id, act, key, reason, words), now)


def contest(world: World, row: Meeting, reason: ContestReason, now: datetime) -> None:
    say(carla(world), row, Act.CONTESTED, now, reason, "It was her assistant.")


def state(world: World, row: Meeting, now: datetime) -> ResultState:
    world.rows.expire_all()
    [line] = meeting_lines.of_company(world.rows, [world.company.id], None, 10)
    return line.standing(now).state


def counted(world: World, now: datetime) -> tuple[int, int, int]:
    """Results waiting, accepted, contested: as Carla's page has them, which Alice's desk must share."""
    found = results.of_mission((world.company.id,), world.mission.public_id, now)
    mine = result_counts.of_person(world.rows, world.alice.id, world.campaign.id, now)
    assert (mine.waiting, mine.accepted, mine.contested) == (
        found.waiting,
        found.accepted,
        found.contested,
    )
    return found.waiting, found.accepted, found.contested


def accepted_on_the_board(world: World, now: datetime) -> int | None:
    board = reports.board((world.agency.id,), world.campaign.public_id, now)
    figures = [each.figure for each in board.steered] + list(board.others)
    return next(int(each.numerator) for each in figures if each.key == "acceptance_rate")


def test_nobody_answers_and_the_deadline_accepts_with_or_without_its_chore(
    calling: World, booked: Meeting
) -> None:
    until = booked.starts_at + 72 * HOUR
    assert counted(calling, until - timedelta(seconds=1)) == (1, 0, 0)
    assert counted(calling, until) == (0, 1, 0)
    assert [validation.note_deadlines(until + HOUR) for _ in range(2)] == [1, 0]
    calling.rows.refresh(booked)
    assert (booked.accepted_at, booked.accepted_by_id) == (until, None)
    assert counted(calling, until + DAY) == (0, 1, 0)
    assert [each.payload for each in events(calling, "meeting.accepted")] == [
        {"meeting": booked.public_id, "by": "deadline"}
    ]
    assert calling.rows.execute(text(UNBALANCED)).all() == []


def test_a_late_contest_is_refused_and_a_move_gives_no_new_time(
    calling: World, booked: Meeting
) -> None:
    late = booked.starts_at + 73 * HOUR
    with pytest.raises(Refused, match="accepted"):
        contest(calling, booked, ContestReason.DUPLICATE, late)
    local = (late + DAY).replace(tzinfo=None)
    mine = (calling.company.id,)
    meeting_moves.move(Move(mine, (), booked.public_id, calling.carla.id, local), late)
    assert state(calling, booked, late) is ResultState.ACCEPTED


def test_contested_answered_and_settled_each_with_its_event_journal_and_letters(
    calling: World, booked: Meeting
) -> None:
    calling.rows.get_one(MissionTerms, calling.campaign.terms_id).manager_decides = True
    now = booked.starts_at + HOUR
    contest(calling, booked, ContestReason.NOT_DECISION_MAKER, now)
    assert counted(calling, now) == (0, 0, 1)
    assert {each.to_address for each in mails(calling)} == {calling.alice.email, calling.bob.email}
    say(alice(calling), booked, Act.ANSWERED, now + HOUR, words="She signs the orders herself.")
    assert counted(calling, now + 100 * HOUR) == (0, 0, 1)
    say(bob(calling), booked, Act.FOUND_OWED, now + 2 * HOUR)
    assert counted(calling, now + 2 * HOUR) == (0, 1, 0)
    topics = ("meeting.contested", "meeting.contest_answered", "meeting.found_owed")
    assert [len(events(calling, topic)) for topic in topics] == [1, 1, 1]
    journal = calling.rows.query(AuditRow.action).filter(AuditRow.action.in_(topics)).all()
    assert [action for (action,) in journal] == list(topics)
    with pytest.raises(Refused):
        say(carla(calling), booked, Act.WITHDRAWN, now + 3 * HOUR)
    assert calling.rows.execute(text(UNBALANCED)).all() == []


def test_bob_settles_nothing_where_the_terms_do_not_say_so(calling: World, booked: Meeting) -> None:
    contest(calling, booked, ContestReason.OUTSIDE_TARGET, calling.now)
    with pytest.raises(Refused, match="contested"):
        say(bob(calling), booked, Act.FOUND_OWED, calling.now + HOUR)


def test_an_acceptance_undone_within_seconds_waits_again(calling: World, booked: Meeting) -> None:
    say(carla(calling), booked, Act.ACCEPTED, calling.now)
    say(carla(calling), booked, Act.WITHDRAWN, calling.now + timedelta(seconds=8))
    assert counted(calling, calling.now + HOUR) == (1, 0, 0)
    say(carla(calling), booked, Act.ACCEPTED, calling.now + HOUR)
    with pytest.raises(Refused):
        say(carla(calling), booked, Act.WITHDRAWN, calling.now + 2 * HOUR)
    assert calling.rows.execute(text(UNBALANCED)).all() == []


def test_a_contest_undone_sends_no_letter(calling: World, booked: Meeting) -> None:
    contest(calling, booked, ContestReason.DUPLICATE, calling.now)
    say(carla(calling), booked, Act.WITHDRAWN, calling.now + timedelta(seconds=8))
    calling.rows.expire_all()
    assert all(
        each.good_until and each.next_try_at and each.good_until < each.next_try_at
        for each in mails(calling)
    )


def test_nobody_came_is_a_contest_and_taking_it_back_leaves_no_trace_on_the_lead(
    calling: World, booked: Meeting
) -> None:
    after = booked.starts_at + HOUR
    with pytest.raises(Refused, match="still to come"):
        contest(calling, booked, ContestReason.NOT_KEPT, calling.now)
    contest(calling, booked, ContestReason.NOT_KEPT, after)
    lead = calling.rows.get_one(Lead, booked.lead_id, populate_existing=True)
    assert lead.stage is Stage.CONTACTING
    assert rows_of_meetings.status_of(calling.rows, booked.id) is MeetingStatus.NO_SHOW
    assert counted(calling, after) == (0, 0, 1)
    say(carla(calling), booked, Act.WITHDRAWN, after + timedelta(seconds=9))
    calling.rows.refresh(lead)
    assert (lead.stage, lead.next_call_at) == (Stage.MEETING_SET, None)
    assert counted(calling, after + HOUR) == (1, 0, 0)
    assert calling.rows.execute(text(UNBALANCED)).all() == []


def test_what_is_contested_is_not_called_off_and_a_past_meeting_neither(
    calling: World, booked: Meeting
) -> None:
    said = Said((calling.company.id,), booked.public_id, calling.carla.id)
    with pytest.raises(Refused, match="time has come"):
        meetings.say(said, MeetingStatus.CANCELLED, booked.starts_at + HOUR)
    contest(calling, booked, ContestReason.DUPLICATE, calling.now)
    with pytest.raises(Refused, match="contested"):
        meetings.say(said, MeetingStatus.CANCELLED, calling.now)


def test_a_form_sent_twice_is_one_word_and_another_under_its_key_is_refused(
    calling: World, booked: Meeting
) -> None:
    reason = ContestReason.DUPLICATE
    word = Word(booked.public_id, Act.CONTESTED, "one key", reason, "Already met.")
    for _ in range(2):
        validation.say(carla(calling), word, calling.now)
    assert calling.rows.query(ResultAct).count() == 1
    with pytest.raises(Refused, match="sent before"):
        other = Word(booked.public_id, Act.ACCEPTED, "one key")
        validation.say(carla(calling), other, calling.now)


@pytest.mark.parametrize("side", list(Side))
def test_charlie_and_other_callers_speak_of_no_meeting_of_others(
    calling: World, booked: Meeting, side: Side
) -> None:
    contest(calling, booked, ContestReason.DUPLICATE, calling.now)
    stranger = Speaker(side, calling.anna.id, (calling.mission.id + 10_000,))
    for act in Act:
        with pytest.raises(NotFound):
            say(stranger, booked, act, calling.now, ContestReason.DUPLICATE, "words")


def test_what_the_release_before_accepted_stays_accepted(calling: World, booked: Meeting) -> None:
    booked.accepted_at, booked.accepted_by_id = calling.now, calling.carla.id
    calling.rows.flush()
    assert counted(calling, calling.now + DAY) == (0, 1, 0)
    with pytest.raises(Refused):
        contest(calling, booked, ContestReason.DUPLICATE, calling.now + DAY)


def test_terms_from_before_have_no_deadline(calling: World, booked: Meeting) -> None:
    calling.rows.get_one(MissionTerms, calling.campaign.terms_id).answer_hours = None
    calling.rows.flush()
    assert counted(calling, calling.now + 400 * DAY) == (1, 0, 0)
    assert validation.note_deadlines(calling.now + 400 * DAY) == 0


def test_the_board_counts_what_the_deadline_accepted(calling: World, booked: Meeting) -> None:
    until = booked.starts_at + 72 * HOUR
    before, after = (accepted_on_the_board(calling, at) for at in (until - HOUR, until + HOUR))
    assert (before, after) == (0, 1)


def events(world: World, topic: str) -> list[OutboxEvent]:
    return world.rows.query(OutboxEvent).filter_by(topic=topic).all()


def mails(world: World) -> list[Mail]:
    return world.rows.query(Mail).filter(Mail.key.startswith("result-")).all()
