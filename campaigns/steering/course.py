"""The two chains that steering compares: what a plan counts on, and what its calls have brought.

Both run from hours to results of calls. A result of calls is what a call itself can bring: a meeting
booked where the objective is meetings held or sales, which follow days later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.funnel.chain import chain
from campaigns.kpi import Counters
from campaigns.plan import Plan
from campaigns.plan.parts import Metric

SECONDS_PER_HOUR = 3600

# The counter of what a call brings, for each metric of an objective.
BROUGHT: Mapping[Metric, str] = {
    Metric.MEETINGS: "meetings_booked",
    Metric.MEETINGS_BOOKED: "meetings_booked",
    Metric.QUALIFIED_LEADS: "argued_positive",
    Metric.QUOTES: "quotes",
    Metric.SALES: "meetings_booked",
}


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


@dataclass(frozen=True, slots=True)
class Worked:
    """What was done so far: production hours (signed in, less breaks), and counts of calls."""

    hours: Fraction
    dials: int
    contacts: int
    argued: int
    results: int


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


def worked(metric: Metric, counted: Counters) -> Worked:
    """What the counters of a campaign, or of a day of it, say was done towards an objective."""
    return Worked(
        hours=Fraction(counted.logged_s - counted.break_s, SECONDS_PER_HOUR),
        dials=counted.attempts,
        contacts=counted.contacts,
        argued=counted.argued,
        results=getattr(counted, BROUGHT[metric]),
    )
