"""What was said of a prospect file when it came, as it is kept until the file has been read."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from campaigns.prospect_file.remedies import Remedy
from campaigns.prospects import Audience, Proof, Statement
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState
from telepro import ids
from telepro.db.whom import Import
from telepro.files.keeping import keep
from telepro.files.limits import Limits
from telepro.files.prospect_file import Header, Layout, open_file
from telepro.files.reading import Tally
from telepro.files.refusals import Reader, Way


@dataclass(frozen=True, slots=True)
class Sent:
    """A prospect file as it arrives: where it lies, what it is called, what is said of it."""

    organisation_id: int
    path: Path
    filename: str
    stated: Statement
    layout: Layout
    limits: Limits
    language: str
    campaign_id: int | None = None
    by_id: int | None = None
    policy: MergePolicy = MergePolicy.COMPLETE
    corrects: str = ""
    """The public id of the import whose rejected rows this file brings back."""
    begins_as: ImportState = ImportState.RECEIVED
    """`CHECKING` for a file that is first looked at, and read only on a person's word."""
    way: Way = Way.COMMAND


def kept_row(sent: Sent, store: Path, now: datetime) -> Import:
    """Check a file and keep a copy under `store`; gives the row that says so, which is not added yet.

    Raises `Refused` with every problem of the file, in the sender's language; nothing is kept then.
    """
    stated, public_id = sent.stated, ids.public_id()
    reader = Reader(sent.filename, sent.language, sent.way)
    file = open_file(sent.path, sent.layout, sent.limits, reader)
    kept = store / public_id
    digest = keep(sent.path, kept)
    return Import(
        public_id=public_id,
        organisation_id=sent.organisation_id,
        campaign_id=sent.campaign_id,
        filename=sent.filename,
        stored_path=str(kept.resolve()),
        sha256=digest,
        size_bytes=kept.stat().st_size,
        state=sent.begins_as,
        policy=sent.policy,
        audience=stated.audience or Audience.B2C,
        basis=stated.basis,
        source=stated.source,
        country=stated.country,
        options=options_of(stated, sent.layout, sent.limits, sent.language, file.headings),
        created_by_id=sent.by_id,
        created_at=now,
    )


def options_of(
    stated: Statement, layout: Layout, limits: Limits, language: str, headings: tuple[str, ...]
) -> dict[str, Any]:
    """The part of it that has no column of its own; `Job` reads it back."""
    return {
        "audience": stated.audience,
        "encoding": layout.encoding,
        "header": layout.header,
        "headings": list(headings),
        "maps": list(layout.maps),
        "language": language,
        "rows_language": stated.language,
        "size": limits.size,
        "rows": limits.rows,
        "interest": stated.interest,
        "proof": stated.proof and [stated.proof.wording, stated.proof.given_at.isoformat()],
    }


def rejected_file(row: Import) -> Path:
    """Where the rows lie that a dry run would reject."""
    return Path(f"{row.stored_path}.rejected.csv")


def _proof(kept: list[str] | None) -> Proof | None:
    return Proof(kept[0], datetime.fromisoformat(kept[1])) if kept else None


class Job:
    """What one process needs to know of the import that it reads; `tally` is where it stands."""

    def __init__(self, row: Import) -> None:
        options = row.options
        audience = options["audience"]
        self.id = row.id
        self.organisation_id = row.organisation_id
        self.path = Path(row.stored_path)
        self.size = row.size_bytes
        self.limits = Limits(options["size"], options["rows"])
        self.policy = row.policy
        self.options = options
        chosen: dict[str, str] = options.get("chosen", {})
        self.rejected_file = rejected_file(row)
        self.language: str = options["language"]
        self.reader = Reader(row.filename, self.language)
        self.layout = Layout(Header(options["header"]), options["encoding"], tuple(options["maps"]))
        self.stated = Statement(
            row.country,
            Audience(audience) if audience else None,
            row.basis,
            row.source,
            options["rows_language"],
            {group: Remedy(each) for group, each in chosen.items()},
            _proof(options.get("proof")),
            options.get("interest", ""),
        )
        self.tally = Tally(row.accepted, row.merged, row.rejected, row.repaired)
        self.tally.reasons.update(row.reasons)

    def counts(self, bytes_read: int) -> dict[str, Any]:
        """The columns of the import that change with every batch."""
        tally = self.tally
        return {
            "rows": tally.rows,
            "accepted": tally.accepted,
            "merged": tally.merged,
            "rejected": tally.rejected,
            "repaired": tally.repaired,
            "reasons": dict(tally.reasons),
            "progress_bytes": min(bytes_read, self.size),
        }
