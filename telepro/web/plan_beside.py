"""What stands beside a step of the plan builder: who would be called, SMART, funnel and forecast, on the same leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.figures.kpi_guidance import Advice, advice, chosen
from campaigns.forecast import Forecast, Leads, Past, Rate, difference, given, shown
from campaigns.forecast.given import Given
from campaigns.funnel import reverse_funnel
from campaigns.funnel.chain import RATE_NAMES
from campaigns.funnel.steps import both
from campaigns.law.own_terms import Term
from campaigns.plan import Plan
from campaigns.plan.row_choices import COLUMN_CHOICES
from campaigns.plan.steps import Step
from campaigns.prospect_base.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.smart import smart
from campaigns.states import ImportState
from telepro.services import campaign_files, enrolments
from telepro.services.enrolments import Preview
from telepro.web import kept_forecasts
from telepro.web.forecast_chart import chart


@dataclass(frozen=True, slots=True)
class BelievedRate:
    """A rate that a forecast rests on, as a page says it."""

    rate: Rate

    @property
    def label(self) -> Mapping[str, str]:
        """What the rate is called."""
        return RATE_NAMES[self.rate.name]

    @property
    def value(self) -> Mapping[str, str]:
        """Its mean and the range of eight cases in ten."""
        return both(lambda language: shown(self.rate, language))


# Prospects that are judged while a page is made; more are counted once it is shown.
FEW = 1_000


@dataclass(frozen=True, slots=True)
class ReadyFiles:
    """The prospect files of a mission's company that are read to the end, and how many they brought or completed."""

    ids: tuple[int, ...]
    prospects: int

    @property
    def are_quick(self) -> bool:
        """True where there are files and counting their leads holds no page up."""
        return bool(self.ids) and self.prospects <= FEW


def ready_files(organisation_ids: tuple[int, ...], mission_id: str) -> ReadyFiles:
    """What there is to count leads in."""
    files = campaign_files.of_mission(organisation_ids, mission_id)
    done = [file for file in files if file.state is ImportState.DONE]
    return ReadyFiles(
        tuple(file.id for file in done), sum(file.accepted + file.merged for file in done)
    )


@dataclass(frozen=True, slots=True)
class Pool:
    """How many leads there are, None for a list that never runs out; `looked_at` where they were counted."""

    leads: int | None
    looked_at: Preview | None = None


NOBODY_COUNTED = Pool(None)


def counted(mission_row_id: int, plan: Plan, files: Sequence[int]) -> Pool:
    """Who would be called of these files; without any, leads never run out."""
    found = enrolments.drafted(mission_row_id, plan, files) if files else None
    return Pool(found.leads if found else None, found)


def as_counted(wanted: Step, said: int | None) -> Pool | None:
    """What the page counted before: only the target changes it. None where it must be counted."""
    if said is None or wanted is Step.TARGET:
        return None
    return Pool(min(max(said, 0), enrolments.MOST_LOOKED_AT))


def side(wanted: Step, plan: Plan, pool: Pool, terms: tuple[Term, ...]) -> dict[str, object]:
    """SMART and the reverse funnel, both on the leads that were counted and by the company's own rules."""
    return {
        "step": wanted,
        "problems": (),
        "checked": {"funnel": reverse_funnel(plan, pool.leads, terms)},
        "findings": smart(plan, pool.leads, terms),
        "counted": pool.looked_at,
        "left_out": {str(code): LEFT_OUT_LABELS[code] for code in LeftOut},
        "advice": _advice(plan) if wanted is Step.KPIS else (),
        "chosen": {each.kpi for each in plan.kpis},
        "readers": COLUMN_CHOICES["kpis.audience"],
        "plan": plan,
    }


def _advice(plan: Plan) -> list[Advice]:
    """The figures that the plan has chosen, then those that such an objective needs besides."""
    taken = chosen(plan.kpis)
    keys = {each.kpi.key for each in taken}
    return [*taken, *(each for each in advice(plan.objectives.metric) if each.kpi.key not in keys)]


def foreseen(
    plan: Plan, pool: Pool, terms: tuple[Term, ...], past: tuple[Past, ...] = ()
) -> Mapping[str, object]:
    """The forecast on the same leads, and why it differs from the funnel where it does.

    `terms` is what the company and compliance have set beside the law, `past` its earlier campaigns.
    """
    asked = _given(plan, pool, terms, past)
    return _told(plan, pool, terms, kept_forecasts.played(asked))


def foreseen_already(
    plan: Plan, pool: Pool, terms: tuple[Term, ...], past: tuple[Past, ...]
) -> Mapping[str, object]:
    """The same where it was played lately; nothing where a page would wait for it."""
    found = kept_forecasts.at_hand(_given(plan, pool, terms, past))
    return _told(plan, pool, terms, found) if found else {}


def _given(plan: Plan, pool: Pool, terms: tuple[Term, ...], past: tuple[Past, ...]) -> Given:
    leads = None if pool.leads is None else (Leads(pool.leads),)
    return given(plan, leads, terms=terms, past=past)


def _told(
    plan: Plan, pool: Pool, terms: tuple[Term, ...], played: Forecast
) -> Mapping[str, object]:
    return {
        "foreseen": played,
        "chart": chart(played),
        "rates": believed(played),
        "leads": pool.leads,
        "difference": difference(reverse_funnel(plan, pool.leads, terms), played),
    }


def believed(played: Forecast) -> list[BelievedRate]:
    """The rates of a forecast in the order of its chain."""
    return [BelievedRate(rate) for rate in played.rates.values()]
