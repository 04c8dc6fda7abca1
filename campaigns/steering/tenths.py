"""Rounds values to tenths so that what is shown adds up to the rounded sum, as the values do."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def in_tenths(values: Sequence[Fraction]) -> list[int]:
    """Each value in tenths, next below or next above; together the sum of all to the nearest tenth.

    The largest remainders are rounded up (Hamilton's method of apportionment).
    """
    tenths = [value * 10 for value in values]
    below = [floor(value) for value in tenths]
    missing = round(sum(tenths)) - sum(below)
    by_remainder = sorted(range(len(values)), key=lambda place: below[place] - tenths[place])
    for place in by_remainder[:missing]:
        below[place] += 1
    return below
