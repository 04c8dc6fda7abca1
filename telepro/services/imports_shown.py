"""The story of one import: what the dry run found, what corrected it, which values survived, its undo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.problems import NotFound
from campaigns.prospect_file.remedies import Remedy
from campaigns.prospect_file.undoing import Stays, undo_until
from campaigns.same_prospect.survivorship import Kept, MergePolicy, Why, shown
from telepro.db import campaigns, import_values, prospect_files, transaction
from telepro.db.intake import ImportValue
from telepro.db.whom import Import
from telepro.files.findings import Finding, from_document
from telepro.files.rejected import in_pieces
from telepro.import_job import rejected_file

VALUES = 100


@dataclass(frozen=True, slots=True)
class Check:
    """What a dry run found: how many rows would be new, merged or rejected, and why."""

    rows: int
    accepted: int
    merged: int
    rejected: int
    repaired: int
    suppressed: int
    excluded: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo has taken back so far, and how many stayed for which reason."""

    removed: int
    restored: int
    stayed: Mapping[Stays, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Another file of the same story: the one that this one corrects, or one that corrects it."""

    public_id: str
    filename: str
    rows: int
    taken: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells of an import beside its counts; `undo_until` None: it can't be undone."""

    check: Check | None
    chosen: Mapping[str, Remedy]
    policy: MergePolicy
    undo_until: datetime | None
    undone: Undone | None
    corrects: Part | None
    corrections: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value on which a row and a known prospect differed, as a page shows it."""

    prospect: str
    line: int
    field: str
    heading: str
    older: str
    newer: str
    kept: Kept
    why: Why


def story(organisation_ids: Sequence[int], public_id: str) -> Story:
    """The story of one import of these organisations; raises NotFound for any other."""
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        corrected = rows.get(Import, found.corrects_id) if found.corrects_id else None
        return Story(
            check=_check(found),
            chosen={k: Remedy(v) for k, v in found.options.get("chosen", {}).items()},
            policy=found.policy,
            undo_until=undo_until(found.state, found.finished_at),
            undone=_undone(found),
            corrects=_part(corrected) if corrected else None,
            corrections=tuple(map(_part, prospect_files.corrections(rows, found.id))),
        )


def survivals(organisation_ids: Sequence[int], public_id: str) -> list[Value]:
    """The first hundred values on which rows of the file and known prospects differed."""
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        return [
            _value(value, name) for value, name in import_values.of_import(rows, found.id, VALUES)
        ]


def said_of(organisation_ids: Sequence[int], public_id: str) -> dict[str, str]:
    """What was said of a file when it came, to say the same of its corrected rows."""
    with transaction() as rows:
        found = _own(rows, organisation_ids, public_id)
        campaign = campaigns.by_id(rows, found.campaign_id) if found.campaign_id else None
        return {
            "corrects": public_id,
            "company": prospect_files.company_of(rows, found).public_id,
            "campaign": campaign.public_id if campaign else "",
            "source": found.source,
            "audience": found.options["audience"] or "unknown",
            "basis": found.basis,
            "country": found.country,
            "interest": found.options.get("interest", ""),
            **_agreed(found.options.get("proof")),
        }


def _agreed(proof: list[str] | None) -> dict[str, str]:
    return {"agreed_to": proof[0], "agreed_on": proof[1][:10]} if proof else {}


def would_be_rejected(organisation_ids: Sequence[int], public_id: str) -> Iterator[bytes]:
    """The rows that the dry run would reject, as CSV, in pieces; nothing when it would reject none."""
    with transaction() as rows:
        return in_pieces(rejected_file(_own(rows, organisation_ids, public_id)))


def _own(rows: Session, organisation_ids: Sequence[int], public_id: str) -> Import:
    found = prospect_files.of_organisations(rows, organisation_ids, public_id)
    if found is None:
        raise NotFound(public_id)
    return found


def _check(row: Import) -> Check | None:
    if row.checked is None:
        return None
    kept = {name: value for name, value in row.checked.items() if name != "findings"}
    return Check(**kept, findings=tuple(from_document(row.checked["findings"])))


def _undone(row: Import) -> Undone | None:
    if row.undone is None:
        return None
    stayed = {Stays(reason): number for reason, number in row.undone["stayed"].items()}
    return Undone(row.undone["removed"], row.undone["restored"], stayed)


def _part(row: Import) -> Part:
    return Part(row.public_id, row.filename, row.rows, row.accepted + row.merged, row.rejected)


def _value(value: ImportValue, name: str) -> Value:
    return Value(
        name,
        value.line,
        value.field,
        value.heading,
        shown(value.older),
        shown(value.newer),
        value.kept,
        value.why,
    )
