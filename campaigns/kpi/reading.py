"""How a figure reads in plain text, for a letter or a sentence; pages have marks of their own."""

from fractions import Fraction

from campaigns.funnel import StepUnit, shown
from campaigns.funnel.steps import trimmed
from campaigns.kpi.measures import Unit

_STEPS = {
    Unit.PERCENT: StepUnit.SHARE,
    Unit.CENTS: StepUnit.CENTS,
    Unit.CENTS_PER_HOUR: StepUnit.CENTS_PER_HOUR,
}


def reading(unit: Unit, value: Fraction, language: str) -> str:
    """A value in its own unit: « 12,5 % », « 55,00 », « 20 / h », « 90 s »."""
    if unit in _STEPS:
        return shown(value, _STEPS[unit], language)
    plain = trimmed(value, language)
    return {Unit.PER_HOUR: f"{plain} / h", Unit.SECONDS: f"{plain} s"}.get(unit, plain)
