"""Which figures of a plan somebody is shown, and how each stands: the plan says for whom each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaigns.kpi import Counters, Figure, Kpi, Standing, against, figure, kpi_named
from campaigns.plan import Plan
from campaigns.plan.parts import KpiReader, KpiTarget

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Watched:
    """A figure of the plan with what the plan asks of it, and how it stands against that."""

    figure: Figure
    asked: KpiTarget
    standing: Standing


def watched(targets: Iterable[KpiTarget], counted: Counters) -> tuple[Watched, ...]:
    """Read these figures from the counters, in the plan's order; one that nobody knows is left out."""
    found = []
    for target in targets:
        kpi = _kpi(target)
        if kpi is not None:
            read = figure(kpi, counted)
            found.append(Watched(read, target, against(read, target.target, target.alarm)))
    return tuple(found)


def shown_to(plan: Plan, reader: KpiReader) -> tuple[KpiTarget, ...]:
    """The figures of a plan that are for somebody in that part."""
    return tuple(target for target in plan.kpis if target.is_for(reader))


def not_shown_to(plan: Plan, reader: KpiReader) -> tuple[KpiTarget, ...]:
    """The figures of a plan that are for others alone."""
    return tuple(target for target in plan.kpis if not target.is_for(reader))


def shown_to_one(plan: Plan, reader: KpiReader, email: str) -> tuple[KpiTarget, ...]:
    """The figures that are for a person in that part, or of whose alarm the plan tells them."""
    told = told_to(plan, email)
    return tuple(target for target in plan.kpis if target.is_for(reader) or target in told)


def told_to(plan: Plan, email: str) -> tuple[KpiTarget, ...]:
    """The figures of whose alarm the plan tells the person of that address."""
    return tuple(target for target in plan.kpis if email.lower() in target.alarm_to)


def label_of(target: KpiTarget) -> Words:
    """What a figure is called; of one that nobody knows its key."""
    kpi = _kpi(target)
    return kpi.label if kpi else dict.fromkeys(("fr", "en"), target.kpi)


def _kpi(target: KpiTarget) -> Kpi | None:
    return target.own or kpi_named(target.kpi)
