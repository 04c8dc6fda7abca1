"""Decides how a refusal or a failure is told: a sentence and what to do, as a page or as JSON."""

import logging
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from campaigns.problems import NotFound, Problem, Refused
from telepro import ids
from telepro.mishaps import WithoutWords
from telepro.web.access import wants_json


@dataclass(frozen=True, slots=True)
class Said:
    """A title and what to do about it."""

    title: str
    fix: str


def register(app: Flask) -> None:
    """Answer every error of `app` in words."""
    # The server logs by itself what breaks while an answer is on its way already.
    for logger in (app.logger, logging.getLogger("gunicorn.error")):
        logger.addFilter(WithoutWords())
    app.register_error_handler(Refused, refused)
    app.register_error_handler(NotFound, not_here)
    app.register_error_handler(CSRFError, too_old)
    app.register_error_handler(HTTPException, by_status)
    app.register_error_handler(OperationalError, no_database)
    app.register_error_handler(Exception, unexpected)


def refused(refusal: Exception) -> ResponseReturnValue:
    """409 with every problem of a `Refused`."""
    problems = refusal.problems if isinstance(refusal, Refused) else ()
    if wants_json():
        return {"problems": [problem.as_dict() for problem in problems]}, 409
    said = Said(_("That can't be done now"), _("Nothing was changed."))
    return render_template("errors/error.html", said=said, problems=problems, status=409), 409


def not_here(error: Exception) -> ResponseReturnValue:
    """404 for what does not exist or belongs to somebody else; nobody is told which."""
    return _answer(404, _words()[404])


def too_old(error: Exception) -> ResponseReturnValue:
    """400 for a form whose page is too old or came from elsewhere.

    A script is told what it is told where nobody is signed in: either way its page needs a new token.
    """
    said = Said(_("This form is too old"), _("Reload the page and send it again."))
    return _answer(401 if wants_json() else 400, said)


def by_status(error: Exception) -> ResponseReturnValue:
    """An HTTP error in words; redirects pass as they are."""
    if not isinstance(error, HTTPException) or error.code is None:
        return unexpected(error)
    if error.code < 400:
        return error.get_response()
    return _answer(error.code, _words().get(error.code) or _other(error.code))


def no_database(error: Exception) -> ResponseReturnValue:
    """503 while the database can't be reached; the cause is in the log under the same id."""
    current_app.logger.error("The database did not answer: %s", type(error).__name__)
    said = Said(
        _("The database does not answer"),
        _("Nothing was changed. Try again in a minute; what you recorded before is safe."),
    )
    return _answer(503, said)


def no_storage(error: Exception) -> ResponseReturnValue:
    """503 while recordings can't be reached."""
    current_app.logger.error("The storage of recordings did not answer: %s", error)
    said = Said(
        _("The recording can't be reached"),
        _("Nothing is lost. Try again in a minute."),
    )
    return _answer(503, said)


def unexpected(error: Exception) -> ResponseReturnValue:
    """500 with a number that finds the cause in the log, and nothing of the cause itself."""
    number = ids.public_id()[:8]
    current_app.logger.exception("Error %s at %s", number, request.endpoint)
    said = Said(
        _("Something broke on our side"),
        _(
            "Nothing was changed. If it happens again, tell your administrator this number: %(number)s.",
            number=number,
        ),
    )
    return _answer(500, said)


def _answer(status: int, said: Said) -> ResponseReturnValue:
    if wants_json():
        problem = Problem(request.path, str(status), said.title, said.fix)
        return {"problems": [problem.as_dict()]}, status
    return render_template("errors/error.html", said=said, problems=(), status=status), status


def _other(status: int) -> Said:
    if status < 500:
        return Said(_("This request can't be understood"), _("Go back and try again."))
    return Said(_("Something broke on our side"), _("Nothing was changed. Try again in a minute."))


def _words() -> dict[int, Said]:
    return {
        401: Said(_("Your sign-in has ended"), _("Sign in again; this page will be there.")),
        403: Said(
            _("This page is not for your role"),
            _("Ask your administrator if you should be able to open it."),
        ),
        404: Said(
            _("There is nothing here"),
            _("The address may be wrong, or what it showed belongs to another organisation."),
        ),
        405: Said(_("This address only answers forms"), _("Go back and use the page's buttons.")),
        413: Said(
            _("This is too large"),
            _(
                "A prospect file may weigh 64 MB and hold 500,000 rows. Split it, or import it on the server with “telepro import”."
            ),
        ),
        429: Said(_("Too many tries"), _("Wait a few minutes and try again.")),
    }
