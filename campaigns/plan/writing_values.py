"""Writes single values the way a plan's keys take them: amounts, percentages, numbers, durations."""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from campaigns.plan.kinds import DURATION
from campaigns.plan.yaml_text import Bare, Tree

_FIGURE = re.compile(r"[0-9]+\.[0-9]+( %)?")
_FRENCH_UNITS = {"day": "jour", "hour": "heure", "minute": "minute"}
_UNITS = (("day", 24 * 60), ("hour", 60), ("minute", 1))


def filled(tree: Mapping[str, Any]) -> Tree:
    """The tree without the keys that hold nothing."""
    return {key: value for key, value in tree.items() if value not in (None, [], {}, "")}


def money(cents: int) -> str:
    """An amount with its two decimals."""
    return Bare(f"{cents // 100}.{cents % 100:02d}")


def percent(share: Fraction) -> str:
    """A share as a percentage."""
    return f"{number(share * 100)} %"


def number(value: Fraction) -> str:
    """At most four decimals, none of them a trailing zero; that many is all a plan may state."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Bare(f"{exact:.4f}".rstrip("0").rstrip("."))


def duration(wait: timedelta) -> str:
    """In the largest unit that divides it."""
    minutes = round(wait.total_seconds() / 60)
    unit, size = next(each for each in _UNITS if minutes % each[1] == 0)
    count = minutes // size
    return f"{count} {unit}{'' if count == 1 else 's'}"


def figure_in(language: str, written: str) -> str:
    """A number, an amount or a percentage of a plan with the decimal sign of that language."""
    return written.replace(".", ",") if language == "fr" and _FIGURE.fullmatch(written) else written


def duration_in(language: str, written: str) -> str:
    """A duration of a plan in that language; what a person typed otherwise stays as it is."""
    wait = DURATION.read(written)
    if language != "fr" or wait is None or duration(wait) != written:
        return written
    count, _space, unit = written.partition(" ")
    plural = "s" if unit.endswith("s") else ""
    return f"{count} {_FRENCH_UNITS[unit.removesuffix('s')]}{plural}"
