"""What is to be done beside the calls: seen by whoever carries it, and said to be done or not needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.follow_up.tasks import OwnerRole, TaskChange
from campaigns.problems import NotFound
from telepro.db import audit, tasks, transaction
from telepro.db.tasks import TaskLine, Whose

MOST = 100
STILL_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """The earliest open tasks, what was closed within a week, and how many are open and late in all."""

    open: Sequence[TaskLine]
    closed: Sequence[TaskLine]
    count: int
    late: int


def page(whose: Whose, owner: OwnerRole | None, now: datetime) -> TaskPage:
    """The tasks of a workplace, of one owner or of all."""
    with transaction() as session:
        return TaskPage(
            tasks.open_ones(session, whose, owner, MOST),
            tasks.closed_since(session, whose, now - STILL_SHOWN, MOST),
            *tasks.counted(session, whose, now),
        )


def change(whose: Whose, task_id: str, wanted: TaskChange, by_id: int, now: datetime) -> None:
    """Say that a task is done or not needed, or open it again; twice changes nothing.

    Raises `NotFound` for a task that is not seen from there.
    """
    with transaction() as session:
        company = tasks.change(session, whose, task_id, wanted, by_id, now)
        if company is None:
            raise NotFound(task_id)
        audit.note(session, by_id, company, f"task.{wanted}", f"task {task_id}", {}, now)
