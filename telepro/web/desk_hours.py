"""A teleprospector's own hours over HTTP: what they offer to each mission, and when they are away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from telepro import clock
from telepro.services import availability, engagements
from telepro.web.access import current_person, teleprospector
from telepro.web.asked import local_moment
from telepro.web.hours_form import DAYS, lines_of, written
from telepro.web.presentation import HOME_ZONE

bp = Blueprint("desk_hours", __name__, url_prefix="/desk/hours")


@bp.get("")
@teleprospector
def hours() -> str:
    """The hours that this person offers, and their absences."""
    return _page(())


@bp.post("/<engagement_id>")
@teleprospector
def say_week(engagement_id: str) -> ResponseReturnValue:
    """Offer these hours of the week to a mission."""
    zone = request.form.get("time_zone", HOME_ZONE)
    try:
        week = engagements.read_week(lines_of(request.form), zone)
        availability.say_week(current_person().person_id, engagement_id, week, clock.now())
    except Refused as refusal:
        return _page(refusal.problems, engagement_id), 422
    flash(_("Your hours are up to date. Your manager plans with them."), "good")
    return redirect(url_for(".hours"), 303)


@bp.post("/away")
@teleprospector
def go_away() -> ResponseReturnValue:
    """Say from when up to when one is away."""
    starts, ends = local_moment("away_from"), local_moment("away_until")
    try:
        availability.go_away(current_person().person_id, starts, ends, HOME_ZONE, clock.now())
    except Refused as refusal:
        return _page(refusal.problems), 422
    flash(_("Noted. Promises of that time show your manager that somebody else must call."), "good")
    return redirect(url_for(".hours", _anchor="away"), 303)


@bp.post("/away/<absence_id>/end")
@teleprospector
def come_back(absence_id: str) -> ResponseReturnValue:
    """Take an absence back."""
    availability.come_back(current_person().person_id, absence_id, clock.now())
    flash(_("You are there again."), "good")
    return redirect(url_for(".hours", _anchor="away"), 303)


def _page(problems: tuple[Problem, ...], wrong: str = "") -> str:
    now = clock.now()
    own = availability.own(current_person().person_id, now)
    return render_template(
        "desk/hours.html",
        own=own,
        written=written,
        problems=problems,
        wrong=wrong,
        given=request.form,
        weekdays=range(DAYS),
        home_zone=HOME_ZONE,
        now=now,
    )
