"""Puts the world's campaign on another version of its plan."""

from telepro.db.what_for import Plan
from tests.world import EXAMPLE, World

REACH = "{kpi: contact_rate, target: 22 %, alarm: 14 %}"


def change_plan(world: World, *changes: tuple[str, str]) -> None:
    """The example's text with texts replaced; each must stand in it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    row = Plan(
        mission_id=world.mission.id, version=99, text=text, digest=text[-60:], created_at=world.now
    )
    world.rows.add(row)
    world.rows.flush()
    world.campaign.plan_id = row.id
    world.rows.commit()
