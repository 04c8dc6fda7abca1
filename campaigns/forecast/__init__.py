"""How a plan would go if it were played a thousand times: the range, the chance, and what would change it.

**What is given** (`given`): the plan; the leads, as many as there are of each kind (how often tried, in
which zones, for which audience; none named: a list that never runs out); the people with their hours;
what was observed, as counts; and, for a campaign under way, what is done and from which day it goes on.

**What is believed.** `rates` makes a distribution of each rate (`counts`): the plan's figure is a guess as
wide as the range that the trade publishes, the company's earlier campaigns move and narrow it as far as
they agree (`history`), one's own counts narrow it further (those of an earlier wave by less: other people
called, on other days), and each says where it comes from. `counted` says which rates counters tell.
`habits` holds what no plan states: that prospects are not equally easy to reach, days not equally
good, people not always there.

**What is played.** `calendar` finds the half-days on which the plan calls, by the law and the plan's own
hours where the prospects are, and when a lead comes back after a call in vain. `drawing` draws the
rates of each run, `playing` plays every half-day in all of them at once.

**What is answered** (`answer`). The range of results that holds in eight runs of ten, the chance of the
objective, its date and cost; which one thing holds the plan back (`binding`); the smallest single change
of each kind that makes the objective as likely as not, and which changes can't be offered (`levers`);
and all of it in one sentence (`words`); `agreement` says where a funnel judges otherwise, and why.
`comparing` says what single changes bring, all on the same draws; to compare two plans, ask twice with
the same seed.

A meeting booked counts as held by its share at once: the days until it takes place are not played.
"""

from campaigns.forecast.agreement import difference
from campaigns.forecast.answer import EVEN, RUNS, SEED, DayRange, Forecast, forecast
from campaigns.forecast.binding import BINDING_WORDS, Binding
from campaigns.forecast.comparing import Brought, brought, figures
from campaigns.forecast.counted import told_by
from campaigns.forecast.counts import Counts, Past, Rate, Wave
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Caller, Given, Leads, Progress, caller_of, given
from campaigns.forecast.levers import Fix, Lever, NotOffered
from campaigns.forecast.rates import shown

__all__ = [
    "BINDING_WORDS",
    "EVEN",
    "RUNS",
    "SEED",
    "Binding",
    "Brought",
    "Caller",
    "Counts",
    "DayRange",
    "Figures",
    "Fix",
    "Forecast",
    "Given",
    "Leads",
    "Lever",
    "NotOffered",
    "Past",
    "Progress",
    "Rate",
    "Wave",
    "brought",
    "caller_of",
    "difference",
    "figures",
    "forecast",
    "given",
    "shown",
    "told_by",
]
