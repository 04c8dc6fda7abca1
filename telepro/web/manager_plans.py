"""The manager's pages that build a plan: the library, the six steps, two versions side by side."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.figures.wave import beside
from campaigns.plan import Plan
from campaigns.plan.arranging import arrange, order_of
from campaigns.plan.editing import shown
from campaigns.plan.fields import as_in_a_file
from campaigns.plan.labels import LABELS
from campaigns.plan.row_choices import PROPOSED_FIELDS
from campaigns.plan.steps import FIELDS, STEP_LABELS, STEP_QUESTIONS, Step
from campaigns.plan.typed import Typed, typed, without_blanks
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from campaigns.templates import TEMPLATE_LABELS, TEMPLATE_USES
from telepro import clock
from telepro.db.what_for import Mission
from telepro.services import law, plan_library, plan_steps, plans, track_record
from telepro.services.plan_library import Source
from telepro.services.plan_steps import Building, StepForm
from telepro.web.access import current_person, manager
from telepro.web.asked import number
from telepro.web.plan_beside import (
    NOBODY_COUNTED,
    Pool,
    as_counted,
    counted,
    foreseen,
    foreseen_already,
    ready_files,
    side,
)
from telepro.web.plan_cells import Layout
from telepro.web.presentation import language

bp = Blueprint("manager_plans", __name__, url_prefix="/missions/<mission_id>/plan")

ORDER = tuple(Step)


@bp.get("/library")
@manager
def library(mission_id: str) -> str:
    """The templates, and the plans of one's other missions."""
    return _library_page(mission_id, ())


@bp.post("/library")
@manager
def start(mission_id: str) -> ResponseReturnValue:
    """Start the plan from a template or a copy; what was there stays as an earlier version."""
    chosen = request.form.get("source", "")
    kind, _dot, wanted = chosen.partition(".")
    source = Source(plan_id=chosen) if not wanted else Source(kind, wanted)
    try:
        plan_library.start(_mine(), mission_id, source, current_person().person_id, clock.now())
    except Refused as refusal:
        return _library_page(mission_id, refusal.problems), 422
    return redirect(url_for(".step", mission_id=mission_id, name=ORDER[0]), 303)


@bp.get("/steps/<name>")
@manager
def step(mission_id: str, name: str) -> str:
    """One of the six steps, as the newest version fills it in."""
    wanted, building = _step(name), plan_steps.opened(_mine(), mission_id)
    as_a_file = request.args.get("as") == "file"
    fields = [as_in_a_file(each) if as_a_file else each for each in FIELDS[wanted]]
    return _step_page(wanted, building, Layout(shown(building.plan, fields), (), language()))


@bp.post("/steps/<name>")
@manager
def write_step(mission_id: str, name: str) -> ResponseReturnValue:
    """Keep the step's values and go on to the next, or show every problem at its field.

    With the order of a row's button, the row is added, moved or removed; nothing is kept yet.
    """
    wanted, form = _step(name), _form(_step(name))
    if "row" in request.form:
        return _arranged(mission_id, wanted, request.form["row"])
    who, now = current_person().person_id, clock.now()
    try:
        version = plan_steps.write(_mine(), mission_id, form, who, language(), now)
    except Refused as refusal:
        building = plan_steps.opened(_mine(), mission_id)
        values = {**shown(building.plan, FIELDS[wanted]), **form.given}
        return _step_page(wanted, building, Layout(values, refusal.problems, language())), 422
    if version != form.version:
        flash(_("Version %(version)d of the plan is kept.", version=version), "good")
    following = ORDER[min(ORDER.index(wanted) + 1, len(ORDER) - 1)]
    return redirect(url_for(".step", mission_id=mission_id, name=following), 303)


@bp.post("/steps/<name>/check")
@manager
def check_step(mission_id: str, name: str) -> str:
    """What the form says now, for the panel beside it; keeps nothing."""
    wanted = _step(name)
    try:
        mission, plan = plan_steps.drafted(_mine(), mission_id, _form(wanted), language())
    except Refused as refusal:
        labels = {**_labels(), **Layout({}, refusal.problems, language()).labels()}
        return render_template(
            "manager/_step_side.html", problems=refusal.problems, labels=labels, step=wanted
        )
    pool = _pool(wanted, mission, plan)
    terms = law.terms(mission.organisation_id, clock.now())
    said = side(wanted, plan, pool, terms)
    return render_template("manager/_step_side.html", labels=_labels(), **said)


