"""Reads a plan's test wave, and refuses what no test wave can show or no campaign that goes as planned would pass."""

import re
from collections.abc import Mapping
from fractions import Fraction
from math import floor

from campaigns.plan.forms import Form
from campaigns.plan.kinds import LINE, RATE, whole
from campaigns.plan.parts import Assumption, Assumptions
from campaigns.plan.sense_preparing import PREPARING
from campaigns.plan.trial import RATES, TestWave, cases
from campaigns.plan.writing_values import percent

# With fewer cases than these a rate says nothing: one more or less of them is ten points.
FEWEST_CASES = 10
_FIGURES_ALONE = re.compile(r"[\W\d_]*")
_PERCENT = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*%")


def read_test_wave(form: Form, assumed: Assumptions) -> TestWave | None:
    """The calls to make before the whole file is opened, and what must then be so."""
    stated = form.optional_form("test_wave")
    if stated is None:
        return None
    calls = stated.value("calls", whole(5, 2000))
    conditions = stated.values("go_on_if", LINE, 1, 10)
    for condition in conditions:
        _check_condition(stated, condition)
    return TestWave(calls, conditions, _least(stated, calls, assumed))


def _least(form: Form, calls: int, assumed: Assumptions) -> Mapping[str, Fraction]:
    stated = form.optional_form("least")
    if stated is None:
        return {}
    read = {name: stated.optional(name, RATE, None) for name in RATES}
    found = {n: share for n, share in read.items() if share is not None and stated.is_sound(n)}
    likely = {name: _assumed(assumed, name) for name in RATES}
    expected = cases(calls, likely)
    for name, share in found.items():
        if share > likely[name]:
            above = {"found": percent(share), "planned": percent(likely[name])}
            stated.note_new(name, PREPARING["above_plan"], **above)
        elif expected[name] < FEWEST_CASES:
            few = {"cases": floor(expected[name]), "calls": calls, "fewest": FEWEST_CASES}
            stated.note_new(name, PREPARING["too_few_cases"], **few)
    return found


def _assumed(assumed: Assumptions, name: str) -> Fraction:
    stated: Assumption = getattr(assumed, name)
    return stated.value


def _check_condition(form: Form, condition: str) -> None:
    """A figure that stands alone is a condition of nothing, one beyond the whole one of no rate."""
    if condition and _FIGURES_ALONE.fullmatch(condition):
        form.note_new("go_on_if", PREPARING["figure_alone"], found=condition[:40])
    for written in _PERCENT.findall(condition):
        if not 0 < Fraction(written.replace(",", ".")) <= 100:
            form.note_new("go_on_if", PREPARING["beyond_the_whole"], found=written[:12])
