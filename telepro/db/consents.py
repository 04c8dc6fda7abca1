"""Proofs of consent that a file brings: one for each number of its rows, withdrawn when the file is undone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from campaigns.prospects import Proof
from campaigns.same_prospect.merging import Outcome
from telepro.db.prospect_files import copy_in
from telepro.db.whom import Consent, Import

_COLUMNS = (
    "organisation_id",
    "prospect_id",
    "e164",
    "wording",
    "source",
    "out_of_hours",
    "captured_at",
    "import_id",
)


def add(session: Session, file: Import, proof: Proof, outcome: Outcome) -> None:
    """Keep the proof for each number that a batch of the file wrote, of new prospects and known ones."""
    known = dict.fromkeys(_numbers(outcome))
    rows = (
        (
            file.organisation_id,
            prospect_id,
            e164,
            proof.wording,
            file.source,
            False,
            proof.given_at,
            file.id,
        )
        for prospect_id, e164 in known
    )
    copy_in(session, "consents", _COLUMNS, rows)


def _numbers(outcome: Outcome) -> Iterable[tuple[int, str]]:
    for prospect_id, (_line, prospect) in outcome.new.items():
        yield from ((prospect_id, phone.e164) for phone in prospect.phones)
    for _line, merged, _survivor in outcome.merged:
        yield from ((merged.into.id, phone.e164) for phone in merged.prospect.phones)


def remove(session: Session, import_id: int, prospect_ids: Iterable[int]) -> None:
    """Delete those that a file brought of prospects that go."""
    session.execute(
        delete(Consent).where(
            Consent.import_id == import_id, Consent.prospect_id.in_(list(prospect_ids))
        )
    )


def withdraw(session: Session, import_id: int, now: datetime) -> None:
    """What a file said of consents counts no more; the rows stay, for calls that were made by them."""
    session.execute(
        update(Consent)
        .where(Consent.import_id == import_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
