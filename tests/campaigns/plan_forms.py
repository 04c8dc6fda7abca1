"""A full plan, and what becomes of it when a step's form is sent."""

from campaigns.plan import Plan, PlanProblems, read_new_plan
from campaigns.plan.editing import edited
from campaigns.plan.steps import FIELDS, Step
from campaigns.plan.typed import typed, without_blanks
from tests.campaigns.full_plan import full_text

TARGET, ACTIONS, PREPARATION = (
    FIELDS[each] for each in (Step.TARGET, Step.ACTIONS, Step.PREPARATION)
)


def full() -> Plan:
    found = read_new_plan(full_text())
    assert isinstance(found, Plan)
    return found


def after(step: Step, sent: dict[str, str]) -> Plan | PlanProblems:
    return edited(
        full(), FIELDS[step], without_blanks(FIELDS[step], typed(FIELDS[step], sent)), "en"
    )


def wrong(step: Step, sent: dict[str, str]) -> list[str]:
    found = after(step, sent)
    assert isinstance(found, PlanProblems)
    return [each.place for each in found.problems]
