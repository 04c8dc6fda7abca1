"""A small campaign to simulate: the French example on two hundred invented or real schools."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from campaigns.plan import Plan, read_plan
from telepro.demo_prospects import prospect_file
from telepro.simulation.cast import Script
from telepro.simulation.habits import habits_of
from telepro.simulation.play import Play
from telepro.simulation.result import DayLine
from telepro.simulation.run import Told, Wish

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
MONDAY = date(2026, 11, 30)


def plan() -> Plan:
    found = read_plan(EXAMPLE.read_text(encoding="utf-8"), "fr")
    assert isinstance(found, Plan)
    return found


def wish(folder: Path, *, callers: int = 2, seed: str = "7", calls: int | None = 20) -> Wish:
    """One day, or until so many calls were made."""
    invented = folder / "invented.csv"
    invented.write_text(prospect_file(), encoding="utf-8")
    people = [habits_of(number, seed) for number in range(1, callers + 1)]
    script = Script(EXAMPLE.read_text(encoding="utf-8"), plan(), invented, people)
    return Wish(script, MONDAY, 1, seed, calls=calls)


def with_hours_of_nobody(asked: Wish) -> Wish:
    """The same, of a plan that allows no hour of the week."""
    closed = replace(asked.script.plan.actions.hours, days=((),) * 7)
    actions = replace(asked.script.plan.actions, hours=closed)
    return replace(
        asked, script=replace(asked.script, plan=replace(asked.script.plan, actions=actions))
    )


def ignored(lines: list[DayLine], calls: int) -> None:
    """Nobody listens to the days."""


def done(play: Play) -> None:
    """Nobody listens to the end."""


NOBODY = Told(ignored, done)
