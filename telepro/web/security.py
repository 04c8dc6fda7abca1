"""Decides what a browser is told about us: cookies, content policy, and how long a sign-in lasts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from telepro import clock
from telepro.db import accounts, transaction
from telepro.db import session as rows
from telepro.settings import Settings
from telepro.web import content_policy
from telepro.web.access import Actor, SignedIn

MEGABYTE = 1024 * 1024
UPLOAD_SLACK = 64 * 1024  # the form around the file
UPLOADS = frozenset({"manager_imports.upload", "manager_exclusions.put"})
OFFICE_IDLE = timedelta(minutes=30)
CALLING_IDLE = timedelta(hours=12)
LONGEST = timedelta(hours=12)
LANGUAGE_COOKIE = "telepro_language"
# They say what a page may do; on what it fetches they would be weight alone.
OF_PAGES = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
NUL = "\x00"
NUL_IN_JSON = rb"\u0000"

csrf = CSRFProtect()


def configure(app: Flask, settings: Settings) -> None:
    """Cookies, sizes and keys of the application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=_cookie_name(settings),
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=LONGEST,
        MAX_CONTENT_LENGTH=MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=int(LONGEST.total_seconds()),
        WTF_CSRF_SSL_STRICT=settings.https,
    )
    app.session_interface = Sessions()
    if settings.proxies:
        # Limits by address would else count everybody as the one proxy. Its other headers say
        # nothing that we need: our address is the configured one.
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, 0, 0)  # type: ignore[method-assign]
    everywhere, desk = content_policy.of_pages(settings), content_policy.of_desk(settings)
    app.after_request(
        lambda response: harden(response, desk if _has_softphone() else everywhere, settings)
    )
    # Before the token is looked for, because that reads the body.
    app.before_request(lambda: _allow_upload(settings))
    app.before_request(refuse_nul)
    csrf.init_app(app)
    _remember_people(app)


class Sessions(SecureCookieSessionInterface):
    """Of what is kept for good one copy is enough, whatever the cookie has become since."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie; what is kept under its own fingerprint does not depend on it."""
        super().save_session(app, session, response)
        if response.cache_control.immutable:
            # In small letters: Werkzeug compares what it removes with those.
            response.vary.discard("cookie")


def refuse_nul() -> None:
    """Before each request: 400 for text with a NUL, which no person types and PostgreSQL refuses."""
    escaped = request.is_json and NUL_IN_JSON in request.get_data()
    if escaped or any(NUL in text for text in _sent_texts()):
        abort(400)


def _sent_texts() -> Iterator[str]:
    yield request.path
    for fields in (request.args, request.form):
        for name, values in fields.lists():
            # A part of a form without any name is as meaningless.
            yield NUL if name is None else name
            yield from values


def harden(response: Response, policy: str, settings: Settings) -> Response:
    """Headers of every answer; pages with people in them are never stored."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.mimetype in content_policy.NO_PAGES:
        response.headers.setdefault("Content-Security-Policy", content_policy.OF_NO_PAGE)
    else:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.update(OF_PAGES)
    if settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def signed_in(key: str, now: datetime) -> SignedIn | None:
    """Who stands behind a cookie's secret at `now` (real clock); None when it lasted too long."""
    found = accounts.open_sign_in(rows(), key)
    if found is None:
        return None
    person = found.person
    held = accounts.memberships(rows(), person.id)
    calls = not held or accounts.is_engaged(rows(), person.id)
    idle = CALLING_IDLE if calls else OFFICE_IDLE
    if now > found.created_at + LONGEST or now > found.seen_at + idle:
        return None
    actor = Actor(
        person.id, person.public_id, person.name, person.email, person.language, held, calls
    )
    return SignedIn(key, actor, found.seen_at)


def _has_softphone() -> bool:
    return request.blueprint in {"desk", "listening"}


def _allow_upload(settings: Settings) -> None:
    if request.endpoint in UPLOADS:
        request.max_content_length = settings.limits.upload_bytes + UPLOAD_SLACK


def _remember_people(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(key: str) -> SignedIn | None:
        return signed_in(key, clock.real_now())

    @app.after_request
    def note_activity(response: Response) -> Response:
        now = clock.real_now()
        # Most requests follow another one by less than a minute, and have nothing to write.
        if _is_activity() and current_user.is_authenticated and _seen_before(current_user, now):
            with transaction() as rows_now:
                accounts.seen(rows_now, current_user.key, now)
        return response


def _seen_before(person: SignedIn, now: datetime) -> bool:
    """Whether it is a while since a signed-in person was noted to be here."""
    return now > person.seen_at + accounts.SEEN_EVERY


def _is_activity() -> bool:
    # A board that refreshes itself is not a person at work: its polls must not keep a sign-in open.
    if request.endpoint in {None, "static"} or "_user_id" not in session:
        return False
    return request.method == "POST" or "HX-Request" not in request.headers


def _cookie_name(settings: Settings) -> str:
    # Browsers share cookies between the ports of a host; two local instances must not.
    port = urlsplit(settings.public_base_url).port
    return "__Host-telepro" if settings.https else f"telepro_{port or 80}"
