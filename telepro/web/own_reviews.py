"""A teleprospector's own pages of reviews: what was said of their calls, and their answer to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.listening.reviewing import LONGEST_SUMMARY
from campaigns.listening.scoring import LINES, read_scores, total
from telepro import clock
from telepro.services import own_reviews
from telepro.web.access import current_person, teleprospector
from telepro.web.review_words import courses

bp = Blueprint("own_reviews", __name__, url_prefix="/desk/reviews")


@bp.get("")
@teleprospector
def listed() -> str:
    """Every review of one's own calls."""
    return render_template(
        "reviews/reviews.html",
        own=own_reviews.listed(current_person().person_id),
        grid=LINES,
        courses=courses(),
    )


@bp.get("/<review_id>")
@teleprospector
def review(review_id: str) -> str:
    """One review: comments at their time, scores, what to answer."""
    found = own_reviews.opened(current_person().person_id, review_id, clock.now())
    scores = read_scores({key: str(it) for key, it in found.line.review.scores.items()})
    return render_template(
        "reviews/review.html",
        own=found,
        grid=LINES,
        scores=scores,
        total=total(scores),
        longest=LONGEST_SUMMARY,
    )


@bp.post("/<review_id>/answer")
@teleprospector
def answer(review_id: str) -> ResponseReturnValue:
    """Say that it was read, with a word or none."""
    words = request.form.get("text", "")
    own_reviews.answer(current_person().person_id, review_id, words, clock.now())
    flash(_("Your manager sees that you have read it, and what you wrote."), "good")
    return redirect(url_for(".review", review_id=review_id), 303)
