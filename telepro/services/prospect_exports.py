"""Prospects that leave as a file: allowed by role and day, with a reason, written into the journal first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.dispositions import RULES, Disposition
from campaigns.pipeline import STAGES, Stage
from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospect_base.exporting import (
    HEADINGS,
    LONGEST_REASON,
    MOST_OF_A_DAY,
    SHORTEST_REASON,
    YES,
    FileForm,
    TooMany,
    allowed,
)
from campaigns.states import Role
from telepro.db import (
    audit,
    campaigns,
    missions,
    prospect_exports,
    prospect_files,
    suppressions,
    transaction,
)
from telepro.db.prospect_exports import ExportLine, ProspectExport
from telepro.db.prospect_search import MOST, ProspectFilter, named
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation
from telepro.db.whom import Import
from telepro.files.tables import SheetTable, written

A_DAY = timedelta(hours=24)
AT_ONCE = 500
LISTED, FILES = 50, 200


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes prospects out: a manager of some agencies, or somebody of some companies."""

    person_id: int
    role: Role
    organisations: tuple[int, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to leave: the company's public id, of one file or campaign if named, why.

    `narrowed` is the search that found them, for whoever comes from one.
    """

    company: str
    file: str
    campaign: str
    form: FileForm
    reason: str
    narrowed: ProspectFilter = field(default_factory=lambda: ProspectFilter(()))


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen, how many rows are left of the day, and what left before."""

    companies: Sequence[Organisation]
    files: Sequence[Import]
    campaigns: Sequence[Campaign]
    left: int
    most: int
    before: Sequence[ExportLine]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file on its way out, in pieces that may be taken after the request is over."""

    name: str
    form: FileForm
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class _Job:
    app: Flask
    wanted: ProspectFilter
    agencies: tuple[int, ...] | None
    own_columns: Sequence[str]
    language: str
    rows: int


def offer(taker: Taker, now: datetime) -> Offer:
    """What this person may take out now."""
    with transaction() as session:
        companies = _companies(session, taker)
        ids = [each.id for each in companies]
        mine = campaigns.of_company(session, ids)
        if taker.role is Role.MANAGER:
            mine = [each for each in mine if each.managed_by_id in taker.organisations]
        most = MOST_OF_A_DAY[taker.role]
        taken = prospect_exports.taken(session, taker.person_id, now - A_DAY)
        before = prospect_exports.lines(session, ids, LISTED)
        files = prospect_files.newest(session, ids, FILES)
        return Offer(companies, files, mine, max(0, most - taken), most, before)


def take_out(taker: Taker, wish: Wish, now: datetime) -> Leaving:
    """Write down who takes what and why, then give the file.

    Raises `Refused` without a reason or beyond what the day allows, `NotFound` for anybody else's.
    """
    reason = wish.reason.strip()[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        raise Refused(_no_reason(reason))
    with transaction() as session:
        wanted = _wanted(session, taker, wish)
        row = _row(taker, wish, wanted.companies[0], reason, now)
        row.rows = _allowed(session, taker, wanted, now)
        session.add(row)
        session.flush()
        columns = prospect_exports.own_columns(session, wanted)
        _note(session, row, now)
    agencies = taker.organisations if taker.role is Role.MANAGER else None
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    table = _table(_Job(app, wanted, agencies, columns, taker.language, row.rows))
    pieces = written(table, wish.form, taker.language)
    # What can't be read is told on a page: an answer that has begun could only break off.
    whole = chain([next(pieces)], pieces)
    return Leaving(f"prospects-{row.public_id}.{wish.form}", wish.form, whole)


def _allowed(session: Session, taker: Taker, wanted: ProspectFilter, now: datetime) -> int:
    """How many rows leave; `Refused` for none, and for more than the day allows."""
    taken = prospect_exports.taken(session, taker.person_id, now - A_DAY)
    asked = prospect_exports.count(session, wanted)
    if too_many := allowed(taker.role, asked, taken):
        raise Refused(_too_many(too_many))
    if wanted.ids is not None and len(wanted.ids) == MOST:
        raise Refused(_too_vague(asked))
    if not asked:
        raise Refused(_nobody())
    return asked


def _note(session: Session, row: ProspectExport, now: datetime) -> None:
    details = {"rows": row.rows, "form": row.form, "reason": row.reason}
    subject, company = f"export {row.public_id}", row.organisation_id
    audit.note(session, row.person_id, company, "prospects.exported", subject, details, now)


def _companies(session: Session, taker: Taker) -> Sequence[Organisation]:
    if taker.role is Role.MANAGER:
        return missions.companies_of_manager(session, taker.organisations)
    return [session.get_one(Organisation, each) for each in taker.organisations]


def _wanted(session: Session, taker: Taker, wish: Wish) -> ProspectFilter:
    """The prospects meant, of one company of theirs; a file or campaign of another has none of them."""
    known = {each.public_id: each.id for each in _companies(session, taker)}
    if wish.company not in known:
        raise NotFound(wish.company)
    company = (known[wish.company],)
    wanted = replace(wish.narrowed, companies=company, file=wish.file, campaign=wish.campaign)
    return named(session, wanted)


def _row(taker: Taker, wish: Wish, company_id: int, reason: str, now: datetime) -> ProspectExport:
    return ProspectExport(
        organisation_id=company_id,
        person_id=taker.person_id,
        role=taker.role,
        form=wish.form,
        reason=reason,
        rows=0,
        created_at=now,
    )


def _table(job: _Job) -> SheetTable:
    own = (words[job.language] for words in HEADINGS.values())
    return SheetTable([*own, *job.own_columns], _rows(job))


def _rows(job: _Job) -> Iterator[list[str]]:
    """A row a prospect; never more rows than were counted and written down."""
    after, left = 0, job.rows
    while left > 0:
        with job.app.app_context(), transaction() as session:
            ids = prospect_exports.batch(session, job.wanted, after, min(AT_ONCE, left))
            lines = _lines(session, job, ids)
        yield from lines
        if not ids:
            return
        after, left = ids[-1], left - len(ids)


def _lines(session: Session, job: _Job, ids: list[int]) -> list[list[str]]:
    found = prospect_exports.rows(session, ids, job.agencies)
    values = {value for row in found for value in _objectionable(row)}
    stopped = suppressions.standing(session, job.wanted.companies[0], values)
    return [_line(row, job, any(each in stopped for each in _objectionable(row))) for row in found]


def _objectionable(row: Any) -> list[str]:
    return [each for each in (row["public_id"], row["person_id"], *(row["numbers"] or ())) if each]


def _line(row: Any, job: _Job, objected: object) -> list[str]:
    own = {
        **row,
        "numbers": ", ".join(row["numbers"] or ()),
        "do_not_call": YES[job.language] if objected else "",
        "last_call": _instant(row["last_call"]),
        "outcome": _label(row["disposition"], job.language),
        "outcome_code": row["disposition"],
        "stage": STAGES[Stage(row["stage"])].labels[job.language] if row["stage"] else "",
        "next_call": _instant(row["next_call"]),
        "meeting": _instant(row["starts_at"]),
    }
    extra = row["extra"] or {}
    cells = [own[name] for name in HEADINGS] + [extra.get(name) for name in job.own_columns]
    return ["" if cell is None else str(cell) for cell in cells]


def _label(code: str | None, language: str) -> str:
    return RULES[Disposition(code)].labels[language] if code else ""


def _instant(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at else ""


def _no_reason(reason: str) -> Problem:
    fix = _(
        "Say what the file is for, such as “letter to the schools of March”; the journal keeps it."
    )
    expected = _("a reason of %(least)d letters at least", least=SHORTEST_REASON)
    return Problem("reason", f"“{reason}”" if reason else _("nothing"), expected, fix)


def _too_many(found: TooMany) -> Problem:
    return Problem(
        "file",
        _("%(rows)d prospects", rows=found.asked),
        _("%(rows)d at most in these 24 hours", rows=found.left),
        _("Choose one file or one campaign, or come back tomorrow."),
    )


def _too_vague(found: int) -> Problem:
    return Problem(
        "file",
        _("the best %(rows)d of more", rows=found),
        _("all that the words find"),
        _("Ask more exactly, so that all of them are found."),
    )


def _nobody() -> Problem:
    return Problem(
        "file",
        _("no prospect"),
        _("one at least"),
        _("Choose another file or campaign."),
    )
