"""A plan's test wave: its calls, and what must be so before the rest of the file is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

RATES = ("contact_rate", "argumentation", "transformation")
"""The rates of a plan's chain that calls alone can show, in order."""


@dataclass(frozen=True, slots=True)
class TestWave:
    """The first calls, after which a person decides whether the whole file is opened.

    `least` are the rates, by name, below which nobody should go on; `go_on_if` is what else must be so.
    """

    calls: int
    go_on_if: tuple[str, ...]
    least: Mapping[str, Fraction] = field(default_factory=dict)


def cases(calls: int, assumed: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """How many cases of each rate so many calls bring at the rates assumed: dials, contacts, argued."""
    found, left = {}, Fraction(calls)
    for name in RATES:
        found[name] = left
        left *= assumed[name]
    return found
