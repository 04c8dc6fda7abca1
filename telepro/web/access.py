"""Decides who may ask for which page: every route states its policy, and none may be without."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user

from campaigns.states import Role
from telepro.application import SETTINGS
from telepro.settings import Settings

View = TypeVar("View", bound=Callable[..., object])

FLASKS_OWN = frozenset({"static"})


class Policy(StrEnum):
    """Who may use a route."""

    PUBLIC = "public"
    ANYONE = "anyone"
    TELEPROSPECTOR = "teleprospector"
    MANAGER = "manager"
    COMPANY = "company"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the other end, as the rows of this very request say."""

    person_id: int
    public_id: str
    name: str
    email: str
    language: str
    memberships: tuple[tuple[int, Role], ...] = ()
    is_teleprospector: bool = False

    def organisations(self, role: Role) -> tuple[int, ...]:
        """Ids of the organisations for which they hold `role`; empty when they hold it nowhere."""
        return tuple(organisation for organisation, held in self.memberships if held is role)

    def may(self, policy: Policy) -> bool:
        """True when the policy admits them."""
        if policy in {Policy.PUBLIC, Policy.ANYONE}:
            return True
        if policy is Policy.TELEPROSPECTOR:
            return self.is_teleprospector
        return bool(self.organisations(Role(policy.value)))


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: the sign-in's secret, the person behind it and when they were seen."""

    def __init__(self, key: str, actor: Actor, seen_at: datetime) -> None:
        self.key = key
        self.actor = actor
        self.seen_at = seen_at

    def get_id(self) -> str:
        """The secret that the session cookie holds."""
        return self.key


def public(view: View) -> View:
    """Open to the whole world, signed in or not."""
    return _under(Policy.PUBLIC, view)


def anyone(view: View) -> View:
    """Open to every person who signed in."""
    return _under(Policy.ANYONE, view)


def teleprospector(view: View) -> View:
    """Open to people who call; the service checks their engagement on the campaign at hand."""
    return _under(Policy.TELEPROSPECTOR, view)


def manager(view: View) -> View:
    """Open to campaign managers; what they see is fetched by their organisations."""
    return _under(Policy.MANAGER, view)


def company(view: View) -> View:
    """Open to a company's people; what they see is fetched by their organisations."""
    return _under(Policy.COMPANY, view)


def administrator(view: View) -> View:
    """Open to administrators of the platform."""
    return _under(Policy.ADMINISTRATOR, view)


def current_person() -> Actor:
    """The person who asks; only routes that are not public may call it (401 otherwise)."""
    if not current_user.is_authenticated:
        abort(401)
    return cast(SignedIn, current_user).actor


def person_if_any() -> Actor | None:
    """The person who asks, or None where nobody signed in."""
    return current_person() if current_user.is_authenticated else None


def settings() -> Settings:
    """The settings that this application was made with."""
    return cast(Settings, current_app.extensions[SETTINGS])


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """The policy that the view of `endpoint` states, or None."""
    view = app.view_functions[endpoint]
    return cast("Policy | None", view.__dict__.get("access_policy"))


def check_every_route(app: Flask) -> None:
    """Refuse to start (`RuntimeError`) while any route states no policy, naming each."""
    endpoints = sorted({rule.endpoint for rule in app.url_map.iter_rules()} - FLASKS_OWN)
    if bare := [endpoint for endpoint in endpoints if policy_of(app, endpoint) is None]:
        raise RuntimeError(
            f"These routes say nothing about who may use them: {', '.join(bare)}. "
            "Give each a policy of telepro.web.access."
        )


def guard() -> ResponseReturnValue | None:
    """Before each request: let it through, ask for a sign-in, or refuse (403)."""
    if request.endpoint is None or request.endpoint in FLASKS_OWN:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        abort(403)
    if policy is Policy.PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if not current_person().may(policy):
        abort(403)
    return None


def wants_json() -> bool:
    """True when the asker reads JSON rather than pages."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.is_json or best == "application/json"


def _ask_to_sign_in() -> ResponseReturnValue:
    if wants_json() or request.headers.get("HX-Request"):
        abort(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.sign_in", next=back), 303)


def _under(policy: Policy, view: View) -> View:
    view.__dict__["access_policy"] = policy
    return view