@bp.post("/steps/<name>/forecast")
@manager
def foresee_step(mission_id: str, name: str) -> str:
    """How the plan would go with the form's values, on the leads of the files there are; keeps nothing."""
    wanted = _step(name)
    try:
        mission, plan = plan_steps.drafted(_mine(), mission_id, _form(wanted), language())
    except Refused:
        return render_template("manager/_foreseen.html", foreseen=None)
    company, now = mission.organisation_id, clock.now()
    past = track_record.of_plan(_mine(), company, plan, now)
    played = foreseen(plan, _pool(wanted, mission, plan), law.terms(company, now), past)
    return render_template("manager/_foreseen.html", **played)


@bp.get("/compare")
@manager
def compare(mission_id: str) -> str:
    """What changed from one version to another, in words."""
    before = request.args.get("before", type=number)
    after = request.args.get("after", type=number)
    compared = plans.compared(_mine(), mission_id, before, after)
    return render_template("manager/plan_compare.html", compared=compared)


def _library_page(mission_id: str, problems: Sequence[Problem]) -> str:
    return render_template(
        "manager/plan_library.html",
        library=plan_library.library(_mine(), mission_id),
        labels=TEMPLATE_LABELS,
        uses=TEMPLATE_USES,
        problems=problems,
    )


def _arranged(mission_id: str, wanted: Step, written: str) -> ResponseReturnValue:
    building, sent = plan_steps.opened(_mine(), mission_id), _typed(wanted)
    values = {**shown(building.plan, FIELDS[wanted]), **sent}
    order = order_of(written)
    after = arrange(FIELDS[wanted], values, order) if order else None
    if after is None:
        abort(404)
    return _step_page(wanted, building, Layout(after.values, (), language(), after.goes_on))


def _step_page(wanted: Step, building: Building, layout: Layout) -> str:
    plan, mission_id = building.plan, building.mission.public_id
    files = ready_files(_mine(), mission_id)
    asked = files.are_quick or "count" in request.args
    pool = counted(building.mission.id, plan, files.ids) if asked else NOBODY_COUNTED
    company, now = building.mission.organisation_id, clock.now()
    terms, earlier = law.terms(company, now), track_record.of_plan(_mine(), company, plan, now)
    # A form that came back holds something else than the plan does.
    is_plan = request.method == "GET" and (pool.looked_at or not files.ids)
    return render_template(
        "manager/plan_step.html",
        building=building,
        laid=replace(layout, beside=beside(plan)).laid(FIELDS[wanted]),
        goes_on=layout.focus,
        proposed=PROPOSED_FIELDS[language()].split(", "),
        has_lists=any(each.is_list for each in FIELDS[wanted]),
        steps=[(each, STEP_LABELS[each]) for each in ORDER],
        question=STEP_QUESTIONS[wanted],
        past=_past(wanted, building),
        has_files=bool(files.ids),
        labels={**_labels(), **layout.labels()},
        **(foreseen_already(plan, pool, terms, earlier) if is_plan else {}),
        **{**side(wanted, plan, pool, terms), "problems": layout.problems},
    )


def _pool(wanted: Step, mission: Mission, plan: Plan) -> Pool:
    """The leads that SMART, funnel and forecast judge; those that the page counted already, where it did."""
    said = request.form.get("leads", type=number)
    files = ready_files(_mine(), mission.public_id)
    return as_counted(wanted, said) or counted(mission.id, plan, files.ids)


def _past(wanted: Step, building: Building) -> Sequence[object]:
    if wanted is not Step.TARGET or "count" not in request.args:
        return ()
    return plan_steps.past_results(_mine(), building.mission.public_id)


def _step(name: str) -> Step:
    if name not in set(Step):
        abort(404)
    return Step(name)


def _form(wanted: Step) -> StepForm:
    given = without_blanks(FIELDS[wanted], _typed(wanted))
    return StepForm(wanted, given, request.form.get("version", type=number, default=0))


def _typed(wanted: Step) -> dict[str, Typed]:
    sent = {name: "\n".join(request.form.getlist(name)) for name in request.form}
    return typed(FIELDS[wanted], sent)


def _labels() -> dict[str, str]:
    return {path: words[language()] for path, words in LABELS.items()}


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
