"""Joins the pages to the application: blueprints, sign-in, languages, errors, what every page knows."""

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel

from telepro import clock
from telepro.application import CATALOGUES
from telepro.settings import Settings
from telepro.web import (
    access,
    admin,
    admin_hours,
    admin_jobs,
    admin_journal,
    admin_law,
    admin_limits,
    auth,
    campaign_reports,
    coaching,
    company,
    company_calendars,
    company_law,
    company_prospects,
    company_sample,
    desk,
    desk_calls,
    desk_day,
    desk_dictionary,
    desk_first,
    desk_hours,
    desk_quiz,
    desk_training,
    errors,
    health,
    help,
    law,
    lead_story,
    lightness,
    listening,
    mailbox,
    manager_adoption,
    manager_archive,
    manager_calendars,
    manager_campaigns,
    manager_colleagues,
    manager_exclusions,
    manager_import_steps,
    manager_imports,
    manager_launch,
    manager_lists,
    manager_meetings,
    manager_missions,
    manager_numbers,
    manager_passes,
    manager_people,
    manager_plans,
    manager_promises,
    manager_prospect_actions,
    manager_prospects,
    manager_rehearsal,
    manager_requests,
    manager_samples,
    manager_saved_filters,
    manager_scripts,
    manager_week,
    meeting_page,
    meeting_words,
    navigation,
    office_dictionary,
    office_words,
    own_reviews,
    passkeys,
    pipeline,
    plan_dictionary,
    plan_scripts,
    presentation,
    promise_pages,
    recordings,
    reports,
    reviewing,
    same_page,
    security,
    sign_in_links,
    steering,
    steering_words,
    tasks,
    twilio,
    twilio_inbound,
    upload_parts,
    validation,
    validation_words,
)

LANGUAGES = ("fr", "en")
MONTH = 30 * 24 * 3600

babel = Babel()

PAGES = (
    auth,
    passkeys,
    sign_in_links,
    desk,
    desk_calls,
    desk_day,
    desk_dictionary,
    office_dictionary,
    desk_first,
    desk_hours,
    desk_quiz,
    desk_training,
    promise_pages,
    manager_promises,
    manager_week,
    help,
    listening,
    coaching,
    reviewing,
    own_reviews,
    manager_samples,
    manager_archive,
    manager_campaigns,
    manager_missions,
    manager_plans,
    manager_rehearsal,
    plan_dictionary,
    manager_launch,
    manager_lists,
    manager_colleagues,
    manager_exclusions,
    manager_import_steps,
    manager_imports,
    upload_parts,
    manager_meetings,
    manager_people,
    manager_prospects,
    manager_prospect_actions,
    manager_saved_filters,
    manager_requests,
    manager_numbers,
    manager_passes,
    manager_adoption,
    reports,
    pipeline,
    manager_scripts,
    plan_scripts,
    campaign_reports,
    steering,
    recordings,
    company,
    validation,
    company_calendars,
    company_prospects,
    company_sample,
    manager_calendars,
    admin,
    admin_limits,
    admin_law,
    admin_hours,
    admin_jobs,
    admin_journal,
    company_law,
    law,
    mailbox,
    meeting_page,
    tasks,
    twilio,
    twilio_inbound,
    health,
)


def register(app: Flask, settings: Settings) -> None:
    """Give `app` its pages; refuses to start (`RuntimeError`) while a route states no policy."""
    lightness.install(app)
    # First of all, so that nothing is read from whoever may not be here.
    app.before_request(access.guard)
    security.configure(app, settings)
    errors.register(app)
    presentation.install(app)
    same_page.install(app)
    office_words.install(app)
    lead_story.install(app)
    steering_words.install(app)
    meeting_words.install(app)
    validation_words.install(app)
    desk_dictionary.install(app)
    office_dictionary.install(app)
    manager_rehearsal.install(app)
    plan_dictionary.install(app)
    babel.init_app(
        app,
        default_locale="en",
        default_translation_directories=CATALOGUES,
        locale_selector=language,
    )
    app.after_request(_keep_language)
    app.context_processor(page_words)
    _add_pages(app)
    access.check_every_route(app)


def language() -> str:
    """The reader's language: the page's switch, the person's own, else the browser's."""
    if not has_request_context():
        return "en"
    person = access.person_if_any()
    wishes = (
        _switched(),
        request.cookies.get(security.LANGUAGE_COOKIE),
        person.language if person else None,
    )
    known = (wish for wish in wishes if wish in LANGUAGES)
    return next(known, None) or request.accept_languages.best_match(LANGUAGES) or "en"


def page_words() -> dict[str, object]:
    """What every template knows: who asks, where they may go, and by which clock."""
    person = access.person_if_any()
    return {
        "person": person,
        "navigation": navigation.places(person),
        "clock_shift": clock.shift(),
        "now": clock.now(),
        "demo": access.settings().demo,
    }


def _add_pages(app: Flask) -> None:
    for page in PAGES:
        app.register_blueprint(page.bp)
    # The carrier signs its messages instead.
    security.csrf.exempt(twilio.bp)
    security.csrf.exempt(twilio_inbound.bp)


def _switched() -> str | None:
    return request.args.get("lang")


def _keep_language(response: Response) -> Response:
    if (chosen := _switched()) in LANGUAGES:
        response.set_cookie(
            security.LANGUAGE_COOKIE,
            chosen,
            max_age=MONTH,
            secure=access.settings().https,
            httponly=True,
            samesite="Lax",
        )
    return response
