"""The reports of a campaign: a table by one axis over a period, its files, the calls behind a figure."""

from datetime import date
from typing import NamedTuple

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from campaigns.figures.reporting import AXES, Axis, Line
from campaigns.prospect_base.exporting import FileForm
from campaigns.states import Role
from telepro import clock
from telepro.files.tables import TYPES, SheetTable, Value, written
from telepro.services import campaign_reports
from telepro.services.campaign_reports import Asked, Table, Wanted
from telepro.web.access import current_person, manager
from telepro.web.asked import number
from telepro.web.presentation import language, words

bp = Blueprint("campaign_reports", __name__, url_prefix="/campaigns/<campaign_id>/reports")

AXIS = f"<any({', '.join(Axis)}):axis>"


class Column(NamedTuple):
    """Which counters stand above and below the line of a rate, so that their calls can be opened."""

    above: str
    below: str


COLUMNS = (
    Column("answered", "attempts"),
    Column("contacts", "attempts"),
    Column("argued", "contacts"),
    Column("argued_positive", "argued"),
)


@bp.get(f"/{AXIS}")
@manager
def report(campaign_id: str, axis: str) -> str:
    """Calls by campaign, caller, hour, segment, prospect file, script version, attempt or pass."""
    found = campaign_reports.table(_mine(), campaign_id, _asked(axis), clock.now())
    return render_template(
        "manager/report.html", table=found, axes=AXES, columns=COLUMNS, name_of=group_name
    )


@bp.get(f"/{AXIS}.<any(csv, xlsx):form>")
@manager
def download(campaign_id: str, axis: str, form: str) -> Response:
    """The same table as a file for a spreadsheet."""
    found = campaign_reports.table(_mine(), campaign_id, _asked(axis), clock.now())
    wanted = FileForm(form)
    answer = Response(written(_sheet(found), wanted, language()), mimetype=TYPES[wanted])
    filename = f"report-{axis}-{found.days.first}-{found.days.last}.{form}"
    answer.headers.set("Content-Disposition", "attachment", filename=filename)
    return answer


@bp.get(f"/{AXIS}/calls/<counter>")
@manager
def calls(campaign_id: str, axis: str, counter: str) -> str:
    """The calls that a figure of one group, or of all, was made from, newest first."""
    before = request.args.get("before", type=number)
    wanted = Wanted(counter, request.args.get("group"), before)
    found = campaign_reports.behind(_mine(), campaign_id, _asked(axis), wanted, clock.now())
    return render_template(
        "manager/report_calls.html",
        behind=found,
        group=wanted.group,
        axes=AXES,
        title=_("All together")
        if wanted.group is None
        else group_name(found.axis, wanted.group, found.name),
    )


def group_name(axis: Axis, key: str, name: str) -> str:
    """What a group is called in the reader's language."""
    if axis is Axis.HOUR:
        return f"{int(key):02}:00–{(int(key) + 1) % 24:02}:00"
    if axis is Axis.SCRIPT:
        return str(_("Version %(version)s", version=key))
    if axis is Axis.ATTEMPT:
        return str(_("Attempt %(number)s", number=key))
    if axis is Axis.PASS:
        return str(_("Pass %(number)s", number=key))
    return name or (_("No segment") if axis is Axis.SEGMENT else _("Added by hand"))


def _sheet(found: Table) -> SheetTable:
    lines = [
        (group_name(found.axis, each.group.key, each.group.name), each) for each in found.lines
    ]
    lines.append((_("All together"), found.total))
    rates = [words(cell.figure.label) for cell in found.total.cells]
    bounds = [(rate, _("at least"), _("at most")) for rate in rates]
    headings = [
        words(AXES[found.axis]),
        _("Dials"),
        *(
            heading
            for rate, low, high in bounds
            for heading in (rate, _("out of"), f"{rate}, {low}", f"{rate}, {high}")
        ),
        _("Meetings booked"),
    ]
    return SheetTable(headings, [_row(name, each) for name, each in lines])


def _row(name: str, line: Line) -> list[Value]:
    row: list[Value] = [name, line.dials]
    for cell in line.cells:
        value = cell.figure.value
        row += [None if value is None else float(value), cell.figure.denominator]
        row += [cell.interval.low, cell.interval.high] if cell.interval else [None, None]
    return [*row, line.meetings]


def _asked(axis: str) -> Asked:
    return Asked(Axis(axis), _day("first"), _day("last"))


def _day(name: str) -> date | None:
    """A day of the address; None for what is no day, or none that a zone can be reckoned on."""
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
