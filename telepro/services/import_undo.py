"""Undoes an import: what it brought goes, what it changed is given back, whoever was called stays."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Refused
from campaigns.prospect_file.undoing import UNDOABLE, Stays, may_undo, too_late
from campaigns.states import ImportState
from telepro import clock, crash
from telepro.db import (
    audit,
    consents,
    import_steps,
    import_undo,
    import_values,
    outbox,
    prospect_files,
    transaction,
)
from telepro.db.whom import Import

SILENT_AFTER = timedelta(seconds=60)
_FIRST = 2**62


def ask(
    organisation_ids: Sequence[int],
    public_id: str,
    by_id: int | None,
    language: str,
    now: datetime,
) -> None:
    """Ask for an import to be undone; a worker does it, and no campaign takes more of it meanwhile.

    Raises `Refused`, in the reader's language, when it is too late or the file is not read yet.
    """
    with transaction() as rows:
        found = prospect_files.of_organisations(rows, organisation_ids, public_id)
        if found is None:
            raise NotFound(public_id)
        if not may_undo(found.state, found.finished_at, now):
            raise Refused(too_late(language))
        begun = {"undone": _begun(), "progress_bytes": 0}
        if import_steps.move(rows, found.id, UNDOABLE, ImportState.UNDOING, **begun):
            import_undo.stop_enrolling(rows, found.id, now)
            subject = f"import {public_id}"
            audit.note(rows, by_id, found.organisation_id, "import.undo_asked", subject, {}, now)


def waiting(now: datetime) -> list[int]:
    """The imports that wait to be undone, those whose process died included."""
    with transaction() as rows:
        return import_steps.unattended(rows, ImportState.UNDOING, now - SILENT_AFTER)


def run(import_id: int, now: datetime, beat: Callable[[], datetime] = clock.now) -> None:
    """Undo an import to its end; killed at any point, it goes on after its last whole batch."""
    with transaction() as rows:
        silent = now - SILENT_AFTER
        if not import_steps.take(rows, import_id, ImportState.UNDOING, silent, now):
            return
    while _one_batch(import_id, beat()):
        crash.point("batch of an import undone")


def _one_batch(import_id: int, now: datetime) -> bool:
    """Undo one batch with its counts, or nothing of it; False when the import is undone."""
    with transaction() as rows:
        row = rows.get_one(Import, import_id, with_for_update=True, populate_existing=True)
        if row.state is not ImportState.UNDOING:
            return False
        prospect_files.lock_company(rows, row.organisation_id)
        so_far = row.undone or _begun()
        done = _give_back(rows, row, so_far, now) or _take_away(rows, row, so_far, now)
        row.undone, row.beat_at = done or so_far, now
        if done is None:
            _finish(rows, row, now)
        crash.point("batch of an undo written, before its commit")
        return done is not None


def _begun() -> dict[str, Any]:
    return {"before": _FIRST, "after": 0, "removed": 0, "restored": 0, "stayed": {}}


def _give_back(
    rows: Session, row: Import, so_far: dict[str, Any], now: datetime
) -> dict[str, Any] | None:
    """The next values given back, the latest first; None when there are no more."""
    values = import_values.given(rows, row.id, so_far["before"], import_undo.BATCH)
    if not values:
        return None
    restored = sum(import_values.give_back(rows, value, now) for value in values)
    stayed = Counter(so_far["stayed"])
    stayed[str(Stays.CHANGED)] += len(values) - restored
    return {
        **so_far,
        "before": values[-1].id,
        "restored": so_far["restored"] + restored,
        "stayed": dict(+stayed),
    }


def _take_away(
    rows: Session, row: Import, so_far: dict[str, Any], now: datetime
) -> dict[str, Any] | None:
    """The next prospects taken away; None when there are no more."""
    brought = import_undo.brought(rows, row.id, so_far["after"])
    if not brought:
        return None
    staying = import_undo.staying(rows, row.id, brought)
    going = [prospect_id for prospect_id in brought if prospect_id not in staying]
    import_undo.remove(rows, row.id, going, now)
    stayed = Counter(so_far["stayed"]) + Counter(str(reason) for reason in staying.values())
    return {
        **so_far,
        "after": brought[-1],
        "removed": so_far["removed"] + len(going),
        "stayed": dict(stayed),
    }


def _finish(rows: Session, row: Import, now: datetime) -> None:
    consents.withdraw(rows, row.id, now)
    row.state, row.beat_at = ImportState.UNDONE, None
    told = {name: (row.undone or {})[name] for name in ("removed", "restored", "stayed")}
    subject = f"import {row.public_id}"
    audit.note(rows, None, row.organisation_id, "import.undone", subject, told, now)
    outbox.tell(rows, row.organisation_id, None, "import.undone", {"import": row.public_id}, now)
