"""The chain that steering compares with what its calls have brought: what a plan counts on.

It runs from hours to results of calls, as what was worked does (`forecast.counted`). A result of calls is
what a call itself can bring: a meeting booked where the objective is meetings held or sales, which follow
days later.
"""

from dataclasses import dataclass
from fractions import Fraction

from campaigns.funnel.chain import chain
from campaigns.plan import Plan


@dataclass(frozen=True, slots=True)
class Course:
    """What a plan counts on: calling hours in all, dials per hour, and three shares of one."""

    hours: Fraction
    dials_per_hour: Fraction
    contact_rate: Fraction
    argumentation: Fraction
    transformation: Fraction

    @property
    def per_dial(self) -> Fraction:
        """Results that one dial brings."""
        return self.contact_rate * self.argumentation * self.transformation

    @property
    def results(self) -> Fraction:
        """Results of calls in all."""
        return self.hours * self.dials_per_hour * self.per_dial


def course_of(plan: Plan) -> Course:
    """The chain of a plan: the hours of its reverse funnel and the rates that it assumes."""
    assumed = plan.objectives.assumptions
    hours = next(step.value for step in chain(plan.objectives) if step.key == "hours")
    return Course(
        hours=hours,
        dials_per_hour=assumed.dials_per_hour.value,
        contact_rate=assumed.contact_rate.value,
        argumentation=assumed.argumentation.value,
        transformation=assumed.transformation.value,
    )
