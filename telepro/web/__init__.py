"""Joins the pages to the application: blueprints, sign-in, languages, errors, what every page knows."""

from importlib import import_module

from babel import Locale
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale

from telepro import clock
from telepro.settings import Settings
from telepro.web import access, errors, security

LANGUAGES = ("fr", "en")
LANGUAGE_COOKIE = "telepro_language"
PAGES = (
    "auth",
    "home",
    "mailbox",
    "admin",
    "company",
    "manager_missions",
    "manager_campaigns",
    "manager_people",
    "manager_imports",
    "reports",
    "desk",
)

babel = Babel()


def register(app: Flask, settings: Settings) -> None:
    """Give `app` its pages; refuses to start (`RuntimeError`) while a route states no policy.

    Blueprints that are not pages (webhooks, health) are registered before, so that they are
    checked too.
    """
    app.extensions[access.SETTINGS] = settings
    security.configure(app, settings)
    errors.register(app)
    babel.init_app(app, default_locale="en", locale_selector=language)
    app.before_request(access.guard)
    app.context_processor(page_words)
    for page in PAGES:
        app.register_blueprint(import_module(f"telepro.web.{page}").bp)
    access.check_every_route(app)


def language() -> str:
    """The asker's language: the person's own, else the page's switch, else the browser's."""
    if not has_request_context():
        return "en"
    if chosen := request.args.get("lang", ""):
        g.chosen_language = chosen if chosen in LANGUAGES else None
    person = access.person_if_any()
    wishes = (
        g.get("chosen_language"),
        person and person.language,
        request.cookies.get(LANGUAGE_COOKIE),
    )
    for wish in wishes:
        if wish in LANGUAGES:
            return str(wish)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def page_words() -> dict[str, object]:
    """What every template knows: who asks, in which language, and by which clock."""
    return {
        "person": access.person_if_any(),
        "language": str(get_locale() or Locale("en")).split("_")[0],
        "languages": LANGUAGES,
        "clock_shift": clock.shift(),
        "now": clock.now(),
        "demo": access.settings().demo,
        "https": access.settings().https,
    }
