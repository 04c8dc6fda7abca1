"""A teleprospector's promised calls over HTTP: all of them, one of them, and what may be done to it.

GET /desk/attempts/ID/moments?at=2026-11-26T14:00&at=…&zone=Europe/Paris&keeper=person | team
     -> {moments: [{at, said: [sentence], better: {at, local, label} | null}]}: what would come of
     promises made in that call. It is asked when the panel of key 4 opens, never with the state.
"""

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.follow_up.keeping import DOUBTS, Keeper
from campaigns.follow_up.promises import GIVEN_BACK, GivenBack
from campaigns.problems import Problem, Refused
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import promises
from telepro.services.promises import MOST, MOST_ASKED, Foreseen
from telepro.web import content_policy, desk_callbacks, desk_forms
from telepro.web.access import current_person, teleprospector
from telepro.web.desk_callbacks import DAY, View
from telepro.web.desk_keys import promise_label
from telepro.web.presentation import local_minute, moment, typeset, words
from telepro.web.sent_files import STATIC, sent

bp = Blueprint("promises", __name__, url_prefix="/desk")

REMEMBERED = "callbacks-view"
YEAR = 365 * 24 * 3600


def all_of_them() -> Response:
    """What the person who asks has promised; the view that they choose is remembered."""
    now = clock.now()
    view = _view()
    chosen = desk_callbacks.asked_day(request.args.get("day", ""), now)
    days = desk_callbacks.days_of(view, chosen)
    found = promises.mine(current_person().person_id, *desk_callbacks.window_of(days), now)
    page = desk_callbacks.laid_out(found, view, days, now)
    step = DAY * (7 if view is View.WEEK else len(days))
    answer = make_response(
        render_template(
            "desk/callbacks.html",
            page=page,
            views=list(View),
            chosen=chosen,
            today=desk_callbacks.asked_day("", now),
            before=chosen - step,
            after=chosen + step,
            most=MOST,
            now=now,
        )
    )
    if request.args.get("view"):
        answer.set_cookie(REMEMBERED, view, max_age=YEAR, httponly=True, samesite="Lax")
    return answer


@bp.get("/callbacks/offline")
@teleprospector
def offline() -> str:
    """Today's and tomorrow's promises, for a browser to keep until there is a network again."""
    now = clock.now()
    today = desk_callbacks.asked_day("", now)
    days = (today, today + DAY)
    found = promises.mine(current_person().person_id, *desk_callbacks.window_of(days), now)
    page = desk_callbacks.laid_out(found, View.LIST, days, now)
    return render_template("desk/callbacks_kept.html", page=page, now=now)


@bp.get("/callbacks/worker.js")
@teleprospector
def worker() -> Response:
    """What stands between the page of callbacks and the network; it may answer for no other page."""
    answer = Response(sent(STATIC / "js/worker.js").body, mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = "/desk/callbacks"
    answer.headers["Content-Security-Policy"] = content_policy.OF_A_WORKER
    return answer


@bp.get("/callbacks/<callback_id>")
@teleprospector
def callback(callback_id: str) -> str:
    """One promise, and what may be done to it."""
    return _page(callback_id, ())


@bp.post("/callbacks/<callback_id>/move")
@teleprospector
def move(callback_id: str) -> ResponseReturnValue:
    """Promise another moment: a chip's, or a day and a time on the prospect's clock."""
    person, now = current_person().person_id, clock.now()
    reader = desk_forms.Reader(request.form)
    zone = reader.zone("zone")
    name = "callback_at" if request.form.get("callback_at") else "callback_local"
    due_at = reader.instant(name, zone)
    try:
        reader.done()
        promises.move(person, callback_id, due_at, now)
    except Refused as refusal:
        return _page(callback_id, refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("The callback is moved. Tell the prospect, if they do not know yet."), "good")
    return redirect(url_for("desk.callbacks"), 303)


@bp.post("/callbacks/<callback_id>/team")
@teleprospector
def give_back(callback_id: str) -> ResponseReturnValue:
    """Let the team keep a promise."""
    reader = desk_forms.Reader(request.form)
    reason = reader.code("reason", GivenBack)
    reader.require("reason", reason, ", ".join(words(each) for each in GIVEN_BACK.values()))
    try:
        reader.done()
        promises.give_back(
            current_person().person_id, callback_id, reason or GivenBack.NOT_THERE, clock.now()
        )
    except Refused as refusal:
        return _page(callback_id, refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("The team keeps this promise now, at the moment that was said."), "good")
    return redirect(url_for("desk.callbacks"), 303)


@bp.get("/attempts/<attempt>/moments")
@teleprospector
def foreseen(attempt: str) -> dict[str, Any]:
    """What would come of promises made in this call."""
    person, now = current_person().person_id, clock.now()
    reader = desk_forms.Reader(request.args)
    zone = reader.zone("zone")
    keeper = reader.code("keeper", Keeper) or Keeper.PERSON
    asked = [
        desk_forms.Reader({"at": text}).instant("at", zone)
        for text in request.args.getlist("at")[:MOST_ASKED]
    ]
    reader.done()
    moments = [at for at in asked if at is not None]
    found = promises.foresee(person, attempt, moments, keeper, now)
    return {"moments": [_as_json(each, keeper, zone) for each in found]}


def _view() -> View:
    """The view asked for, else the one chosen last."""
    for named in (request.args.get("view", ""), request.cookies.get(REMEMBERED, "")):
        if named in set(View):
            return View(named)
    return View.LIST


def _page(callback_id: str, problems: tuple[Problem, ...]) -> str:
    now = clock.now()
    opened = promises.opened(current_person().person_id, callback_id, now)
    call = opened.call
    return render_template(
        "desk/callback.html",
        opened=opened,
        call=call,
        said=lambda each: said(each, Keeper.PERSON),
        label=lambda each: promise_label(each.moment, call.time_zone),
        reasons=[(str(code), words(labels)) for code, labels in GIVEN_BACK.items()],
        problems=problems,
        given=request.form,
        now=now,
    )


def said(each: Foreseen, keeper: Keeper) -> list[str]:
    """What speaks against a moment, in sentences."""
    return [typeset(words(DOUBTS[keeper][doubt])) for doubt in each.outlook.doubts]


def _as_json(each: Foreseen, keeper: Keeper, zone: str) -> dict[str, Any]:
    better = each.outlook.better
    return {
        "at": each.at.isoformat(),
        "said": said(each, keeper),
        "better": better
        and {
            "at": better.isoformat(),
            "local": local_minute(better, zone),
            "label": _("Better: %(moment)s", moment=moment(better, zone)),
        },
    }
