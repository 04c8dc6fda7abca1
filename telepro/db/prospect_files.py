"""Queries that take in a prospect file: who is known already, rows in by COPY, progress with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from campaigns.states import ImportRowKind, ImportState
from telepro.db.intake import ImportRow
from telepro.db.who import Organisation
from telepro.db.whom import Import


def company_named(session: Session, text: str) -> Organisation | None:
    """The organisation with this public id or, case aside, this name; None if there is none but a sample."""
    asked = select(Organisation).where(
        Organisation.sample_of_id.is_(None),
        or_(Organisation.public_id == text, func.lower(Organisation.name) == text.strip().lower()),
    )
    return session.scalars(asked.order_by(Organisation.id).limit(1)).one_or_none()


def companies(session: Session, kind: str, limit: int) -> Sequence[Organisation]:
    """The first organisations of a kind, but for samples."""
    asked = select(Organisation).where(
        Organisation.kind == kind, Organisation.sample_of_id.is_(None)
    )
    asked = asked.order_by(Organisation.name)
    return session.scalars(asked.limit(limit)).all()


def of_organisations(
    session: Session, organisation_ids: Sequence[int], public_id: str
) -> Import | None:
    """The import of that public id, if it belongs to one of these organisations."""
    asked = select(Import).where(
        Import.public_id == public_id, Import.organisation_id.in_(organisation_ids)
    )
    return session.scalars(asked).one_or_none()


def company_of(session: Session, row: Import) -> Organisation:
    """Whose prospects a file holds."""
    return session.get_one(Organisation, row.organisation_id)


def corrections(session: Session, import_id: int) -> Sequence[Import]:
    """The files that brought rejected rows of this import back, the first one first."""
    asked = select(Import).where(Import.corrects_id == import_id).order_by(Import.id)
    return session.scalars(asked).all()


def newest(session: Session, organisation_ids: Sequence[int], limit: int) -> Sequence[Import]:
    """The latest imports of these organisations."""
    asked = select(Import).where(Import.organisation_id.in_(organisation_ids))
    return session.scalars(asked.order_by(Import.id.desc()).limit(limit)).all()


def waiting(session: Session, silent_since: datetime) -> list[int]:
    """Imports that nobody works on: received, or running without a beat since that moment."""
    asked = select(Import.id).where(
        or_(
            Import.state == ImportState.RECEIVED,
            (Import.state == ImportState.RUNNING) & _silent(silent_since),
        )
    )
    return list(session.scalars(asked.order_by(Import.id)))


def claim(session: Session, import_id: int, silent_since: datetime, now: datetime) -> bool:
    """Take an import to work on it; False when another process has it or it is over."""
    taken = session.execute(
        update(Import)
        .where(Import.id == import_id)
        .where(
            or_(
                Import.state == ImportState.RECEIVED,
                (Import.state == ImportState.RUNNING) & _silent(silent_since),
            )
        )
        .values(
            state=ImportState.RUNNING,
            started_at=func.coalesce(Import.started_at, now),
            beat_at=now,
        )
        .returning(Import.id)
    )
    return taken.first() is not None


def release(session: Session, import_id: int) -> None:
    """Let whoever comes next go on at once with an import that this process can't finish."""
    session.execute(
        update(Import)
        .where(Import.id == import_id, Import.state == ImportState.RUNNING)
        .values(beat_at=None)
    )


def advance(
    session: Session, import_id: int, rows_before: int, counts: dict[str, Any], beat: datetime
) -> bool:
    """Write the new counts, if the import still stands where this process began its batch.

    False: another process has gone on with it, and nothing of this transaction may be kept.
    """
    moved = session.execute(
        update(Import)
        .where(
            Import.id == import_id,
            Import.state == ImportState.RUNNING,
            Import.rows == rows_before,
        )
        .values(**counts, beat_at=beat)
        .returning(Import.id)
    )
    return moved.first() is not None


def lock_company(session: Session, organisation_id: int) -> None:
    """Let one batch at a time decide who is new in this company's file, until the transaction ends."""
    key = func.hashtextextended("prospect file", organisation_id)
    session.execute(select(func.pg_advisory_xact_lock(key)))


def rejected_rows(session: Session, import_id: int, after: tuple[int, int], limit: int) -> Any:
    """The next problems of rejected rows in the order of the file, after (line, id)."""
    asked = (
        select(ImportRow)
        .where(
            ImportRow.import_id == import_id,
            ImportRow.kind == ImportRowKind.REJECTED,
            func.row(ImportRow.line, ImportRow.id) > func.row(*after),
        )
        .order_by(ImportRow.line, ImportRow.id)
        .limit(limit)
    )
    return session.scalars(asked).all()


def notes(session: Session, import_id: int, kind: ImportRowKind, limit: int) -> Sequence[ImportRow]:
    """The first rows of a kind: rejected, repaired or merged."""
    asked = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.kind == kind)
    return session.scalars(asked.order_by(ImportRow.line, ImportRow.id).limit(limit)).all()


def copy_in(
    session: Session, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows by COPY, within the session's transaction; names come from our own code only."""
    listed = ", ".join(f'"{column}"' for column in columns)
    driver = session.connection().connection.driver_connection
    assert driver is not None
    statement = f"copy {table} ({listed}) from stdin"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def next_ids(session: Session, table: str, number: int) -> list[int]:
    """Draw ids for rows that are yet to be written."""
    drawn = func.nextval(func.pg_get_serial_sequence(table, "id"))
    series = func.generate_series(1, number).table_valued("n")
    return list(session.scalars(select(drawn).select_from(series)))


def _silent(since: datetime) -> Any:
    return or_(Import.beat_at.is_(None), Import.beat_at < since)
