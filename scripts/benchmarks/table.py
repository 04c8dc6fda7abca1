"""Every workload there is, in the order of importance."""

from scripts.benchmarks import (
    applying,
    boards,
    day,
    dealing,
    desks,
    forecast_simulated,
    forecasting,
    growth,
    importing,
    opening,
    simulating,
    webhooks,
)
from scripts.benchmarks.workloads import Workload

WORKLOADS = (
    Workload("deal", "topping up call lists from many due leads", dealing.pairs),
    Workload("open", "a teleprospector opens the next lead", opening.pairs),
    Workload("webhook", "a signed status callback reaches the durable inbox", webhooks.pairs),
    Workload("apply", "messages become call status, attempts and counters", applying.pairs),
    Workload("import", "a prospect file becomes prospects", importing.pairs),
    Workload("growth", "what people wait for, while leads and calls grow", growth.pairs),
    Workload("desk", "from a digit to the next lead painted, in Chromium", desks.pairs),
    Workload("simulate", "a whole campaign on a virtual clock", simulating.pairs),
    Workload(
        "forecast", "a plan played a thousand times, held against the truth", forecasting.pairs
    ),
    Workload(
        "forecast-simulate", "forecasts beside ten simulated campaigns", forecast_simulated.pairs
    ),
    Workload("day", "the whole system: people over HTTP, a call a minute each", day.pairs),
    Workload("boards", "live boards hear of a change", boards.pairs),
)
NAMES = tuple(workload.name for workload in WORKLOADS)
