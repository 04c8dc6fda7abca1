"""Pages behind the board: the calls behind a figure, the leads of a campaign, one lead and its why."""

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from campaigns.states import Role
from telepro import clock, queue
from telepro.db.leads import LeadFilter
from telepro.queue import Bell
from telepro.services import leads, reports
from telepro.services.reports import Side, Wanted
from telepro.web import pipeline
from telepro.web.access import current_person, manager
from telepro.web.asked import number
from telepro.web.presentation import language

bp = Blueprint("reports", __name__)

Code = TypeVar("Code", Stage, Disposition)


@bp.get("/campaigns/<campaign_id>/calls/<kpi>/<any(above, below):side>")
@manager
def calls(campaign_id: str, kpi: str, side: str) -> str:
    """The calls above or below the line of a figure, newest first."""
    wanted = Wanted(kpi, Side(side), request.args.get("before", type=number))
    found = reports.behind(_mine(), campaign_id, wanted, clock.now())
    return render_template("manager/calls.html", behind=found)


@bp.get("/campaigns/<campaign_id>/leads")
@manager
def campaign_leads(campaign_id: str) -> str:
    """The campaign's leads, a page at a time, by stage, by outcome or by name."""
    wanted = LeadFilter(
        stage=_code(Stage, "stage"),
        disposition=_code(Disposition, "outcome"),
        search=request.args.get("search", "")[:100],
        worked="worked" in request.args,
    )
    found = leads.listed(_mine(), campaign_id, wanted, request.args.get("after", type=number))
    return render_template("manager/leads.html", listed=found, wanted=wanted, now=clock.now())


@bp.get("/leads/<lead_id>")
@manager
def lead(lead_id: str) -> str:
    """One lead: what happened, what comes next, why it is or is not called now."""
    found = leads.opened(_mine(), lead_id, language(), clock.now())
    moved = pipeline.just_moved() if request.args.get("moved") == lead_id else None
    return render_template(
        "manager/lead.html", page=found, moved=moved, undo_for=pipeline.UNDO_SECONDS
    )


@bp.post("/leads/<lead_id>/do-not-call")
@manager
def do_not_call(lead_id: str) -> ResponseReturnValue:
    """Never call this prospect again on behalf of the company."""
    reason = request.form.get("reason", "").strip()[:200] or _("asked for by the manager")
    leads.never_call_again(_mine(), lead_id, current_person().person_id, reason, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("This prospect is on the do-not-call list and off every call list."), "good")
    return redirect(url_for(".lead", lead_id=lead_id), 303)


def _code(codes: type[Code], name: str) -> Code | None:
    text = request.args.get(name, "")
    return codes(text) if text in {code.value for code in codes} else None


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
