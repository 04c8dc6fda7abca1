"""What a manager can decide of a running campaign, and the plan that makes of it: people, hours, attempts.

Rates are no decision: they are what calls bring, and are worked at where the calls are made.
"""

from dataclasses import dataclass
from fractions import Fraction

from campaigns.plan import Plan, PlanProblems
from campaigns.plan.editing import edited
from campaigns.plan.steps import FIELDS, Step
from campaigns.plan.writing_values import number


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many people call, for how many hours a day each, and how often a lead is tried at most."""

    people: int
    hours: Fraction
    attempts: int


def decisions_of(plan: Plan) -> Decisions:
    """What a plan has decided."""
    means = plan.actions.resources
    return Decisions(means.callers, means.hours_per_day, plan.actions.max_attempts)


def decided(plan: Plan, wished: Decisions, language: str) -> Plan | PlanProblems:
    """The plan with other decisions, or what can't be meant with them, in the reader's language.

    The plan's own cap on calls is raised with the attempts; the law's stays, as it is no plan's.
    """
    if wished == decisions_of(plan):
        return plan
    values = {
        "actions.resources.callers": str(wished.people),
        "actions.resources.hours_per_day": number(wished.hours),
        "actions.max_attempts": str(wished.attempts),
        "actions.cap.attempts": str(max(plan.actions.cap_attempts, wished.attempts)),
    }
    return edited(plan, FIELDS[Step.ACTIONS], values, language)


def carried_over(worked: Fraction, added: Fraction, before: Plan, after: Plan) -> Fraction:
    """The hours to add to those `worked`, so that they count as the team of `after` would have worked them.

    What was seen of a team is how much of its planned hours it works; that goes on with a larger or a
    smaller one. `added` is what was added for the team of `before`.
    """
    once, now = _a_day(before), _a_day(after)
    return (worked + added) * now / once - worked


def _a_day(plan: Plan) -> Fraction:
    means = plan.actions.resources
    return means.callers * means.hours_per_day
