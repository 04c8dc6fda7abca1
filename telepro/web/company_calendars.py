"""A company's own calendars: who takes its meetings, and when they can be met."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import calendars
from telepro.services.calendars import Owner
from telepro.web import calendar_pages
from telepro.web.access import company, current_person
from telepro.web.calendar_pages import Back

bp = Blueprint("company_calendars", __name__, url_prefix="/company/calendars")


@bp.get("")
@company
def calendars_page() -> str:
    """The calendars, each with its form, and one to make a new one."""
    return calendar_pages.page(_owner(), _back())


@bp.post("")
@company
def add() -> ResponseReturnValue:
    """Make a calendar."""
    return _save(None)


@bp.post("/<calendar_id>")
@company
def change(calendar_id: str) -> ResponseReturnValue:
    """Change a calendar."""
    return _save(calendar_id)


@bp.post("/<calendar_id>/retire")
@company
def retire(calendar_id: str) -> ResponseReturnValue:
    """Offer its slots no more."""
    calendars.retire(_owner(), calendar_id, clock.now())
    flash(_("No more slots of this calendar are offered; meetings booked in it stay."), "good")
    return redirect(url_for(".calendars_page"), 303)


def _save(calendar_id: str | None) -> ResponseReturnValue:
    try:
        calendars.save(_owner(), calendar_id, calendar_pages.read(), clock.now())
    except Refused as refusal:
        opened = calendar_id or "new"
        return calendar_pages.page(_owner(), _back(), refusal.problems, opened), 422
    flash(_("Saved. Teleprospectors offer these slots from now on."), "good")
    return redirect(url_for(".calendars_page"), 303)


def _owner() -> Owner:
    person = current_person()
    return Owner(person.organisations(Role.COMPANY), person.person_id)


def _back() -> Back:
    return Back(
        url_for(".calendars_page"), _("Calendars"), (_("My missions"), url_for("company.home"))
    )
