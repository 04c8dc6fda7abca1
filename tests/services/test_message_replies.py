"""What prospects write back is applied once, in any order, and never to a meeting it was not meant for."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.follow_up.tasks import TaskKind
from telepro.db import message_objections
from telepro.db.appointments import MeetingAnswer
from telepro.db.calling import CallInbox
from telepro.db.results import Meeting, Task
from tests.services.meeting_values import CLAIRES, MINUTE, by_text, chore, states, writes_back
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["by_text", "pages", "rows"]


def answers(rows: Session) -> list[tuple[str, str]]:
    rows.expire_all()
    asked = select(MeetingAnswer).order_by(MeetingAnswer.at, MeetingAnswer.id)
    return [(str(each.answer), each.words) for each in rows.scalars(asked)]


def open_tasks(rows: Session) -> list[str]:
    kinds = (TaskKind.MOVE_MEETING, TaskKind.ANSWER_PROSPECT)
    asked = select(Task.kind).where(Task.kind.in_(kinds), Task.withdrawn_at.is_(None))
    return sorted(rows.scalars(asked))


def test_oui_confirms_and_is_heard_once(world: World, by_text: Meeting) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "OUI")
    writes_back(world, "OUI")
    assert answers(world.rows) == [("confirmed", "OUI")]
    assert open_tasks(world.rows) == []


def test_non_is_something_to_do_for_the_manager(world: World, by_text: Meeting) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "Non")
    assert open_tasks(world.rows) == ["move_meeting"]
    chore(world.now + timedelta(days=1))
    assert states(world.rows)["day_before"] == "withdrawn"


def test_the_latest_word_stands_in_whatever_order_it_is_applied(
    world: World, by_text: Meeting
) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "oui", "SM2", world.now + 9 * MINUTE)
    writes_back(world, "non", "SM1", world.now + 5 * MINUTE)
    assert [answer for answer, _words in answers(world.rows)] == ["declined", "confirmed"]
    assert open_tasks(world.rows) == []


def test_stop_ends_the_messages_and_leaves_the_meeting(world: World, by_text: Meeting) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "ARRÊT")
    assert message_objections.stands(world.rows, world.company.id, CLAIRES)
    texts = chore(world.now + timedelta(days=1))
    assert texts.sent == []
    assert states(world.rows)["day_before"] == "withdrawn"


def test_free_words_are_for_a_person_to_answer(world: World, by_text: Meeting) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "Plutôt jeudi 15h ?")
    assert answers(world.rows) == [("unclear", "Plutôt jeudi 15h ?")]
    assert open_tasks(world.rows) == ["answer_prospect"]


def test_words_of_somebody_we_never_wrote_to_change_nothing(world: World, by_text: Meeting) -> None:
    writes_back(world, "OUI")
    assert answers(world.rows) == []
    row = world.rows.scalars(select(CallInbox).where(CallInbox.kind == "reply")).one()
    assert row.problem == "no message went to this number"
