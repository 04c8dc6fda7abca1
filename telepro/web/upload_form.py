"""What a manager must say of a prospect file when it is uploaded: source, legal basis, audience, country."""

from flask import request
from flask_babel import gettext as _

from campaigns.problems import Problem
from campaigns.prospect_file.countries import is_country, language_of
from campaigns.prospect_file.proofs import proof_of
from campaigns.prospects import Audience, Basis, Statement
from telepro import clock
from telepro.web.uploads import Upload

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
    if half := _half_a_proof():
        problems.append(half)
    return tuple(problems)


def _half_a_proof() -> Problem | None:
    """A proof of consent has its words and a day that has come; without both there is none."""
    words, day = request.form.get("agreed_to", "").strip(), request.form.get("agreed_on", "")
    try:
        proof_of(words, day, clock.now())
    except ValueError:
        place = "agreed_on" if words else "agreed_to"
        expected = _("the words they agreed to, and the day by which they all had")
        fix = _("Say both, or neither: without a proof nobody counts as having agreed.")
        return Problem(place, day or words[:60], expected, fix)
    return None


def statement_of(said: Upload) -> Statement:
    """What was said of every row of the file; a proof counts only where consent is the basis."""
    audience, basis = (
        None if said.audience == UNKNOWN else Audience(said.audience),
        Basis(said.basis),
    )
    agreed = said.agreed_to if basis is Basis.CONSENT else ""
    return Statement(
        said.country,
        audience,
        basis,
        said.source,
        language_of(said.country),
        proof=proof_of(agreed, said.agreed_on if agreed else "", clock.now()),
        interest=said.interest,
    )


def no_file() -> Problem:
    """What is said when no file was chosen."""
    return Problem("file", _("no file"), _("a CSV or XLSX file"), _("Choose the file again."))
