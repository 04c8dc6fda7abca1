"""Before a prospect file is read: what would come of every row, what to do about it, then a person's word."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Refused
from campaigns.prospect_base.exclusions import keys_of
from campaigns.prospect_file.remedies import may_choose
from campaigns.prospects import Prospect
from campaigns.same_prospect.duplicates import Register
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState
from telepro import clock, crash
from telepro.db import (
    audit,
    exclusions,
    import_steps,
    known_prospects,
    prospect_files,
    suppressions,
    transaction,
)
from telepro.db.whom import Import
from telepro.files.file_codes import FileCode
from telepro.files.findings import as_document
from telepro.files.prospect_file import open_file
from telepro.files.rehearsal import Rehearsal
from telepro.import_job import Job, rejected_file

SILENT_AFTER = timedelta(seconds=60)
CONFIRMED_WITHIN = timedelta(hours=24)
"""A file that was looked at and never confirmed is kept so long, counted from the last look."""
_GONE: dict[str, object] = {"checked": None}
"""What was shown of a file's rows goes with it."""
BEFORE_READING = frozenset({ImportState.CHECKING, ImportState.CHECKED})


class _MovedOn(Exception):
    """A person has dropped the file, or another process has finished with it."""


def waiting(now: datetime) -> list[int]:
    """The files that wait to be looked at, those whose process died included."""
    with transaction() as rows:
        return import_steps.unattended(rows, ImportState.CHECKING, now - SILENT_AFTER)


def run(import_id: int, now: datetime, beat: Callable[[], datetime] = clock.now) -> None:
    """Say what would come of every row of a file; nothing of it is written but that.

    Does nothing when another process is at it. A file that can't be read ends as failed.
    """
    with transaction() as rows:
        checking = ImportState.CHECKING
        if not import_steps.take(rows, import_id, checking, now - SILENT_AFTER, now):
            return
        job = Job(rows.get_one(Import, import_id))
    try:
        _check(job, beat)
    except _MovedOn:
        return
    except Refused as refusal:
        _fail(job, [problem.as_dict() for problem in refusal.problems], now)
    except (OperationalError, InterfaceError, KeyboardInterrupt, SystemExit):
        with transaction() as rows:
            import_steps.go_on(rows, import_id, checking, beat_at=None)
        raise
    except Exception as trouble:
        problem = job.reader.problem(FileCode.FAULT, type(trouble).__name__)
        _fail(job, [problem.as_dict()], now)
        raise


def choose(
    organisation_ids: Sequence[int], public_id: str, group: str, remedy: str, now: datetime
) -> None:
    """Choose what is done about a group of rows, or the usual again (""); the file is looked at anew.

    A choice that there is not, or for a file that is being read already, changes nothing.
    """
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        if remedy and not may_choose(group, remedy):
            return
        chosen = {k: v for k, v in found.options.get("chosen", {}).items() if k != group}
        if remedy:
            chosen[group] = remedy
        options = {**found.options, "chosen": chosen}
        again = {"options": options, "progress_bytes": 0}
        import_steps.move(rows, found.id, BEFORE_READING, ImportState.CHECKING, **again)


def begin(
    organisation_ids: Sequence[int],
    public_id: str,
    policy: MergePolicy,
    by_id: int | None,
    now: datetime,
) -> None:
    """Let a file be read that was looked at; a second word for the same file changes nothing."""
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        given = {"policy": policy, "progress_bytes": 0}
        ready = {ImportState.CHECKED}
        if import_steps.move(rows, found.id, ready, ImportState.RECEIVED, **given):
            _note(rows, found, "import.begun", by_id, now)


def drop(organisation_ids: Sequence[int], public_id: str, by_id: int | None, now: datetime) -> None:
    """Give up a file before it is read; its copy goes, nothing of it was written."""
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        dropped = import_steps.move(rows, found.id, BEFORE_READING, ImportState.DROPPED, **_GONE)
        if dropped:
            _note(rows, found, "import.dropped", by_id, now)
    if dropped:
        _let_go(found)


