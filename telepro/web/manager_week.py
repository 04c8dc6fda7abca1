"""The manager's page of a team's week: the hours that people offer beside those that the plan needs."""

from datetime import timedelta

from flask import Blueprint, render_template, request

from campaigns.states import Role
from telepro import clock
from telepro.services import availability
from telepro.web.access import current_person, manager
from telepro.web.desk_callbacks import asked_day

bp = Blueprint("manager_week", __name__, url_prefix="/campaigns/<campaign_id>/team/week")

WEEK = timedelta(days=7)


@bp.get("")
@manager
def week(campaign_id: str) -> str:
    """Who offers how many hours on each day of a week, what the plan needs, and what is missing."""
    now = clock.now()
    chosen = asked_day(request.args.get("day", ""), now)
    mine = current_person().organisations(Role.MANAGER)
    found = availability.team_week(mine, campaign_id, chosen, now)
    return render_template(
        "manager/team_week.html",
        found=found,
        before=found.monday - WEEK,
        after=found.monday + WEEK,
        hours=hours,
        zero=timedelta(0),
        now=now,
    )


def hours(length: timedelta) -> str:
    """A length of time in hours and minutes: « 7:30 »; nothing for none."""
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""
