"""The manager's pages of a campaign's team: who calls, in which hours, who could be asked."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import campaigns, engagements, people
from telepro.services.engagements import DAYS, Team
from telepro.services.people import NewPerson
from telepro.web.access import current_person, manager, settings
from telepro.web.hours_form import lines_of

bp = Blueprint("manager_people", __name__, url_prefix="/campaigns/<campaign_id>/team")

WORKING_DAYS = 5
USUAL_HOURS = "9:00-12:00, 14:00-17:30"


@bp.get("")
@manager
def team(campaign_id: str) -> str:
    """Who is on the campaign, and who could be."""
    return _page(campaign_id, ())


@bp.post("")
@manager
def engage(campaign_id: str) -> ResponseReturnValue:
    """Put a teleprospector on the campaign with their weekly hours, or change these."""
    zone = request.form.get("time_zone", "Europe/Paris")
    try:
        week = engagements.read_week(lines_of(request.form), zone)
        engagements.engage(_team(campaign_id), request.form.get("person", ""), week, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("The team is up to date."), "good")
    return redirect(url_for(".team", campaign_id=campaign_id), 303)


@bp.post("/invite")
@manager
def invite(campaign_id: str) -> ResponseReturnValue:
    """Invite a teleprospector by mail and put them on the campaign."""
    campaigns.shown(_mine(), campaign_id)
    given = NewPerson(
        name=request.form.get("name", ""),
        email=request.form.get("email", ""),
        language=request.form.get("language", "fr"),
        spoken=tuple(request.form.getlist("spoken")) or ("fr",),
    )
    try:
        invited = people.add(
            given, current_person().person_id, settings().public_base_url, clock.real_now()
        )
        engagements.engage(_team(campaign_id), invited.public_id, (), clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 422
    queue.ring(Bell.CHORES)
    flash(_invited(given.name), "good")
    return redirect(url_for(".team", campaign_id=campaign_id), 303)


@bp.post("/<person_id>/release")
@manager
def release(campaign_id: str, person_id: str) -> ResponseReturnValue:
    """Take a teleprospector off the campaign."""
    engagements.release(_team(campaign_id), person_id, clock.now())
    flash(_("They no longer call for this campaign. What they did stays."), "good")
    return redirect(url_for(".team", campaign_id=campaign_id), 303)


@bp.post("/<person_id>/sign-off")
@manager
def sign_off(campaign_id: str, person_id: str) -> ResponseReturnValue:
    """Note that a teleprospector knows the offer, where the plan asks for it."""
    engagements.sign_off(_team(campaign_id), person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("They know the offer: leads are dealt to them from now on."), "good")
    return redirect(url_for(".team", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    search = request.args.get("search", "")
    return render_template(
        "manager/team.html",
        shown=campaigns.shown(_mine(), campaign_id),
        candidates=engagements.candidates(_team(campaign_id), search),
        search=search,
        problems=problems,
        usual=[USUAL_HOURS if day < WORKING_DAYS else "" for day in range(DAYS)],
        given=request.form,
        weekdays=range(DAYS),
    )


def _invited(name: str) -> str:
    if settings().keeps_mail and not settings().demo:
        words = _(
            "%(name)s is on the campaign. The invitation is in the mailbox: "
            "an administrator hands it over.",
            name=name,
        )
        return str(words)
    return str(_("%(name)s is invited by mail and on the campaign.", name=name))


def _team(campaign_id: str) -> Team:
    return Team(_mine(), campaign_id, current_person().person_id)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
