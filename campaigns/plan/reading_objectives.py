"""Reads what a plan wants, on which assumptions, and whom it targets."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from campaigns.plan.forms import Form
from campaigns.plan.kinds import DATE, LINE, MONEY, RATE, YES_NO, Kind, choice, decimal, whole
from campaigns.plan.parts import (
    Assumption,
    Assumptions,
    Exclusion,
    Metric,
    Objectives,
    Operator,
    Rule,
    Segment,
    Targets,
)
from campaigns.plan.sense import SENSE

Comparison = Callable[[Form, str], Rule]

LONGEST_DAYS = 732
_NUMBER = decimal(-1, 999_999)

# Which rates stand between a result and an argued contact that went well.
RATES_NEEDED: Mapping[Metric, tuple[str, ...]] = {
    Metric.MEETINGS_BOOKED: (),
    Metric.QUALIFIED_LEADS: (),
    Metric.QUOTES: (),
    Metric.MEETINGS: ("show_rate",),
    Metric.SALES: ("win_rate", "proposal_rate", "show_rate"),
}


def read_objectives(form: Form) -> Objectives:
    """The first part: what counts, how many, by when, at which price, on which assumptions."""
    metric = form.value("metric", choice(Metric))
    needed = RATES_NEEDED[metric] if form.is_sound("metric") else ()
    objectives = Objectives(
        metric,
        form.value("target", whole(1, 1_000_000)),
        form.value("start", DATE),
        form.value("end", DATE),
        form.value("price", MONEY),
        form.values("accepted_when", LINE, least=1, most=20),
        _assumptions(form.form("assumptions"), needed),
    )
    _check_period(form, objectives)
    return objectives


def read_targets(form: Form) -> Targets:
    """The second part: segments of the prospect file, and who is left out all the same."""
    segments = tuple(_segment(each) for each in form.forms("segments", 1, 40))
    exclusions = tuple(_exclusion(each) for each in form.forms("exclusions", most=40))
    return Targets(segments, exclusions)


def _check_period(form: Form, objectives: Objectives) -> None:
    start, end = objectives.start, objectives.end
    if not form.is_sound("start", "end"):
        return
    if end < start:
        form.note("end", SENSE["end_before_start"], start=start, end=end)
    if (end - start).days > LONGEST_DAYS:
        form.note("end", SENSE["too_long"], days=(end - start).days)


def _assumptions(form: Form, needed: tuple[str, ...]) -> Assumptions:
    for name in needed:
        if not form.has(name):
            form.note(name, SENSE["metric_needs"], rate=name)
    return Assumptions(
        contact_rate=_assumption(form, "contact_rate", RATE),
        argumentation=_assumption(form, "argumentation", RATE),
        transformation=_assumption(form, "transformation", RATE),
        dials_per_hour=_assumption(form, "dials_per_hour", decimal(0, 1000)),
        show_rate=_rate_if_stated(form, "show_rate"),
        proposal_rate=_rate_if_stated(form, "proposal_rate"),
        win_rate=_rate_if_stated(form, "win_rate"),
    )


def _rate_if_stated(form: Form, key: str) -> Assumption | None:
    return _assumption(form, key, RATE) if form.has(key) else None


def _assumption(form: Form, key: str, kind: Kind[Fraction]) -> Assumption:
    stated = form.form(key)
    return Assumption(stated.value("value", kind), stated.value("origin", LINE))


def _segment(form: Form) -> Segment:
    return Segment(
        form.value("name", LINE),
        form.optional("score", whole(0, 100), 50),
        tuple(_rule(each) for each in form.forms("where", most=40)),
    )


def _exclusion(form: Form) -> Exclusion:
    return Exclusion(form.value("reason", LINE), _rule(form))


def _rule(form: Form) -> Rule:
    field = form.value("field", LINE)
    found = [key for key in _COMPARISONS if form.has(key)]
    mistyped = set(form.written()) - {"field", "reason", *_COMPARISONS}
    if len(found) != 1 and not (mistyped and not found):
        form.note("", SENSE["one_operator"], count=len(found), known=", ".join(_COMPARISONS))
    if len(found) != 1:
        return Rule(field, Operator.PRESENT)
    return _COMPARISONS[found[0]](form, field)


def _one(operator: Operator) -> Comparison:
    return lambda form, field: Rule(field, operator, (form.value(operator, LINE),))


def _several(operator: Operator) -> Comparison:
    return lambda form, field: Rule(field, operator, form.values(operator, LINE, 1, 500))


def _number(operator: Operator) -> Comparison:
    def read(form: Form, field: str) -> Rule:
        form.value(operator, _NUMBER)
        return Rule(field, operator, (form.optional(operator, LINE, ""),))

    return read


def _missing(form: Form, field: str) -> Rule:
    is_missing = form.value(Operator.MISSING, YES_NO)
    return Rule(field, Operator.MISSING if is_missing else Operator.PRESENT)


_COMPARISONS: Mapping[str, Comparison] = {
    Operator.EQUALS: _one(Operator.EQUALS),
    Operator.IN: _several(Operator.IN),
    Operator.STARTS_WITH: _several(Operator.STARTS_WITH),
    Operator.AT_LEAST: _number(Operator.AT_LEAST),
    Operator.AT_MOST: _number(Operator.AT_MOST),
    Operator.MISSING: _missing,
}
