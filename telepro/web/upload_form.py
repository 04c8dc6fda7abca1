"""What a manager must say of a prospect file when it is uploaded: source, legal basis, audience, country."""

from flask import request
from flask_babel import gettext as _

from campaigns.countries import is_country
from campaigns.problems import Problem
from campaigns.prospects import Audience, Basis

UNKNOWN = "unknown"


def problems_of_form() -> tuple[Problem, ...]:
    """Everything that is missing or wrong in the form at hand, the file apart."""
    problems = []
    if not request.form.get("source", "").strip():
        fix = _(
            "Name it so that a person who asks can be told, such as “trade fair of March 2026”."
        )
        problems.append(Problem("source", _("nothing"), _("where the addresses come from"), fix))
    if request.form.get("basis") not in set(Basis):
        fix = _("Choose one; for businesses it is usually legitimate interest.")
        problems.append(Problem("basis", _("none"), _("a legal basis"), fix))
    if request.form.get("audience") not in {*Audience, UNKNOWN}:
        fix = _("Choose one; when unknown, the rules for consumers hold.")
        problems.append(Problem("audience", _("none"), _("businesses or consumers"), fix))
    country = request.form.get("country", "").strip()
    if not is_country(country.upper()):
        fix = _("Write FR for France, GB for the United Kingdom.")
        expected = _("a country of two letters")
        problems.append(Problem("country", country or _("nothing"), expected, fix))
    return tuple(problems)


def no_file() -> Problem:
    """What is said when no file was chosen."""
    return Problem("file", _("no file"), _("a CSV or XLSX file"), _("Choose the file again."))
