"""The company's page of what it asks of its own calls beyond the law."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import law
from telepro.web.access import company, current_person
from telepro.web.law_words import form, named_countries, page
from telepro.web.presentation import language

bp = Blueprint("company_law", __name__, url_prefix="/company/law")


@bp.get("")
@company
def own() -> str:
    """What the company asks of itself beyond the law."""
    return _page(())


@bp.post("")
@company
def hold() -> ResponseReturnValue:
    """Ask more of the company's own calls."""
    try:
        law.hold(_mine()[0], form(), current_person().person_id, language(), clock.now())
    except Refused as refusal:
        return _page(refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("Every call is held to this from the next one on."), "good")
    return redirect(url_for(".own"), 303)


@bp.post("/<change_id>/end")
@company
def end(change_id: str) -> ResponseReturnValue:
    """Take back what the company asked of itself; the law stands as before."""
    law.take_back(_mine(), change_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("It is taken back: the law holds as it stands."), "good")
    return redirect(url_for(".own"), 303)


def _page(problems: Sequence[Problem]) -> str:
    changes, there = law.standing(_mine(), clock.now()), named_countries()
    every = [("", _("Every country")), *there]
    return page("law/own.html", changes, problems, countries=every, closable=there)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)
