"""The pages of tasks, as an agency, a company and a teleprospector use them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.follow_up.tasks import OwnerRole
from telepro import clock
from telepro.db.results import Task
from tests.services.calls import call, carrier_says, deal, required
from tests.services.kept import record
from tests.web.office import browser_of, pages, rows
from tests.world import World

__all__ = ["pages", "rows"]


def an_open_task(world: World, owner: OwnerRole) -> Task:
    world.at_work(world.alice)
    world.lead("+33199001010", "École des Tilleuls")
    world.rows.commit()
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    answers = dict.fromkeys(required(world, Disposition.DOCUMENTATION), "oui")
    spoke = Conversation(argued=True, decision_maker=True)
    recorded = Recorded(Disposition.DOCUMENTATION, world.now, spoke, answers=answers)
    record(world, attempt, "1", recorded)
    task = world.rows.query(Task).one()
    task.owner_role, task.what = owner, "La brochure, avec les tarifs"
    task.due_at = world.now - timedelta(hours=1)
    world.rows.commit()
    return task


@pytest.fixture(autouse=True)
def clock_of_the_world(world: World) -> Iterator[None]:
    """The pages' clock stands with the world's."""
    before = clock.shift()
    clock.set_shift((world.now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


def test_a_manager_sees_whom_a_task_is_for_closes_it_and_opens_it_again(
    pages: Flask, rows: Session, world: World
) -> None:
    task = an_open_task(world, OwnerRole.MARKETING)
    bob = browser_of(pages, rows, world.bob)
    page = bob.get("/tasks")
    for words in (
        "École des Tilleuls",
        "La brochure, avec les tarifs",
        "1 en retard",
        "Le marketing",
    ):
        assert words in page.text
    assert "École des Tilleuls" not in bob.get("/tasks?owner=manager").text
    done = bob.post(f"/tasks/{task.public_id}", {"change": "done"})
    assert done.location.endswith("/tasks#open")
    closed = bob.get("/tasks").text
    assert "0 tâche ouverte" in closed and "Closes depuis moins d’une semaine" in closed
    bob.post(f"/tasks/{task.public_id}", {"change": "reopen"})
    assert "1 tâche ouverte" in bob.get("/tasks").text
    assert bob.post(f"/tasks/{task.public_id}", {"change": "sell"}).status_code == 400
