"""What a campaign's counters say: figures that carry their own numerator, denominator and definition."""

from campaigns.kpi.catalogue import CATALOGUE, kpi_named
from campaigns.kpi.counters import Counters, named, total
from campaigns.kpi.figures import SMALL_SAMPLE, Figure, Standing, against, figure, figures
from campaigns.kpi.measures import Better, Kpi, Unit

__all__ = [
    "CATALOGUE",
    "SMALL_SAMPLE",
    "Better",
    "Counters",
    "Figure",
    "Kpi",
    "Standing",
    "Unit",
    "against",
    "figure",
    "figures",
    "kpi_named",
    "named",
    "total",
]
