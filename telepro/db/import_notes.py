"""Writes what is said of a batch's rows: rejections, repairs and merges, and each value that differed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from campaigns.prospect_file.row_problems import RowProblem
from campaigns.prospects import Rejection
from campaigns.same_prospect.merge_notes import merged_note
from campaigns.same_prospect.merging import Outcome
from campaigns.states import ImportRowKind
from telepro.db.prospect_files import copy_in
from telepro.files.reading import RowRead

_NOTE = (
    "import_id",
    "line",
    "kind",
    "code",
    "column",
    "found",
    "expected",
    "fix",
    "raw",
    "prospect_id",
)
_VALUE = (
    "import_id",
    "prospect_id",
    "line",
    "field",
    "heading",
    "older",
    "newer",
    "kept",
    "why",
    "created_at",
)


def write(
    session: Session,
    import_id: int,
    language: str,
    batch: Sequence[RowRead],
    outcome: Outcome,
    now: datetime,
) -> None:
    """Every rejection with its cells once, every repair and merge in the sender's language, and every
    value on which a merged row differed from its prospect."""
    said = (
        (import_id, *_note(line, kind, problem, language), raw, prospect_id)
        for line, kind, problem, raw, prospect_id in _said(batch, outcome)
    )
    copy_in(session, "import_rows", _NOTE, said)
    copy_in(session, "import_values", _VALUE, _values(import_id, outcome, now))


_Said = tuple[int, ImportRowKind, RowProblem, str | None, int | None]


def _said(batch: Iterable[RowRead], outcome: Outcome) -> Iterator[_Said]:
    for row in batch:
        if isinstance(row.outcome, Rejection):
            raw: str | None = json.dumps([cell.replace("\0", "") for cell in row.cells])
            for problem in row.outcome.problems:
                yield row.line, ImportRowKind.REJECTED, problem, raw, None
                raw = None
        else:
            for problem in row.outcome.repairs:
                yield row.line, ImportRowKind.REPAIRED, problem, None, None
    for line, merged, survivor in outcome.merged:
        note = merged_note(merged, survivor.gained, survivor.replaced)
        yield line, ImportRowKind.MERGED, note, None, merged.into.id


def _note(line: int, kind: ImportRowKind, said: RowProblem, language: str) -> tuple[Any, ...]:
    expected, fix = said.expected[language], said.fix[language]
    return line, kind.value, str(said.code), said.column, said.found, expected, fix


def _values(import_id: int, outcome: Outcome, now: datetime) -> Iterator[tuple[Any, ...]]:
    for line, merged, survivor in outcome.merged:
        for each in survivor.survivals:
            yield (
                import_id,
                merged.into.id,
                line,
                each.field,
                each.heading,
                _json(each.older),
                _json(each.newer),
                each.kept.value,
                each.why.value,
                now,
            )


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
