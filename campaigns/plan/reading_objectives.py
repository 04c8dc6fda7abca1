"""Reads what a plan wants, by when, and on which assumptions."""

from collections.abc import Mapping
from fractions import Fraction

from campaigns.plan.forms import Form
from campaigns.plan.kinds import DATE, LINE, MONEY, RATE, Kind, choice, decimal, whole
from campaigns.plan.parts import Assumption, Assumptions, Metric, Objectives
from campaigns.plan.sense import SENSE

LONGEST_DAYS = 732

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
