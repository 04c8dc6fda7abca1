"""The manager's page of another pass: what it would bring and what the rules say, then its beginning."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from campaigns.dispositions import RULES, Disposition
from campaigns.lead.recycling import OUTCOMES, REST
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell, board_topic
from telepro.services import recycling
from telepro.services.recycling import Wish
from telepro.web.access import current_person, manager

bp = Blueprint("manager_passes", __name__, url_prefix="/campaigns/<campaign_id>/passes")

LONGEST_REST = 730


@bp.get("")
@manager
def passes(campaign_id: str) -> str:
    """Which leads another pass would bring back, by outcome, and which rules keep some."""
    return _page(campaign_id, ())


@bp.post("")
@manager
def begin(campaign_id: str) -> ResponseReturnValue:
    """Begin the pass for the outcomes that were ticked."""
    known = frozenset(map(str, OUTCOMES))
    ticked = {Disposition(code) for code in request.form.getlist("outcomes") if code in known}
    wish = Wish(frozenset(ticked), _rest(), current_person().person_id)
    try:
        back = recycling.begin(_mine(), campaign_id, wish, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    flash(ngettext("%(num)s lead comes back.", "%(num)s leads come back.", back), "good")
    return redirect(url_for(".passes", campaign_id=campaign_id), 303)


def _rest() -> timedelta:
    typed = request.values.get("rest", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= 3
    return timedelta(days=min(int(typed), LONGEST_REST)) if is_number else REST


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    return render_template(
        "manager/passes.html",
        page=recycling.preview(_mine(), campaign_id, _rest(), clock.now()),
        labels={code: RULES[code].labels for code in OUTCOMES},
        problems=problems,
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
