"""What a report shows: calls by campaign, caller, hour, segment, list, script, attempt or pass, in
rates with their intervals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from campaigns.kpi import Figure, figure, kpi_named, named, total
from campaigns.kpi.intervals import Interval, wilson

Words = Mapping[str, str]


class Axis(StrEnum):
    """By what calls are put together."""

    CAMPAIGN = "campaign"
    CALLER = "caller"
    HOUR = "hour"
    SEGMENT = "segment"
    LIST = "list"
    SCRIPT = "script"
    ATTEMPT = "attempt"
    PASS = "pass"


AXES: Mapping[Axis, Words] = {
    Axis.CAMPAIGN: {"fr": "Campagne", "en": "Campaign"},
    Axis.CALLER: {"fr": "Téléprospecteur", "en": "Teleprospector"},
    Axis.HOUR: {"fr": "Heure", "en": "Hour"},
    Axis.SEGMENT: {"fr": "Segment", "en": "Segment"},
    Axis.LIST: {"fr": "Fichier", "en": "Prospect file"},
    Axis.SCRIPT: {"fr": "Version du script", "en": "Script version"},
    Axis.ATTEMPT: {"fr": "Tentative", "en": "Attempt"},
    Axis.PASS: {"fr": "Passe", "en": "Pass"},
}
# Counters that a call raises and a report adds up; results are meetings booked.
COUNTED = ("attempts", "answered", "contacts", "argued", "argued_positive", "meetings_booked")
RATES = ("answer_rate", "contact_rate", "argumentation_rate", "transformation_rate")


@dataclass(frozen=True, slots=True)
class Group:
    """Calls put together: the `key` that asks for them again, what it is called, what they count for."""

    key: str
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A rate of a group, and how far chance may have carried it; small ones are shown, but no proof."""

    figure: Figure
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Line:
    """A group of calls with its rates, in the order of `RATES`."""

    group: Group
    cells: tuple[Cell, ...] = field(default=())

    @property
    def dials(self) -> int:
        """Calls placed."""
        return self.group.counts.get("attempts", 0)

    @property
    def meetings(self) -> int:
        """Meetings booked."""
        return self.group.counts.get("meetings_booked", 0)


def line(group: Group) -> Line:
    """The rates of one group."""
    counted = named(group.counts)
    kpis = (kpi_named(key) for key in RATES)
    read = [figure(kpi, counted) for kpi in kpis if kpi is not None]
    return Line(group, tuple(Cell(each, wilson(each.numerator, each.denominator)) for each in read))


def all_of(groups: Iterable[Group]) -> Line:
    """All groups as one, recomputed from their counts: never an average of averages."""
    together = total(named(each.counts) for each in groups)
    return line(Group("", "", {name: getattr(together, name) for name in COUNTED}))
