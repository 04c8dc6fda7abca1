"""The quiz on the offer at the desk: the offer to read, the questions, and why an answer was wrong."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.teleprospector.quiz import Marked
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import quizzes
from telepro.web.access import current_person, teleprospector

bp = Blueprint("desk_quiz", __name__, url_prefix="/desk/quiz")


@bp.get("/<campaign_id>")
@teleprospector
def quiz(campaign_id: str) -> str:
    """The offer and the questions."""
    return _page(campaign_id, None)


@bp.post("/<campaign_id>")
@teleprospector
def answer(campaign_id: str) -> ResponseReturnValue:
    """Mark the answers: passed, leads are dealt; not passed, what to read again is named."""
    given = request.form.to_dict()
    marked = quizzes.answer(current_person().person_id, campaign_id, given, clock.now())
    if not marked.is_passed:
        return _page(campaign_id, marked), 422
    queue.ring(Bell.DEAL)
    flash(_("You know the offer: leads are dealt to you as soon as you start work."), "good")
    return redirect(url_for("desk.desk"), 303)


def _page(campaign_id: str, marked: Marked | None) -> str:
    sitting = quizzes.opened(current_person().person_id, campaign_id)
    return render_template("desk/quiz.html", sitting=sitting, marked=marked)
