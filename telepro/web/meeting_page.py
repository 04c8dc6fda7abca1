"""What the links in a meeting's letter open: a page without sign-in, in the prospect's own language.

Opening it changes nothing, since mail programs open links by themselves; answering is a form, and
so many a quarter of an hour from one address.
"""

from datetime import datetime

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from campaigns.follow_up.replies import Answer
from campaigns.problems import NotFound, Problem, Refused
from telepro import clock, links
from telepro.letters_of_meetings import LANGUAGES, language_of
from telepro.services import invitations
from telepro.services.invitations import Shown, TooManyTries
from telepro.web.access import public, settings

bp = Blueprint("meeting_page", __name__, url_prefix="/meeting")

SAYABLE = {answer.value: answer for answer in (Answer.CONFIRMED, Answer.DECLINED, Answer.STOP)}


@bp.after_request
def never_found_by_searching(response: Response) -> Response:
    """Keep these pages out of search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/<token>")
@public
def meeting(token: str) -> ResponseReturnValue:
    """The meeting, and what can be said of it."""
    shown = invitations.opened(_message(token), clock.now())
    return _page(shown, token, ())


@bp.post("/<token>")
@public
def answer(token: str) -> ResponseReturnValue:
    """Confirm, decline, or ask for no more messages."""
    _count()
    message = _message(token)
    said = SAYABLE.get(request.form.get("say", ""))
    if said is None:
        abort(400)
    shown = invitations.opened(message, clock.now())
    with force_locale(_language(shown)):
        try:
            shown = invitations.answer(message, said, _shown_moment(), clock.now())
        except Refused as refusal:
            return _page(shown, token, refusal.problems), 409
    return _page(shown, token, (), said)


def _language(shown: Shown) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else language_of(shown.language)


def _message(token: str) -> str:
    opened = links.opened(settings().secret_key, token)
    if opened is None:
        raise NotFound(token)
    return opened


def _count() -> None:
    try:
        address = request.remote_addr or "unknown"
        invitations.count_a_try(address, settings().fingerprint_key, clock.real_now())
    except TooManyTries:
        abort(429)


def _shown_moment() -> datetime | None:
    try:
        at = datetime.fromisoformat(request.form.get("starts_at", ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _page(
    shown: Shown, token: str, problems: tuple[Problem, ...], said: Answer | None = None
) -> str:
    with force_locale(_language(shown)):
        return render_template(
            "meeting/meeting.html",
            shown=shown,
            token=token,
            problems=problems,
            said=said,
            wanted=request.args.get("say"),
        )
