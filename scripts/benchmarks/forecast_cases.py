"""What the manager of a played campaign knows, as a plan and a forecast's input; and whether its range held."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from campaigns.forecast import Counts, Given, Leads, Past, Progress, Wave, forecast, given
from campaigns.plan import Plan, read_plan
from campaigns.plan.parts import Assumption, Metric
from campaigns.windows import WORKING_DAYS, Hours
from scripts.benchmarks.forecast_play import Seen
from scripts.benchmarks.forecast_truth import Company, Known, campaign, company
from telepro.embedded.table import ROOT

EXAMPLE = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"


@dataclass(frozen=True, slots=True)
class Held:
    """One campaign: what was forecast, and what came."""

    seed: int
    p10: int
    p50: int
    p90: int
    came: int

    @property
    def is_within(self) -> bool:
        """Whether what came lies in the range."""
        return self.p10 <= self.came <= self.p90


def held(seed: int) -> Held:
    """Forecast the campaign of a seed from what its manager knows, and look at what came."""
    played = campaign(seed)
    found = forecast(case_of(played.known), seed=seed)
    return Held(seed, found.p10, found.p50, found.p90, played.results)


def held_after(seed: int) -> Held:
    """Forecast a company's next campaign from its earlier ones, and look at what came."""
    played = company(seed)
    found = forecast(case_after(played), seed=seed)
    return Held(seed, found.p10, found.p50, found.p90, played.next.results)


def case_after(played: Company) -> Given:
    """What the manager of a company with earlier campaigns knows, as a forecast is given it."""
    known = played.next.known
    leads = tuple(Leads(count, attempts, due=due) for attempts, due, count in known.leads)
    past = tuple(
        # Who called is not told: as many as a usual team has.
        Past(_counts(seen), Wave(4, seen.days, seen.by_attempt), years)
        for seen, years in played.earlier
    )
    return given(plan_of(known), leads, known.callers, past=past)


@lru_cache(maxsize=1)
def example() -> Plan:
    """The French example, which each campaign changes."""
    plan = read_plan(EXAMPLE.read_text(encoding="utf-8"), "fr")
    assert isinstance(plan, Plan)
    return plan


def case_of(known: Known) -> Given:
    """What a manager knows, as a forecast is given it."""
    plan, seen = plan_of(known), known.seen
    leads = tuple(Leads(count, attempts, due=due) for attempts, due, count in known.leads)
    observed = _counts(seen) if seen else {}
    done, wave = Progress(known.start), None
    if seen and not known.is_under_way:
        wave = Wave(known.callers, seen.days, seen.by_attempt)
    if seen and known.is_under_way:
        hours = Fraction(seen.hours).limit_denominator(100)
        done = Progress(known.today, seen.kept, 0, seen.dials, hours, seen.by_attempt)
    return given(plan, leads, known.callers, observed, done, wave=wave)


def _counts(seen: Seen) -> dict[str, Counts]:
    return {
        "contact_rate": Counts(seen.contacts, seen.dials),
        "argumentation": Counts(seen.argued, seen.contacts),
        "transformation": Counts(seen.agreed, seen.argued),
        "show_rate": Counts(seen.kept, seen.agreed),
        "dials_per_hour": Counts(seen.dials, Fraction(seen.hours).limit_denominator(100)),
    }


def plan_of(known: Known) -> Plan:
    """The plan that such a manager would have written; an objective of one, since only the range is asked."""
    plan, stated = example(), known.stated
    guesses = replace(
        plan.objectives.assumptions,
        contact_rate=_guess(stated.contact),
        argumentation=_guess(stated.argued),
        transformation=_guess(stated.agreed),
        show_rate=_guess(stated.kept),
        dials_per_hour=_guess(stated.pace),
    )
    objectives = replace(
        plan.objectives,
        metric=Metric.MEETINGS,
        target=1,
        start=known.start,
        end=known.end,
        assumptions=guesses,
    )
    actions = replace(
        plan.actions,
        hours=Hours.on(WORKING_DAYS, "09:00-12:30", "13:30-18:00"),
        max_attempts=known.most_attempts,
        resources=replace(
            plan.actions.resources, callers=known.callers, hours_per_day=Fraction(known.hours)
        ),
    )
    return replace(plan, objectives=objectives, actions=actions)


def _guess(value: float) -> Assumption:
    return Assumption(Fraction(value).limit_denominator(1000), "campaigns of this kind")
