"""The reverse funnel: from the objective back to meetings, contacts, dials, hours, people and cost."""

from campaigns.funnel.means import attempts_allowed, is_calling_day, reach, working_days
from campaigns.funnel.reverse import Funnel, reverse_funnel
from campaigns.funnel.steps import Step, StepUnit, shown

__all__ = [
    "Funnel",
    "Step",
    "StepUnit",
    "attempts_allowed",
    "is_calling_day",
    "reach",
    "reverse_funnel",
    "shown",
    "working_days",
]
