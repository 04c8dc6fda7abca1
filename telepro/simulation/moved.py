"""The same campaign on other days: its plan as if it had been written for another first day."""

import re
from dataclasses import replace
from datetime import date

from campaigns.plan import PlanProblems, read_plan
from campaigns.problems import Refused
from telepro.simulation.cast import Script

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def moved(script: Script, first: date) -> Script:
    """The script with every day of its plan moved by as much as its first; raises `Refused` for a
    plan that can't be so moved."""
    shift = first - script.plan.objectives.start
    text = DAY.sub(lambda day: str(date.fromisoformat(day[0]) + shift), script.text)
    plan = read_plan(text)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    return replace(script, text=text, plan=plan)
