"""Step 1 of a lead's journey: a prospect file is received, then read a batch at a time.

Each batch is one transaction that writes its rows and how far the file was read, so that whoever
goes on after a crash begins at the first row that was not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from campaigns.problems import Problem, Refused
from campaigns.prospect_file.row_problems import RowCode
from campaigns.prospects import ReadProspect
from campaigns.same_prospect.duplicates import Merged, New, sort_out
from campaigns.same_prospect.merging import Outcome, merge
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState, OrganisationKind
from telepro import clock, crash
from telepro.db import (
    audit,
    consents,
    enrolment,
    import_notes,
    known_prospects,
    outbox,
    prospect_files,
    prospects,
    suppressions,
    transaction,
)
from telepro.db.campaigns import let_company_judge_again
from telepro.db.whom import Import
from telepro.files.file_codes import FileCode
from telepro.files.prospect_file import ProspectFile, open_file
from telepro.files.reading import BATCH, RowRead, numbers_in, read_rows, without_erased
from telepro.import_job import Job, Sent, kept_row

__all__ = ["Sent"]

SILENT_AFTER = timedelta(seconds=60)
"""A process that has not committed a batch for so long is taken for dead."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was kept and now waits to be read."""

    import_id: int
    public_id: str


def company(name: str | None) -> int:
    """The company of that name or public id; without a name, the only one there is.

    Raises `Refused` when none fits, or when several might be meant.
    """
    with transaction() as rows:
        if name is not None:
            found = prospect_files.company_named(rows, name)
            if found is None:
                fix = "Write the name as `company add` was given it."
                raise Refused(Problem("--company", name, "a company that exists", fix))
            return found.id
        there = prospect_files.companies(rows, OrganisationKind.COMPANY, 2)
        if len(there) != 1:
            found_text = "no company" if not there else "several companies"
            fix = "Add one with `company add`, or name one with --company."
            raise Refused(Problem("--company", found_text, "one company", fix))
        return there[0].id


def receive(sent: Sent, store: Path, now: datetime) -> Received:
    """Check a file, keep a copy under `store` and let it wait; ring the imports bell afterwards.

    Raises `Refused` with every problem of the file, in the sender's language; nothing is kept then.
    """
    row = kept_row(sent, store, now)
    with transaction() as rows:
        corrected = prospect_files.of_organisations(rows, [sent.organisation_id], sent.corrects)
        row.corrects_id = corrected.id if corrected else None
        rows.add(row)
        rows.flush()
        details = {"sha256": row.sha256, "size": row.size_bytes, "source": row.source}
        subject = f"import {row.public_id}"
        audit.note(rows, sent.by_id, row.organisation_id, "import.received", subject, details, now)
        return Received(row.id, row.public_id)


def waiting(now: datetime) -> list[int]:
    """The imports that nobody is reading: new ones, and those whose process died."""
    with transaction() as rows:
        return prospect_files.waiting(rows, now - SILENT_AFTER)


def run(
    import_id: int, now: datetime, beat: Callable[[], datetime] = clock.now, size: int = BATCH
) -> None:
    """Read a file to its end, or from where a process that died has left it.

    Does nothing when another process is at it. A file that can't be read any more ends as failed,
    with its problems; rows that were kept stay.
    """
    with transaction() as rows:
        if not prospect_files.claim(rows, import_id, now - SILENT_AFTER, now):
            return
        job = Job(rows.get_one(Import, import_id))
    try:
        _read(job, beat, size)
    except Refused as refusal:
        _fail(job, refusal.problems, now)
    except (OperationalError, InterfaceError, KeyboardInterrupt, SystemExit):
        _release(import_id)
        raise
    except Exception as trouble:
        # A fault of ours would come back at every try: the import ends, and says so.
        _fail(job, (job.reader.problem(FileCode.FAULT, type(trouble).__name__),), now)
        raise


def _release(import_id: int) -> None:
    with transaction() as rows:
        prospect_files.release(rows, import_id)


