"""The manager's pages of data requests: what people ask of what is held about them, step by step."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem
from campaigns.prospect_base.data_requests import (
    CHECK_LABELS,
    KEPT_LABELS,
    KIND_LABELS,
    REFUSAL_LABELS,
    STATE_LABELS,
    IdentityCheck,
    RefusalGround,
    RequestKind,
)
from campaigns.states import Role
from telepro import clock, queue
from telepro.files.held_data import held_csv, held_json
from telepro.queue import Bell
from telepro.services import data_requests
from telepro.services.data_requests import Asker
from telepro.web.access import current_person, manager
from telepro.web.presentation import language

bp = Blueprint("manager_requests", __name__, url_prefix="/prospects")

Code = TypeVar("Code", bound=StrEnum)


@bp.get("/requests")
@manager
def requests_page() -> str:
    """The requests that wait, the most urgent first, and those that are over."""
    return render_template(
        "manager/requests.html",
        lines=data_requests.listed(_asker()),
        kinds=KIND_LABELS,
        states=STATE_LABELS,
        now=clock.now(),
    )


@bp.post("/<prospect_id>/requests")
@manager
def open_request(prospect_id: str) -> ResponseReturnValue:
    """Open a request about a prospect; the one that waits already is shown instead of a second."""
    kind = _code(RequestKind, "kind")
    opened = data_requests.open_request(_asker(), prospect_id, kind, clock.now())
    return redirect(url_for(".one", request_id=opened), 303)


@bp.get("/requests/<request_id>")
@manager
def one(request_id: str) -> str:
    """One request: its term, its steps, and the certificate once it is done."""
    return _page(request_id, ())


@bp.post("/requests/<request_id>/identity")
@manager
def identity(request_id: str) -> ResponseReturnValue:
    """Say how one knows that it is the person."""
    how = _code(IdentityCheck, "how")
    data_requests.check_identity(_asker(), request_id, how, clock.now())
    flash(_("The identity is noted."), "good")
    return _back(request_id)


@bp.post("/requests/<request_id>/extend")
@manager
def extend(request_id: str) -> ResponseReturnValue:
    """Take two more months."""
    data_requests.extend(_asker(), request_id, clock.now())
    flash(_("Two more months. Tell the person why before the first month is over."), "good")
    return _back(request_id)


@bp.post("/requests/<request_id>/refuse")
@manager
def refuse(request_id: str) -> ResponseReturnValue:
    """Close without granting it."""
    ground = _code(RefusalGround, "ground")
    data_requests.refuse(_asker(), request_id, ground, clock.now())
    flash(
        _(
            "Refused. Tell the person why, and that they may complain to the data protection authority."
        ),
        "good",
    )
    return _back(request_id)


@bp.post("/requests/<request_id>/hand-out")
@manager
def hand_out(request_id: str) -> ResponseReturnValue:
    """Everything held about the person, as a file."""
    held = data_requests.hand_out(_asker(), request_id, clock.now())
    if request.form.get("form") == "csv":
        response = Response(held_csv(held, language()), mimetype="text/csv")
        name = f"data-{request_id}.csv"
    else:
        response = Response(held_json(held), mimetype="application/json")
        name = f"data-{request_id}.json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/requests/<request_id>/erase")
@manager
def erase(request_id: str) -> ResponseReturnValue:
    """Erase, once it was said that it can't be undone."""
    if not request.form.get("sure"):
        return _page(request_id, (_not_sure(),)), 422
    data_requests.erase(_asker(), request_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("Erased. The certificate is below."), "good")
    return _back(request_id)


def _page(request_id: str, problems: tuple[Problem, ...]) -> str:
    return render_template(
        "manager/request.html",
        page=data_requests.opened(_asker(), request_id),
        problems=problems,
        kinds=KIND_LABELS,
        states=STATE_LABELS,
        checks=CHECK_LABELS,
        grounds=REFUSAL_LABELS,
        kept=KEPT_LABELS,
        now=clock.now(),
    )


def _not_sure() -> Problem:
    return Problem(
        "sure",
        _("no word that you are sure"),
        _("the box ticked"),
        _("An erasure can’t be undone: tick the box, then erase."),
    )


def _code(codes: type[Code], name: str) -> Code:
    text = request.form.get(name, "")
    return codes(text) if text in {each.value for each in codes} else abort(404)


def _back(request_id: str) -> ResponseReturnValue:
    return redirect(url_for(".one", request_id=request_id), 303)


def _asker() -> Asker:
    person = current_person()
    return Asker(person.person_id, person.organisations(Role.MANAGER))
