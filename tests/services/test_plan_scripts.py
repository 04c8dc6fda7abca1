"""The script of a plan that is being built: kept with the plan's next version, in the plan's own file."""

import pytest

from campaigns.plan import write_plan
from campaigns.plan.script_text import write_script_text
from campaigns.problems import NotFound, Refused
from telepro.db import frozen, missions
from telepro.services import plan_scripts
from telepro.services.plan_scripts import Builder
from tests.world import World, example_plan

TEXT = write_script_text(example_plan().script)
ANEW = TEXT.replace("title: Accroche", "title: Bonjour", 1)


def bob(world: World) -> Builder:
    return Builder(world.bob.id, world.bob.name, (world.agency.id,))


def write(world: World, text: str, base: int) -> int:
    return plan_scripts.write(bob(world), world.mission.public_id, text, base, world.now)


def test_a_script_becomes_part_of_the_plans_next_version_and_of_nothing_else(world: World) -> None:
    assert write(world, TEXT, 1) == 1, "what changes nothing keeps the number"
    assert write(world, ANEW, 1) == 2
    newest = missions.newest_plan(world.rows, world.mission.id)
    assert newest
    kept = frozen.plan(world.rows, newest.id)
    assert kept.script.sections[0].title == "Bonjour"
    assert newest.text == write_plan(kept)
    assert frozen.plan(world.rows, world.campaign.plan_id).script == example_plan().script
    with pytest.raises(Refused, match="kept meanwhile"):
        write(world, TEXT, 1)


def test_it_is_read_in_neutral_words_while_there_is_nobody_to_call(world: World) -> None:
    found = plan_scripts.check(bob(world), world.mission.public_id, TEXT)
    said = " ".join(each.text for part in found.sections for each in part.pieces)
    assert "Bob Martin à l'appareil, pour Ateliers Lumière" in said
    assert found.remarks == ()
    with pytest.raises(Refused, match="line 2"):
        write(world, "sections: [", 1)


def test_nobody_writes_anothers_plan(world: World) -> None:
    charlie = Builder(world.charlie.id, "Charlie", (world.company.id,))
    with pytest.raises(NotFound):
        plan_scripts.opened(charlie, world.mission.public_id)
    with pytest.raises(NotFound):
        plan_scripts.write(charlie, world.mission.public_id, TEXT, 1, world.now)
