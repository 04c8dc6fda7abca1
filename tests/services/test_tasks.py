"""What calls leave to do besides calling: who sees it, who closes it, and what nobody has to do."""

from datetime import timedelta

import pytest

from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.follow_up.reminders import MessageState
from campaigns.follow_up.tasks import OwnerRole, TaskChange, TaskKind, Workplace
from campaigns.problems import NotFound
from telepro.db.appointments import MeetingMessage
from telepro.db.results import Task
from telepro.db.tasks import TaskLine, Whose
from telepro.services import engagements, objections, reminders, tasks
from telepro.services.engagements import Team
from telepro.services.objections import NewObjection
from tests.services.calls import call, carrier_says, deal, meeting, required
from tests.services.kept import record
from tests.world import World

SPOKE = Conversation(argued=True, decision_maker=True)


@pytest.fixture
def wanted(world: World) -> World:
    """Alice has spoken to a school that wants documents."""
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    answers = dict.fromkeys(required(world, Disposition.DOCUMENTATION), "oui")
    spoken(world, Recorded(Disposition.DOCUMENTATION, world.now, SPOKE, answers=answers))
    return world


def spoken(world: World, recorded: Recorded) -> None:
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    record(world, attempt, "1", recorded)


def at(world: World, workplace: Workplace) -> Whose:
    organisation = world.agency.id if workplace is Workplace.AGENCY else world.company.id
    return Whose(workplace, (world.alice.id if workplace is Workplace.DESK else organisation,))


def carried_by(world: World, owner: OwnerRole) -> Task:
    """The task of the call, given to somebody."""
    task = world.rows.query(Task).one()
    task.owner_role = owner
    world.rows.commit()
    return task


def seen(world: World, whose: Whose) -> list[TaskLine]:
    return list(tasks.page(whose, None, world.now).open)


def test_documents_that_a_prospect_wants_are_a_task_with_all_it_takes(wanted: World) -> None:
    (line,) = seen(wanted, at(wanted, Workplace.AGENCY))
    assert (line.kind, line.owner) == (TaskKind.SEND_DOCUMENTS, OwnerRole.MARKETING)
    assert line.due_at == wanted.now + timedelta(days=1)
    assert (line.campaign, line.disposition) == (wanted.campaign.name, Disposition.DOCUMENTATION)
    page = tasks.page(at(wanted, Workplace.AGENCY), None, wanted.now + timedelta(days=2))
    assert (page.count, page.late) == (1, 1)
    assert not tasks.page(at(wanted, Workplace.AGENCY), OwnerRole.MANAGER, wanted.now).open


@pytest.mark.parametrize(
    ("owner", "workplaces"),
    [
        (OwnerRole.MARKETING, {Workplace.AGENCY}),
        (OwnerRole.MANAGER, {Workplace.AGENCY}),
        (OwnerRole.FIELD_SALES, {Workplace.AGENCY, Workplace.COMPANY}),
        (OwnerRole.ACCOUNT_MANAGER, {Workplace.AGENCY, Workplace.COMPANY}),
        (OwnerRole.TELEPROSPECTOR, {Workplace.AGENCY, Workplace.DESK}),
    ],
)
def test_a_task_is_seen_by_who_carries_it_and_by_who_manages_the_campaign(
    wanted: World, owner: OwnerRole, workplaces: set[Workplace]
) -> None:
    carried_by(wanted, owner)
    assert {each for each in Workplace if seen(wanted, at(wanted, each))} == workplaces


def test_nobody_sees_or_closes_anothers_task(wanted: World) -> None:
    task = carried_by(wanted, OwnerRole.TELEPROSPECTOR)
    for stranger in (
        Whose(Workplace.DESK, (wanted.anna.id,)),
        Whose(Workplace.AGENCY, (wanted.company.id,)),
        at(wanted, Workplace.COMPANY),
        Whose(Workplace.AGENCY, ()),
    ):
        assert not seen(wanted, stranger)
        with pytest.raises(NotFound):
            tasks.change(stranger, task.public_id, TaskChange.DONE, wanted.anna.id, wanted.now)


def test_a_task_is_closed_once_and_may_be_opened_again(wanted: World) -> None:
    whose = at(wanted, Workplace.AGENCY)
    task = wanted.rows.query(Task).one().public_id
    tasks.change(whose, task, TaskChange.DONE, wanted.bob.id, wanted.now)
    later = wanted.now + timedelta(hours=1)
    tasks.change(whose, task, TaskChange.NOT_NEEDED, wanted.bob.id, later)
    page = tasks.page(whose, None, later)
    assert (page.open, page.count) == ([], 0)
    (closed,) = page.closed
    assert (closed.done_at, closed.withdrawn_at) == (wanted.now, None)
    assert not tasks.page(whose, None, later + timedelta(days=8)).closed
    tasks.change(whose, task, TaskChange.REOPEN, wanted.bob.id, later)
    assert [line.public_id for line in seen(wanted, whose)] == [task]


def test_a_prospect_who_objected_is_not_to_be_written_to(wanted: World) -> None:
    (line,) = seen(wanted, at(wanted, Workplace.AGENCY))
    assert not line.must_not_write
    number = line.values[1]
    objections.add(
        NewObjection(number, "FR", wanted.company.public_id, "asked"), wanted.bob.id, wanted.now
    )
    (line,) = seen(wanted, at(wanted, Workplace.AGENCY))
    assert line.must_not_write


def test_whoever_left_the_mission_sees_its_tasks_no_more(wanted: World) -> None:
    carried_by(wanted, OwnerRole.TELEPROSPECTOR)
    team = Team((wanted.agency.id,), wanted.campaign.public_id, wanted.bob.id)
    engagements.release(team, wanted.alice.public_id, wanted.now)
    assert not seen(wanted, at(wanted, Workplace.DESK))
    assert seen(wanted, at(wanted, Workplace.AGENCY))


def test_nobody_has_to_confirm_what_a_message_confirms(world: World) -> None:
    world.at_work(world.alice)
    world.lead().prospect.contacts[0].email = "claire@example.org"
    world.rows.commit()
    spoken(world, meeting(world))
    whose = at(world, Workplace.DESK)
    both = [TaskKind.CONFIRM_MEETING, TaskKind.REMIND_MEETING]
    assert [line.kind for line in seen(world, whose)] == both
    world.now += timedelta(minutes=2)
    reminders.plan_messages(world.now)
    assert seen(world, whose) == []
    for message in world.rows.query(MeetingMessage):
        message.state = MessageState.BOUNCED
    world.rows.commit()
    assert [line.kind for line in seen(world, whose)] == both
