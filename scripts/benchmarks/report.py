"""Decides how the figures are told: one table for people, one line of JSON for programs."""

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.benchmarks.measuring import Figures, Judged, Measured

HEADINGS = ("workload", "ours (median, spread)", "limit (median, spread)", "ratio", "reach", "met")
SIGNS = {
    Judged.RATIO: "≥ {:g}",
    Judged.RATE: "≥ {:,.0f}",
    Judged.COST: "≤ {:g}",
    Judged.WITHIN: "1 ± {:g}",
}


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    models = [
        line for line in _words("/proc/cpuinfo").splitlines() if line.startswith("model name")
    ]
    memory = _words("/proc/meminfo").split()
    return {
        "cores": str(os.cpu_count()),
        "processor": models[0].partition(":")[2].strip() if models else platform.processor(),
        "memory": f"{int(memory[1]) / 2**20:.0f} GiB" if len(memory) > 1 else "unknown",
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load": " ".join(f"{each:.1f}" for each in os.getloadavg()),
    }


def _words(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def as_json(found: Sequence[Measured], about: dict[str, str]) -> str:
    """Everything on one line."""
    return json.dumps({"machine": about, "workloads": [_plain(each) for each in found]})


def _plain(each: Measured) -> dict[str, Any]:
    pair = each.pair
    return {
        "name": pair.name,
        "unit": pair.unit,
        "ours": each.ours.values,
        "limit": each.limit.values,
        "limit_is": pair.limit_is,
        "ratio": each.ratio.median,
        "judged": pair.judged,
        "reach": pair.reach,
        "met": each.meets(pair.reach),
        "moonshot": pair.moonshot,
        "moonshot_met": each.meets(pair.moonshot),
    }


def table(found: Sequence[Measured], about: dict[str, str]) -> str:
    """The figures in columns, what each limit is, and the machine."""
    rows = [HEADINGS, *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    limits = [f"  {each.pair.name}: {each.pair.limit_is}" for each in found]
    on = ", ".join(f"{name} {value}" for name, value in about.items())
    return "\n".join([*lines, "", "Limits:", *limits, "", f"Machine: {on}"])


def _row(each: Measured) -> tuple[str, ...]:
    pair = each.pair
    sign = SIGNS[pair.judged]
    goals = [sign.format(goal) for goal in (pair.reach, pair.moonshot) if goal is not None]
    return (
        pair.name,
        f"{_told(each.ours)} {pair.unit}",
        _told(each.limit),
        _told(each.ratio),
        ", ".join(goals) or "-",
        _met(each),
    )


def _met(each: Measured) -> str:
    if each.meets(each.pair.moonshot):
        return "moonshot"
    return {True: "yes", False: "NO", None: "-"}[each.meets(each.pair.reach)]


def _told(figures: Figures) -> str:
    low, high = figures.spread
    return f"{_short(figures.median)} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