def _read(job: Job, beat: Callable[[], datetime], size: int) -> None:
    file = open_file(job.path, job.layout, job.limits, job.reader)
    crash.point("import claimed, before its first batch")
    for batch in read_rows(file, job.stated, job.tally.rows, size):
        crash.point("batch read, before its transaction")
        if not _keep_batch(job, batch, file, beat()):
            return
        crash.point("batch kept")
    crash.point("last batch kept, before the import is done")
    _finish(job, beat())


def _keep_batch(job: Job, batch: list[RowRead], file: ProspectFile, now: datetime) -> bool:
    """Write a batch and the new counts, or nothing; False when another process was faster."""
    before = job.tally.rows
    with transaction() as rows:
        prospect_files.lock_company(rows, job.organisation_id)
        erased = suppressions.erased(rows, job.organisation_id, numbers_in(batch))
        batch = without_erased(batch, erased)
        outcome = _decide(rows, job, batch)
        _count(job, batch, outcome)
        if not prospect_files.advance(rows, job.id, before, job.counts(file.position.bytes), now):
            rows.rollback()
            return False
        crash.point("counts written, before the prospects")
        prospects.add(rows, job.organisation_id, job.id, outcome.new, now)
        prospects.complete(rows, outcome.completed, job.policy, now)
        if job.stated.proof is not None:
            consents.add(rows, rows.get_one(Import, job.id), job.stated.proof, outcome)
        import_notes.write(rows, job.id, job.language, batch, outcome, now)
        crash.point("batch written, before its commit")
    return True


def _decide(rows: Session, job: Job, batch: list[RowRead]) -> Outcome:
    read = [
        (row.line, row.outcome.prospect) for row in batch if isinstance(row.outcome, ReadProspect)
    ]
    register = known_prospects.register_for(
        rows, job.organisation_id, job.id, [prospect for _line, prospect in read]
    )
    numbers = iter(prospect_files.next_ids(rows, "prospects", len(read)))
    decisions = sort_out(read, register, numbers)
    known = _older_ids(decisions)
    if job.policy is MergePolicy.NEWER:
        prospects.lock(rows, known)
    older = prospects.as_rows(rows, known)
    return merge(zip((line for line, _ in read), decisions, strict=True), older, job.policy)


def _older_ids(decisions: list[New | Merged]) -> list[int]:
    """The prospects of earlier batches and files that this batch merges into."""
    new = {each.id for each in decisions if isinstance(each, New)}
    return list({e.into.id for e in decisions if isinstance(e, Merged) and e.into.id not in new})


def _count(job: Job, batch: list[RowRead], outcome: Outcome) -> None:
    for row in batch:
        job.tally.take(row)
    job.tally.accepted += len(outcome.new)
    job.tally.merged += len(outcome.merged)


def _finish(job: Job, now: datetime) -> None:
    with transaction() as rows:
        row = rows.get_one(Import, job.id, with_for_update=True)
        if row.state is not ImportState.RUNNING or row.rows != job.tally.rows:
            return
        row.state, row.finished_at, row.progress_bytes = ImportState.DONE, now, job.size
        if job.stated.proof is not None:
            let_company_judge_again(rows, row.organisation_id)
        if row.campaign_id is not None:
            enrolment.request(rows, row.campaign_id, [row.id], row.created_by_id, now)
        payload = {"import": row.public_id, "accepted": row.accepted, "rejected": row.rejected}
        topic = "import.finished"
        outbox.tell(rows, row.organisation_id, row.campaign_id, topic, payload, now)
    _let_go(job)


def _fail(job: Job, problems: tuple[Problem, ...], now: datetime) -> None:
    with transaction() as rows:
        row = rows.get_one(Import, job.id, with_for_update=True)
        row.state, row.finished_at = ImportState.FAILED, now
        row.problems = [problem.as_dict() for problem in problems]
    _let_go(job)


def _let_go(job: Job) -> None:
    """The copy of a file with erased people in it goes as soon as it is read."""
    if RowCode.ERASED in job.tally.reasons:
        job.path.unlink(missing_ok=True)
        job.rejected_file.unlink(missing_ok=True)