def clear(now: datetime) -> int:
    """Drop the files that nobody has confirmed within 24 hours; gives how many.

    So goes the copy of a file with erased people in it whose reader died before it could delete it.
    """
    with transaction() as rows:
        long_ago = import_steps.unconfirmed(rows, now - CONFIRMED_WITHIN)
        cleared = [each for each in long_ago if _is_cleared(rows, each, now)]
        left = import_steps.refused_erased(rows, now - CONFIRMED_WITHIN)
    for each in (*cleared, *left):
        _let_go(each)
    return len(cleared)


def _is_cleared(rows: Session, found: Import, now: datetime) -> bool:
    ready, gone = {ImportState.CHECKED}, {**_GONE, "finished_at": now}
    if not import_steps.move(rows, found.id, ready, ImportState.DROPPED, **gone):
        return False
    _note(rows, found, "import.cleared", None, now)
    return True


def _let_go(found: Import) -> None:
    Path(found.stored_path).unlink(missing_ok=True)
    rejected_file(found).unlink(missing_ok=True)


def _check(job: Job, beat: Callable[[], datetime]) -> None:
    file = open_file(job.path, job.layout, job.limits, job.reader)
    looker = _Looker(job)

    def tell(_rows: int) -> None:
        crash.point("batch of a dry run looked at")
        _go_on(job, file.position.bytes, beat())

    rehearsal = Rehearsal(file, job.stated, job.language, tell, looker.known, looker.erased)
    rehearsal.run(job.rejected_file)
    crash.point("dry run over, before it is written")
    tally = rehearsal.tally
    checked = {
        "rows": tally.rows,
        "accepted": tally.accepted,
        "merged": tally.merged,
        "rejected": tally.rejected,
        "repaired": tally.repaired,
        "suppressed": looker.suppressed,
        "excluded": looker.excluded,
        "findings": as_document(rehearsal.findings.found()),
    }
    _finish(job, checked, beat())


@dataclass(slots=True)
class _Looker:
    """Asks the company's file who is known, and counts those who must not be called."""

    job: Job
    suppressed: int = 0
    excluded: int = 0

    def known(self, prospects: Sequence[Prospect]) -> Register:
        """Everybody known already of whom these rows might be."""
        job = self.job
        with transaction() as rows:
            numbers = {phone.e164 for each in prospects for phone in each.phones}
            stopped = suppressions.standing(rows, job.organisation_id, numbers)
            self.suppressed += sum(
                all(phone.e164 in stopped for phone in each.phones) for each in prospects
            )
            keys = [keys_of(each) for each in prospects]
            named = exclusions.among_keys(rows, job.organisation_id, list(set().union(*keys)))
            self.excluded += sum(not named.isdisjoint(each) for each in keys)
            return known_prospects.register_for(rows, job.organisation_id, job.id, prospects)

    def erased(self, numbers: Collection[str]) -> Collection[str]:
        """Which of these numbers are of people whom the company has forgotten."""
        with transaction() as rows:
            return suppressions.erased(rows, self.job.organisation_id, numbers)


def _go_on(job: Job, bytes_read: int, now: datetime) -> None:
    with transaction() as rows:
        read = min(bytes_read, job.size)
        so_far = {"progress_bytes": read, "beat_at": now}
        if not import_steps.go_on(rows, job.id, ImportState.CHECKING, **so_far):
            raise _MovedOn


def _finish(job: Job, checked: dict[str, object], now: datetime) -> None:
    with transaction() as rows:
        row = rows.get_one(Import, job.id, with_for_update=True)
        # What was found under another choice, or before an erasure, is not what would come of the file.
        if row.state is ImportState.CHECKING and row.options == job.options:
            row.state, row.checked, row.beat_at = ImportState.CHECKED, checked, now


def _fail(job: Job, problems: list[dict[str, str]], now: datetime) -> None:
    with transaction() as rows:
        ended = {"finished_at": now, "problems": problems}
        import_steps.move(rows, job.id, {ImportState.CHECKING}, ImportState.FAILED, **ended)


def _own(rows: Session, organisation_ids: Sequence[int], public_id: str) -> Import:
    found = prospect_files.of_organisations(rows, organisation_ids, public_id)
    if found is None:
        raise NotFound(public_id)
    return found


def _note(rows: Session, found: Import, action: str, by_id: int | None, now: datetime) -> None:
    subject = f"import {found.public_id}"
    audit.note(rows, by_id, found.organisation_id, action, subject, {}, now)
