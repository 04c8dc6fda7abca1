"""The pages of what is to be done beside the calls: for an agency, a company and a teleprospector."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.dispositions import RULES
from campaigns.follow_up.channels import CHANNEL_LABELS
from campaigns.follow_up.tasks import OWNER_LABELS, TASK_LABELS, OwnerRole, TaskChange, Workplace
from campaigns.states import Role
from telepro import clock
from telepro.db.tasks import Whose
from telepro.services import tasks
from telepro.web.access import company, current_person, manager, teleprospector

bp = Blueprint("tasks", __name__)

KINDS = {str(code): words for code, words in (*TASK_LABELS.items(), *CHANNEL_LABELS.items())}
OWNERS = {str(code): words for code, words in OWNER_LABELS.items()}
DISPOSITIONS = {str(code): rule.labels for code, rule in RULES.items()}


@bp.get("/tasks")
@manager
def of_agency() -> str:
    """The tasks of every campaign that one manages."""
    return _page(Workplace.AGENCY)


@bp.post("/tasks/<task_id>")
@manager
def change_of_agency(task_id: str) -> ResponseReturnValue:
    """Close a task of such a campaign, or open it again."""
    return _changed(Workplace.AGENCY, task_id, "of_agency")


@bp.get("/company/tasks")
@company
def of_company() -> str:
    """What a company's own people have to do."""
    return _page(Workplace.COMPANY)


@bp.post("/company/tasks/<task_id>")
@company
def change_of_company(task_id: str) -> ResponseReturnValue:
    """Close a task of the company's, or open it again."""
    return _changed(Workplace.COMPANY, task_id, "of_company")


@bp.get("/desk/tasks")
@teleprospector
def of_desk() -> str:
    """What one's own calls have left to do."""
    return _page(Workplace.DESK)


@bp.post("/desk/tasks/<task_id>")
@teleprospector
def change_of_desk(task_id: str) -> ResponseReturnValue:
    """Close a task of one's own, or open it again."""
    return _changed(Workplace.DESK, task_id, "of_desk")


def _page(workplace: Workplace) -> str:
    asked = request.args.get("owner", "")
    owner = OwnerRole(asked) if asked in set(OwnerRole) else None
    now = clock.now()
    return render_template(
        "tasks.html",
        page=tasks.page(_whose(workplace), owner, now),
        workplace=workplace,
        owner=owner,
        owners=OWNERS,
        kinds=KINDS,
        dispositions=DISPOSITIONS,
        most=tasks.MOST,
        now=now,
    )


def _changed(workplace: Workplace, task_id: str, back: str) -> ResponseReturnValue:
    wanted = request.form.get("change", "")
    if wanted not in set(TaskChange):
        abort(400)
    who, now = current_person().person_id, clock.now()
    tasks.change(_whose(workplace), task_id, TaskChange(wanted), who, now)
    flash(_said()[TaskChange(wanted)], "good")
    owner = request.args.get("owner") or None
    return redirect(url_for(f".{back}", owner=owner, _anchor="open"), 303)


def _whose(workplace: Workplace) -> Whose:
    person = current_person()
    if workplace is Workplace.DESK:
        return Whose(workplace, (person.person_id,))
    role = Role.MANAGER if workplace is Workplace.AGENCY else Role.COMPANY
    return Whose(workplace, person.organisations(role))


def _said() -> dict[TaskChange, str]:
    return {
        TaskChange.DONE: _("Done. It stands below for a week."),
        TaskChange.NOT_NEEDED: _("Noted as not needed. It stands below for a week."),
        TaskChange.REOPEN: _("The task is open again."),
    }
