"""Bob acts on many prospects at once, to the end, and takes it back."""

from dataclasses import replace

import pytest

from campaigns.prospect_base.prospect_actions import Action
from telepro.db import prospect_search
from telepro.db.prospect_search import ProspectFilter
from telepro.services import prospect_actions
from telepro.services.prospect_actions import Manager, Told, Wish
from tests.world import World

ALL = ProspectFilter(())


@pytest.fixture
def five(world: World) -> World:
    """Five schools of Carla's company, two of them of Créteil."""
    for number in range(5):
        school = world.prospect(f"+3319900100{number}", f"École {number}")
        school.city = "Créteil" if number < 2 else "Fresnes"
    world.rows.commit()
    return world


def bob(world: World) -> Manager:
    return Manager(world.bob.id, (world.agency.id,), "en")


def done(world: World, action: Action, wanted: ProspectFilter = ALL, tag: str = "") -> Told:
    """Let Bob do what he foresees, to the end."""
    wish = Wish(wanted, action, tag)
    takes = prospect_actions.foresee(bob(world), wish, world.now).takes
    action_id = prospect_actions.begin(bob(world), wish, takes, world.now)
    return ran(world, action_id)


def ran(world: World, action_id: str) -> Told:
    for waiting in prospect_actions.waiting(world.now):
        prospect_actions.run(waiting, world.now, lambda: world.now)
    world.rows.expire_all()
    return prospect_actions.opened(bob(world), action_id)


def undone(world: World, told: Told) -> Told:
    prospect_actions.ask_undo(bob(world), told.row.public_id, world.now)
    return ran(world, told.row.public_id)


def of(world: World, **wanted: object) -> list[str]:
    """The names of the company's prospects that fit."""
    asked = replace(ProspectFilter((world.company.id,)), **wanted)  # type: ignore[arg-type]
    found = prospect_search.found(world.rows, asked)
    return sorted(each.name for each in prospect_search.lines(world.rows, found))


CRETEIL = ProspectFilter((), place="creteil")
