"""The calendars of a mission's company, kept by the mission's manager for them."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import calendars
from telepro.services.calendars import Owner
from telepro.web import calendar_pages
from telepro.web.access import current_person, manager
from telepro.web.calendar_pages import Back

bp = Blueprint("manager_calendars", __name__, url_prefix="/missions/<mission_id>/calendars")


@bp.get("")
@manager
def calendars_page(mission_id: str) -> str:
    """The calendars, each with its form, and one to make a new one."""
    return calendar_pages.page(_owner(mission_id), _back(mission_id))


@bp.post("")
@manager
def add(mission_id: str) -> ResponseReturnValue:
    """Make a calendar."""
    return _save(mission_id, None)


@bp.post("/<calendar_id>")
@manager
def change(mission_id: str, calendar_id: str) -> ResponseReturnValue:
    """Change a calendar."""
    return _save(mission_id, calendar_id)


@bp.post("/<calendar_id>/retire")
@manager
def retire(mission_id: str, calendar_id: str) -> ResponseReturnValue:
    """Offer its slots no more."""
    calendars.retire(_owner(mission_id), calendar_id, clock.now())
    flash(_("No more slots of this calendar are offered; meetings booked in it stay."), "good")
    return redirect(url_for(".calendars_page", mission_id=mission_id), 303)


def _save(mission_id: str, calendar_id: str | None) -> ResponseReturnValue:
    owner = _owner(mission_id)
    try:
        calendars.save(owner, calendar_id, calendar_pages.read(), clock.now())
    except Refused as refusal:
        opened = calendar_id or "new"
        return calendar_pages.page(owner, _back(mission_id), refusal.problems, opened), 422
    flash(_("Saved. Teleprospectors offer these slots from now on."), "good")
    return redirect(url_for(".calendars_page", mission_id=mission_id), 303)


def _owner(mission_id: str) -> Owner:
    person = current_person()
    return Owner((), person.person_id, person.organisations(Role.MANAGER), mission_id)


def _back(mission_id: str) -> Back:
    parent = url_for("manager_missions.mission", mission_id=mission_id)
    base = url_for(".calendars_page", mission_id=mission_id)
    return Back(base, _("Calendars"), (_("Mission"), parent))
