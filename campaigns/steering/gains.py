"""What a campaign gains at its end when one cause is put right, by the closed form of its chain."""

from dataclasses import replace
from fractions import Fraction

from campaigns.steering.causes import Cause, CauseLine, Room
from campaigns.steering.course import Course, Worked
from campaigns.steering.what_if import imagine

# The link of the chain that a cause is about; the list and the law are about dials, not about a rate.
_LINKS = {
    Cause.HOURS: "hours",
    Cause.PACE: "dials_per_hour",
    Cause.REACH: "contact_rate",
    Cause.PITCH: "argumentation",
    Cause.CONVERSION: "transformation",
}


def gained(
    plan: Course, elapsed: Fraction, done: Worked, line: CauseLine, room: Room | None
) -> Fraction:
    """Results more at the end if this cause were as planned from now on and all else as it is.

    Nothing for a cause that is no loss, or when no time is left or none has gone. More dials than
    the list holds are never counted on; where the list or the law is put right, the dials that it
    kept back come at the rates of those that were made.
    """
    if line.results >= 0 or not 0 < elapsed < 1:
        return Fraction(0)
    seen = done.rates(plan, elapsed)
    link = _LINKS.get(line.cause)
    if link is None:
        return -line.results / plan.per_dial * seen.per_dial
    better = replace(seen, **{link: getattr(plan, link)})
    as_now, mended = (imagine(done, elapsed, each, room).results for each in (seen, better))
    return mended - as_now
