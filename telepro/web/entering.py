"""Decides what follows a sign-in, however somebody proved who they are: a fresh session, and where to."""

from flask import make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user
from flask_wtf.csrf import generate_csrf

from campaigns.states import LinkPurpose
from telepro import clock
from telepro.db.doors import Door
from telepro.services import own_ways
from telepro.web import security
from telepro.web.access import Actor, SignedIn, settings
from telepro.web.navigation import home_of


def door() -> Door:
    """Where this request comes from, and how many tries it has."""
    address = request.remote_addr or "unknown"
    return Door(address, settings().limits, settings().fingerprint_key)


def safe(back: str) -> str:
    """The path of ours to go back to, or nothing.

    Browsers read // and /\\ as another host, and drop tabs and line ends.
    """
    inside = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return back if inside and back.isprintable() else ""


def enter(key: str, back: str, purpose: LinkPurpose | None = None) -> ResponseReturnValue:
    """Go where somebody wanted to, or to their own home."""
    found = _begin(key)
    if found is None:
        return redirect(url_for("auth.sign_in"), 303)
    first = _first_minutes(found.actor) if purpose is LinkPurpose.INVITATION else ""
    response = make_response(redirect(back or first or home_of(found.actor), 303))
    response.delete_cookie(security.LANGUAGE_COOKIE)
    return response


def entered(key: str, back: str) -> ResponseReturnValue:
    """The same for a script: where to go, and what a page that stays open goes on with."""
    found = _begin(key)
    if found is None:
        return {"location": url_for("auth.sign_in")}
    location = back or home_of(found.actor)
    response = make_response(
        {"location": location, "person": found.actor.public_id, "token": generate_csrf()}
    )
    response.delete_cookie(security.LANGUAGE_COOKIE)
    return response


def _begin(key: str) -> SignedIn | None:
    # A fresh session, so that nothing set before the sign-in lives on in it.
    session.clear()
    session.permanent = True
    found = security.signed_in(key, clock.real_now())
    if found is not None:
        login_user(found)
    return found


def _first_minutes(actor: Actor) -> str:
    """Where an invited teleprospector begins; empty for everybody else and for who has been there."""
    if home_of(actor) != url_for("desk.desk") or own_ways.of(actor.person_id).has_practised:
        return ""
    return url_for("desk_first.minutes")
