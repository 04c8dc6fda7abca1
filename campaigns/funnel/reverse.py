"""Puts the reverse funnel of a plan together, and says whether the plan can be kept."""

from dataclasses import dataclass
from math import ceil

from campaigns.funnel.chain import chain
from campaigns.funnel.means import costs, prospects_needed, team_needed
from campaigns.funnel.steps import Step, Words
from campaigns.funnel.verdict import Need, verdict
from campaigns.law.own_terms import Term
from campaigns.plan.document import Plan


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every number from the objective to the cost, and whether the plan's means suffice."""

    steps: tuple[Step, ...]
    is_feasible: bool
    sentence: Words

    def step(self, key: str) -> Step:
        """The number under that key; KeyError when this plan's funnel has none."""
        return {step.key: step for step in self.steps}[key]


def reverse_funnel(
    plan: Plan, callable_prospects: int | None = None, terms: tuple[Term, ...] = ()
) -> Funnel:
    """The funnel of a plan; `callable_prospects` is the number the file holds, None if unknown.

    `terms` is what the company and compliance have set beside the law.
    """
    from_objective = chain(plan.objectives)
    numbers = {step.key: step.value for step in from_objective}
    file = prospects_needed(plan, numbers["contacts"], terms)
    team = team_needed(plan, numbers["hours"], terms)
    need = Need(
        hours=numbers["hours"],
        capacity=team[1].value,
        callers=plan.actions.resources.callers,
        callers_needed=int(team[2].value) or None,
        end=plan.objectives.end,
        prospects=ceil(file[2].value),
        callable_prospects=callable_prospects,
    )
    feasible, sentence = verdict(need)
    steps = (*from_objective, *file, *team, *costs(plan, numbers["hours"]))
    return Funnel(steps, feasible, sentence)
