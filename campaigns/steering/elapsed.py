"""How much of a plan's calling time has gone, to the minute."""

from datetime import datetime
from fractions import Fraction

from campaigns.figures.pace import calling_days
from campaigns.funnel import is_calling_day
from campaigns.plan import Plan
from campaigns.windows import Span


def elapsed(plan: Plan, local: datetime) -> Fraction:
    """The share of the plan's calling time that has gone at `local`, on the campaign's own clock.

    Every calling day weighs the same, as in the funnel; of the day itself the part of its hours that
    has passed counts, so that nobody is short of a day's results at nine in the morning.
    """
    days = calling_days(plan, local.date())
    if not days.all:
        return Fraction(0)
    return Fraction(days.begun - _left_today(plan, local), days.all)


def _left_today(plan: Plan, local: datetime) -> Fraction:
    """The part of today's calling hours that is still to come; nothing on a day without any."""
    spans = plan.actions.hours.days[local.weekday()]
    objectives, today = plan.objectives, local.date()
    if not (objectives.start <= today <= objectives.end and is_calling_day(plan, today)):
        return Fraction(0)
    minute = local.hour * 60 + local.minute
    to_come = sum(_after(span, minute) for span in spans)
    return Fraction(to_come, sum(span.closes - span.opens for span in spans))


def _after(span: Span, minute: int) -> int:
    return max(0, span.closes - max(span.opens, minute))
