"""Passkeys in the browser: added and removed on one's own account, and signing in with one.

GET  /sign-in/passkey              -> what a browser needs to sign in, as WebAuthn's JSON
POST /sign-in/passkey              {answer, next} -> {location, person, token}
GET  /account/passkeys/new         -> what a browser needs to make one
POST /account/passkeys             {answer, name} -> 201
POST /account/passkeys/<id>/remove
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from telepro import clock
from telepro.db.doors import TooManyTries
from telepro.passkeys import Place, place_of
from telepro.services import passkeys
from telepro.web.access import anyone, current_person, public, settings
from telepro.web.entering import door, entered, safe

bp = Blueprint("passkeys", __name__)

# By what a browser says of itself, the first that fits: enough to tell one's own devices apart.
DEVICES = ("iPhone", "iPad", "Android", "Windows", "Mac", "CrOS", "Linux")


def place() -> Place | None:
    """Where passkeys of these pages belong, if anywhere."""
    return place_of(settings().public_base_url, settings().secret_key)


def is_here() -> bool:
    """Whether this page was opened where passkeys belong: no browser uses one elsewhere."""
    belongs = place()
    return belongs is not None and urlsplit(belongs.origin).netloc == request.host


@bp.get("/sign-in/passkey")
@public
def ask() -> Response:
    """What any browser needs to sign in."""
    return _json(passkeys.asked_to_enter(_place(), clock.real_now()))


@bp.post("/sign-in/passkey")
@public
def sign_in() -> ResponseReturnValue:
    """Sign in with what a device has signed."""
    answer, back = _sent("answer"), safe(_sent("next"))
    try:
        key = passkeys.sign_in(answer, _place(), door(), clock.real_now())
    except TooManyTries as refusal:
        return {"problems": [each.as_dict() for each in refusal.problems]}, 429
    except Refused as refusal:
        return {"problems": [each.as_dict() for each in refusal.problems]}, 422
    return entered(key, back)


@bp.get("/account/passkeys/new")
@anyone
def begin() -> Response:
    """What one's own browser needs to make a passkey."""
    return _json(passkeys.asked_to_add(current_person().person_id, _place(), clock.real_now()))


@bp.post("/account/passkeys")
@anyone
def add() -> ResponseReturnValue:
    """Keep the passkey that the browser has made."""
    name = _sent("name").strip() or _device()
    person = current_person().person_id
    passkeys.add(person, _sent("answer"), name, _place(), clock.real_now())
    flash(_("This passkey signs you in from now on: %(name)s.", name=name), "good")
    return {}, 201


@bp.post("/account/passkeys/<passkey_id>/remove")
@anyone
def remove(passkey_id: str) -> ResponseReturnValue:
    """Let a passkey open nothing any more."""
    passkeys.remove(current_person().person_id, passkey_id, clock.real_now())
    flash(_("Removed. Delete it on the device too, where it is still offered."), "good")
    return redirect(url_for("auth.account"), 303)


def _place() -> Place:
    return place() or abort(404)


def _sent(name: str) -> str:
    body: Any = request.get_json(silent=True)
    value = body.get(name, "") if isinstance(body, dict) else ""
    return value if isinstance(value, str) else ""


def _device() -> str:
    agent = request.user_agent.string
    return next((each for each in DEVICES if each in agent), _("Passkey"))


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")
