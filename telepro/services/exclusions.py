"""A company's own list of firms that must not be called: put in the place of the last one, shown, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospect_base.exclusions import EXPECTED, Firm, needs_headings, read_firm
from campaigns.prospect_file.columns import propose
from campaigns.prospect_file.row_problems import shorten
from telepro.db import audit, exclusions, transaction
from telepro.db.intake import ExclusionList
from telepro.db.who import Organisation
from telepro.files.file_codes import FileCode
from telepro.files.keeping import digest_of
from telepro.files.limits import MEGABYTE, Limits
from telepro.files.prospect_file import Header, Layout, ProspectFile, look
from telepro.files.refusals import Reader

LIMITS = Limits(size=10 * MEGABYTE, rows=100_000)
UNREAD_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it arrives: whose, where it lies, who reads the answer."""

    organisation_id: int
    path: Path
    reader: Reader
    by_id: int | None


def put(sent: Sent, now: datetime) -> ExclusionList:
    """Let the list of this file stand instead of the one before; leads put aside are judged anew.

    Raises `Refused` for a file that can't be read or that names nobody; the list before then stays.
    """
    digest = digest_of(sent.path)
    with transaction() as rows:
        country = rows.get_one(Organisation, sent.organisation_id).country
        labels, firms, unread = _read(sent, country)
        row = ExclusionList(
            organisation_id=sent.organisation_id,
            filename=sent.reader.filename,
            sha256=digest,
            firms=firms,
            unread=unread[:UNREAD_SHOWN],
            unread_lines=len(unread),
            created_by_id=sent.by_id,
            created_at=now,
        )
        exclusions.lock(rows, sent.organisation_id)
        exclusions.end(rows, sent.organisation_id, now)
        exclusions.put(rows, row, labels)
        exclusions.let_judge_again(rows, sent.organisation_id)
        details = {"sha256": digest, "firms": firms}
        subject = f"exclusions {row.public_id}"
        audit.note(rows, sent.by_id, row.organisation_id, "exclusions.put", subject, details, now)
        return row


def end(organisation_ids: Sequence[int], public_id: str, by_id: int | None, now: datetime) -> None:
    """End a list: its firms may be called again, as far as everything else allows it."""
    with transaction() as rows:
        found = exclusions.of_organisations(rows, organisation_ids, public_id)
        if found is None:
            raise NotFound(public_id)
        if found.ended_at is None:
            exclusions.lock(rows, found.organisation_id)
            exclusions.end(rows, found.organisation_id, now)
            exclusions.let_judge_again(rows, found.organisation_id)
            subject = f"exclusions {public_id}"
            audit.note(rows, by_id, found.organisation_id, "exclusions.ended", subject, {}, now)


def lists(organisation_ids: Sequence[int]) -> Sequence[ExclusionList]:
    """The lists of these companies, those that ended included, the newest first."""
    with transaction() as rows:
        return exclusions.lists(rows, organisation_ids)


def _read(sent: Sent, country: str) -> tuple[dict[str, str], int, list[dict[str, object]]]:
    """The keys with the firm that each names, how many firms, and the lines that name nobody."""
    file = _open(sent)
    labels: dict[str, str] = {}
    firms, unread = 0, list[dict[str, object]]()
    for number, record in enumerate(file.records(), 1):
        if number > LIMITS.rows:
            raise sent.reader.refusal(FileCode.TOO_MANY_ROWS, "", sent.reader.number(LIMITS.rows))
        firm = None if record.trouble else read_firm(record.cells, file.columns, country)
        if isinstance(firm, Firm):
            firms += 1
            for each in firm.keys:
                labels.setdefault(each, firm.label)
        else:
            unread.append({"line": record.line, "found": shorten(" ".join(record.cells).strip())})
    if not labels:
        raise Refused(_nobody(sent.reader))
    return labels, firms, unread


def _open(sent: Sent) -> ProspectFile:
    """The file; where its first line is no heading that is known, it is a firm like the others."""
    try:
        headed = look(sent.path, Layout(), LIMITS, sent.reader)
    except Refused:
        # A list of one line has no row below it, but may be a firm all the same.
        plain = _without_headings(sent)
        if needs_headings(propose(plain.samples[0], ())):
            raise
        return plain
    return headed if needs_headings(headed.columns) else _without_headings(sent)


def _without_headings(sent: Sent) -> ProspectFile:
    return look(sent.path, Layout(Header.NONE), LIMITS, sent.reader)


_NOBODY = {
    "fr": (
        "aucune ligne qui dise qui exclure",
        "Ajoutez au moins une ligne, puis renvoyez le fichier.",
    ),
    "en": ("no line that says whom to exclude", "Add at least one line, then send the file again."),
}


def _nobody(reader: Reader) -> Problem:
    found, fix = _NOBODY[reader.language]
    return Problem(reader.filename, found, EXPECTED[reader.language], fix)
