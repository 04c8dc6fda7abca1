"""Signing in by a link in a letter: asking for one, and the page that it opens."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.problems import Problem, Refused
from telepro import clock
from telepro.db.doors import TooManyTries
from telepro.services import sign_in_links
from telepro.web.access import public, settings
from telepro.web.entering import door, enter

bp = Blueprint("sign_in_links", __name__, url_prefix="/sign-in/link")


@bp.route("", methods=["GET", "POST"])
@public
def ask() -> ResponseReturnValue:
    """Ask for a link; the answer is the same for every address."""
    email = request.form.get("email", "")
    if request.method != "POST" or not email.strip():
        return _asking("", ())
    try:
        sign_in_links.ask(email, door(), settings().public_base_url, clock.real_now())
    except TooManyTries as refusal:
        return _asking(email, refusal.problems), 429
    return redirect(url_for("sign_in_links.sent"), 303)


@bp.get("/sent")
@public
def sent() -> str:
    """What to do after asking."""
    return render_template("auth/sent.html", signs_in=True)


@bp.get("/<token>")
@public
def opened(token: str) -> ResponseReturnValue:
    """What the link opens: nothing happens before a press, since mail programs look into links."""
    email = sign_in_links.whose(token, clock.real_now())
    if email is None:
        return render_template("auth/spent.html"), 410
    return render_template("auth/way_in.html", email=email)


@bp.post("/<token>")
@public
def use(token: str) -> ResponseReturnValue:
    """Sign in."""
    try:
        key = sign_in_links.enter(token, clock.real_now())
    except Refused:
        return render_template("auth/spent.html"), 410
    return enter(key, "")


def _asking(email: str, problems: tuple[Problem, ...]) -> str:
    return render_template("auth/ask_link.html", email=email, problems=problems)
