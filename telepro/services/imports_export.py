"""What is shown of prospect files: how far each was read, what came of it, the rejected rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from flask import Flask, current_app

from campaigns.problems import NotFound, Problem
from campaigns.states import ImportRowKind, ImportState
from telepro.db import prospect_files, transaction
from telepro.db.intake import ImportRow
from telepro.db.whom import Import
from telepro.files.limits import Limits
from telepro.files.prospect_file import Layout, ProspectFile, look
from telepro.files.refusals import Reader
from telepro.files.rejected import RejectedRow, rejected_csv

NOTES = 100
ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Progress:
    """One import as a page shows it; `percent` is by bytes read, 100 when it is over."""

    public_id: str
    filename: str
    source: str
    state: ImportState
    percent: int
    rows: int
    accepted: int
    merged: int
    rejected: int
    repaired: int
    reasons: dict[str, int]
    problems: tuple[Problem, ...]
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Note:
    """What was said of one row: rejected, repaired or merged."""

    line: int
    column: str
    found: str
    expected: str
    fix: str


def preview(path: Path, layout: Layout, limits: Limits, reader: Reader) -> ProspectFile:
    """Open a file to show its headings, samples and proposed columns; nothing is kept of it.

    Raises `Refused` for a file that can't be read, not for columns that are yet to be named.
    """
    return look(path, layout, limits, reader)


def progress(organisation_ids: Sequence[int], public_id: str) -> Progress:
    """One import of these organisations; raises NotFound for any other."""
    with transaction() as rows:
        found = prospect_files.of_organisations(rows, organisation_ids, public_id)
        if found is None:
            raise NotFound(public_id)
        return _progress(found)


def recent(organisation_ids: Sequence[int], limit: int = 50) -> list[Progress]:
    """The latest imports of these organisations, newest first."""
    with transaction() as rows:
        return [_progress(row) for row in prospect_files.newest(rows, organisation_ids, limit)]


def notes(organisation_ids: Sequence[int], public_id: str, kind: ImportRowKind) -> list[Note]:
    """The first hundred things said of rows of one kind, in the order of the file."""
    with transaction() as rows:
        found = prospect_files.of_organisations(rows, organisation_ids, public_id)
        if found is None:
            raise NotFound(public_id)
        said = prospect_files.notes(rows, found.id, kind, NOTES)
        return [Note(row.line, row.column, row.found, row.expected, row.fix) for row in said]


def rejected_rows(organisation_ids: Sequence[int], public_id: str) -> Iterator[bytes]:
    """The rejected rows as CSV for a spreadsheet in the sender's language, in pieces.

    The sender's own columns, then line, column, found, expected and fix. Raises NotFound at once
    for an import of anyone else. The pieces may be taken after the request that asked is over.
    """
    with transaction() as rows:
        found = prospect_files.of_organisations(rows, organisation_ids, public_id)
        if found is None:
            raise NotFound(public_id)
        headings = tuple(found.options.get("headings", ()))
        language = str(found.options["language"])
        import_id = found.id
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return rejected_csv(headings, _rejected(app, import_id), language)


def _rejected(app: Flask, import_id: int) -> Iterator[RejectedRow]:
    by_line = groupby(_problems(app, import_id), key=lambda row: row.line)
    for line, group in by_line:
        said = list(group)
        cells = next((row.raw for row in said if row.raw), None) or []
        problems = [(row.column, Problem("", row.found, row.expected, row.fix)) for row in said]
        yield RejectedRow(line, cells, problems)


def _problems(app: Flask, import_id: int) -> Iterator[ImportRow]:
    after = (0, 0)
    while True:
        with app.app_context(), transaction() as rows:
            found = prospect_files.rejected_rows(rows, import_id, after, ROWS_AT_ONCE)
        yield from found
        if len(found) < ROWS_AT_ONCE:
            return
        after = (found[-1].line, found[-1].id)


def _progress(row: Import) -> Progress:
    over = row.state in {ImportState.DONE, ImportState.FAILED}
    percent = 100 if over else row.progress_bytes * 100 // max(1, row.size_bytes)
    return Progress(
        public_id=row.public_id,
        filename=row.filename,
        source=row.source,
        state=row.state,
        percent=min(percent, 100),
        rows=row.rows,
        accepted=row.accepted,
        merged=row.merged,
        rejected=row.rejected,
        repaired=row.repaired,
        reasons={str(code): int(number) for code, number in row.reasons.items()},
        problems=tuple(Problem(**problem) for problem in row.problems),
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
