"""What a plan asks for besides the call: a task for a person, in the plan's words, taken back with the outcome."""

from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from telepro.db.results import Task
from telepro.db.what_for import Plan as PlanRow
from telepro.services import outcomes
from tests.services.calls import answered, calling, refusal
from tests.world import World

__all__ = ["calling"]

CHANNELS = """\
  channels:
    - {after: gatekeeper, attempt: 1, channel: email, owner: teleprospector, within: 4 hours, what: Trois lignes et deux dates}
    - {after: gatekeeper, attempt: 2, channel: letter, owner: marketing, within: 2 days, what: La plaquette}
"""


def with_channels(world: World) -> None:
    """Put the tasks into the plan that the campaign runs on."""
    plan = world.rows.get_one(PlanRow, world.campaign.plan_id)
    plan.text = plan.text.replace("actions:\n", "actions:\n" + CHANNELS, 1)
    world.rows.flush()
    world.rows.info.clear()


def tasks(world: World) -> list[Task]:
    return list(world.rows.scalars(select(Task).where(Task.withdrawn_at.is_(None))))


def test_the_first_attempt_stopped_at_the_desk_opens_the_first_task(calling: World) -> None:
    attempt = answered(calling)
    with_channels(calling)
    stopped = Recorded(Disposition.GATEKEEPER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", stopped, calling.now)
    (task,) = tasks(calling)
    assert (task.kind, task.owner_role, task.what) == (
        "email",
        "teleprospector",
        "Trois lignes et deux dates",
    )
    assert (task.due_at - calling.now).total_seconds() == 4 * 3600


def test_a_corrected_outcome_takes_its_task_back(calling: World) -> None:
    attempt = answered(calling)
    with_channels(calling)
    stopped = Recorded(Disposition.GATEKEEPER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", stopped, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "l", refusal(calling), calling.now)
    assert tasks(calling) == []
