"""What stands beside a step of the plan builder: who would be called, SMART, funnel and forecast, on the same leads."""

from collections.abc import Mapping, Sequence

from campaigns.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.forecast import Leads, difference, forecast, given
from campaigns.funnel import reverse_funnel
from campaigns.kpi_guidance import advice
from campaigns.plan import Plan
from campaigns.plan.steps import Step
from campaigns.smart import smart
from campaigns.states import ImportState
from telepro.services import campaign_files, enrolments
from telepro.services.enrolments import Preview
from telepro.web.forecast_chart import chart


def ready_files(organisation_ids: tuple[int, ...], mission_id: str) -> list[int]:
    """The prospect files of the mission's company that are read to the end."""
    files = campaign_files.of_mission(organisation_ids, mission_id)
    return [file.id for file in files if file.state is ImportState.DONE]


def counted(mission_row_id: int, plan: Plan, files: Sequence[int]) -> Preview | None:
    """Who would be called of these files; None without any."""
    return enrolments.drafted(mission_row_id, plan, files) if files else None


def side(wanted: Step, plan: Plan, found: Preview | None) -> dict[str, object]:
    """SMART and the reverse funnel, both on the leads that were counted; None: leads that never run out."""
    leads = found.leads if found else None
    return {
        "step": wanted,
        "problems": (),
        "checked": {"funnel": reverse_funnel(plan, leads)},
        "findings": smart(plan, leads),
        "counted": found,
        "left_out": {str(code): LEFT_OUT_LABELS[code] for code in LeftOut},
        "advice": advice(plan.objectives.metric) if wanted is Step.KPIS else (),
        "chosen": {each.kpi for each in plan.kpis},
        "plan": plan,
    }


def foreseen(plan: Plan, found: Preview | None) -> Mapping[str, object]:
    """The forecast on the same leads, and why it differs from the funnel where it does."""
    leads = found.leads if found else None
    played = forecast(given(plan, None if leads is None else (Leads(leads),)))
    return {
        "foreseen": played,
        "chart": chart(played),
        "leads": leads,
        "difference": difference(reverse_funnel(plan, leads), played),
    }
