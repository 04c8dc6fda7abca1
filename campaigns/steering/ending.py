"""Where a campaign ends if it goes on as it does, and what it gains when a cause is put right.

The plain projection: what was done so far, at the same pace until the end. A simulation of the plan's
calendar may answer instead wherever a range is wanted.
"""

from dataclasses import replace
from fractions import Fraction

from campaigns.steering.causes import Cause, CauseLine
from campaigns.steering.course import Course, Worked

# The link of the chain that a cause is about; the list and the law are about dials, not about a rate.
_LINKS = {
    Cause.HOURS: "hours",
    Cause.PACE: "dials_per_hour",
    Cause.REACH: "contact_rate",
    Cause.PITCH: "argumentation",
    Cause.CONVERSION: "transformation",
}


def ending_at_pace(actual: int, elapsed: Fraction) -> Fraction | None:
    """A count at the plan's end at the pace so far; None before any of its time has gone."""
    return actual / elapsed if elapsed else None


def gained(plan: Course, elapsed: Fraction, done: Worked, line: CauseLine) -> Fraction:
    """Results more at the end if this cause were as planned from now on and all else as it is.

    Nothing for a cause that is no loss, or when no time is left or none has gone.
    """
    if line.results >= 0 or not 0 < elapsed < 1:
        return Fraction(0)
    seen = done.rates(plan, elapsed)
    link = _LINKS.get(line.cause)
    if link is None:
        # Dials that could be made again, of which the share that the plan counts on is known.
        return -line.results / plan.per_dial * seen.per_dial
    better = replace(seen, **{link: getattr(plan, link)})
    return (1 - elapsed) * (better.results - seen.results)
