"""The administrator's journal: who did what to what, found by person, kind and day, and verified."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request

from campaigns.problems import Problem
from telepro.db.audit import Sought
from telepro.services import journal
from telepro.web.access import administrator
from telepro.web.asked import number
from telepro.web.journal_words import WORDS, kinds
from telepro.web.presentation import HOME_ZONE

LONGEST_NAME = 100
YEARS = range(2000, 2200)

bp = Blueprint("admin_journal", __name__, url_prefix="/admin/journal")


@bp.get("")
@administrator
def page() -> str:
    """What the address asks for, newest first."""
    return _page(verdict=None)


@bp.post("/verify")
@administrator
def verify() -> str:
    """Read the whole chain and say whether any row was changed or removed."""
    return _page(journal.verify())


def _page(verdict: tuple[Problem, ...] | None) -> str:
    known, asked = kinds(), request.args
    kind = known.get(asked.get("kind", ""))
    who = asked.get("who", "").strip()[:LONGEST_NAME]
    first, last = _day("first"), _day("last")
    sought = Sought(
        who=who,
        begins=kind.begins if kind else (),
        since=_midnight(first) if first else None,
        until=_midnight(last + timedelta(days=1)) if last else None,
        before=asked.get("before", type=number),
    )
    given = {"who": who, "kind": asked.get("kind") if kind else None, "first": first, "last": last}
    return render_template(
        "admin/journal.html",
        page=journal.page(sought),
        verdict=verdict,
        kinds=known,
        words=WORDS,
        given={name: value for name, value in given.items() if value},
    )


def _day(name: str) -> date | None:
    """The day that the address names; None for none, or for one in which nothing can have happened."""
    try:
        named = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return named if named.year in YEARS else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(HOME_ZONE))
