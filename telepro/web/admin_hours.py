"""The administrator's page of hours and holidays: when each country may be called, read from the rules."""

from flask import Blueprint, render_template, request

from campaigns.law import hours_table
from telepro import clock
from telepro.services import law
from telepro.web.access import administrator
from telepro.web.law_words import said
from telepro.web.presentation import country_name

bp = Blueprint("admin_hours", __name__, url_prefix="/admin/hours")


@bp.get("")
@administrator
def hours() -> str:
    """The hours of a country, its holidays for a year, and who has narrowed them."""
    now = clock.now()
    today, known = now.date(), hours_table.shown_countries()
    asked = request.args.get("country", "")
    country = asked if asked in known else known[0]
    calendars = hours_table.calendars_of(country, today)
    named = request.args.get("calendar", "")
    calendar = named if named in calendars else calendars[0]
    changes = law.standing(None, now)
    return render_template(
        "admin/hours.html",
        lines=hours_table.hours_of(country, today),
        country=country,
        countries=[(each, country_name(each)) for each in known],
        calendar=calendar,
        calendars=calendars,
        holidays=hours_table.holidays_ahead(calendar, today),
        changes=[each for each in changes if hours_table.narrows(each.term, country)],
        said=said,
        today=today,
    )
