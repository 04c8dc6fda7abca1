"""Which rates of a forecast a campaign's counters tell: of its own calls, or of an earlier campaign's."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.forecast.counts import PACE, Counts
from campaigns.kpi import Counters
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
_MEETINGS = frozenset({Metric.MEETINGS, Metric.SALES})
# What a call comes to before anybody says what they want: told alike by a campaign that was after
# something else.
_OF_ANY_CAMPAIGN = frozenset({"contact_rate", "argumentation", PACE})


@dataclass(frozen=True, slots=True)
class Worked:
    """What was done so far: production hours (signed in, less breaks), and counts of calls."""

    hours: Fraction
    dials: int
    contacts: int
    argued: int
    results: int


def worked(metric: Metric, counted: Counters) -> Worked:
    """What the counters of a campaign, or of a day of it, say was done towards an objective."""
    return Worked(
        hours=Fraction(counted.logged_s - counted.break_s, SECONDS_PER_HOUR),
        dials=counted.attempts,
        contacts=counted.contacts,
        argued=counted.argued,
        results=getattr(counted, BROUGHT[metric]),
    )


def counts_of(metric: Metric, counted: Counters) -> dict[str, Counts]:
    """The counts of each rate of a chain that ends in this metric."""
    done = worked(metric, counted)
    seen = {
        "contact_rate": _share(done.contacts, done.dials),
        "argumentation": _share(done.argued, done.contacts),
        "transformation": _share(done.results, done.argued),
        PACE: Counts(done.dials, max(done.hours, Fraction(0))),
    }
    if metric in _MEETINGS:
        due = counted.meetings_booked - counted.meetings_pending
        seen["show_rate"] = _share(counted.meetings_held, due)
    if metric is Metric.SALES:
        seen["win_rate"] = _share(counted.wins, counted.wins + counted.losses)
    return seen


def told_by(ran: Metric, wanted: Metric, counted: Counters) -> dict[str, Counts]:
    """What a campaign that was after one metric tells of a plan that is after another."""
    seen = counts_of(wanted, counted)
    if ran is wanted:
        return seen
    return {name: counts for name, counts in seen.items() if name in _OF_ANY_CAMPAIGN}


def _share(above: int, below: int) -> Counts:
    """Corrections may leave more above a line than below it; no share passes one."""
    return Counts(min(max(above, 0), max(below, 0)), max(below, 0))
