"""The manager's pages of reviews: which calls to hear again, and one call with its sound, comments, scores."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.listening.reviewing import (
    LONGEST_COMMENT,
    LONGEST_SUMMARY,
    REASON_LABELS,
    Reason,
    ReviewState,
)
from campaigns.listening.scoring import LINES, read_scores, total
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock
from telepro import queue as bells
from telepro.services import reviewing
from telepro.services.reviewing import Manager, Said
from telepro.web.access import current_person, manager
from telepro.web.recordings import marks
from telepro.web.review_words import courses

bp = Blueprint("reviewing", __name__, url_prefix="/coaching")


@bp.get("")
@manager
def queue() -> str:
    """The calls to hear, the most pressing first, each with its reason."""
    now = clock.now()
    waiting = reviewing.waiting(_me(), now)
    return render_template("manager/coaching.html", waiting=waiting, reasons=REASON_LABELS, now=now)


@bp.get("/calls/<attempt>")
@manager
def call(attempt: str) -> str:
    """A call with all that a review needs."""
    return _page(attempt, ())


@bp.post("/calls/<attempt>/comments")
@manager
def comment(attempt: str) -> ResponseReturnValue:
    """Add a remark at a moment of the call."""
    moment, text = request.form.get("second", ""), request.form.get("text", "")
    try:
        reviewing.comment(_me(), attempt, _reason(), moment, text, clock.now())
    except Refused as refusal:
        return _page(attempt, refusal.problems), 422
    return _back(attempt, "comments")


@bp.post("/calls/<attempt>/comments/<comment_id>/remove")
@manager
def remove_comment(attempt: str, comment_id: str) -> ResponseReturnValue:
    """Take a remark back."""
    reviewing.remove_comment(_me(), attempt, comment_id, clock.now())
    return _back(attempt, "comments")


@bp.post("/calls/<attempt>")
@manager
def keep(attempt: str) -> ResponseReturnValue:
    """Keep scores and summary, or send them to whoever made the call."""
    said = Said(request.form.get("summary", "").strip(), read_scores(request.form))
    try:
        if request.form.get("do") != "send":
            reviewing.keep(_me(), attempt, _reason(), said, clock.now())
            flash(_("Kept. Nobody else sees it before it is sent."), "good")
            return _back(attempt, "scores")
        person = reviewing.send(_me(), attempt, _reason(), said, clock.now())
    except Refused as refusal:
        return _page(attempt, refusal.problems), 422
    bells.announce(bells.desk_topic(person))
    flash(_("The review is sent. They find it under “Reviews” and may answer."), "good")
    return redirect(url_for(".queue"), 303)


@bp.post("/calls/<attempt>/aside")
@manager
def set_aside(attempt: str) -> ResponseReturnValue:
    """Take a call off the queue without a review."""
    reviewing.set_aside(_me(), attempt, _reason(), clock.now())
    flash(_("Set aside: this call does not come back to the queue."), "good")
    return redirect(url_for(".queue"), 303)


def _page(attempt: str, problems: tuple[Problem, ...]) -> str:
    page = reviewing.opened(_me(), attempt, clock.now())
    kept = read_scores(
        {key: str(it) for key, it in (page.review.scores if page.review else {}).items()}
    )
    return render_template(
        "manager/review.html",
        page=page,
        is_open=page.review is None or page.review.state is ReviewState.DRAFT,
        reason=page.review.reason if page.review else _reason(),
        reasons=REASON_LABELS,
        marks=marks(),
        grid=LINES,
        scores=kept,
        total=total(kept),
        courses=courses(),
        problems=problems,
        given=request.form,
        longest={"comment": LONGEST_COMMENT, "summary": LONGEST_SUMMARY},
    )


def _back(attempt: str, where: str) -> ResponseReturnValue:
    return redirect(url_for(".call", attempt=attempt, _anchor=where), 303)


def _reason() -> Reason:
    asked = request.values.get("reason", "")
    return Reason(asked) if asked in set(Reason) else Reason.CHOSEN


def _me() -> Manager:
    person = current_person()
    return Manager(person.person_id, person.organisations(Role.MANAGER))
