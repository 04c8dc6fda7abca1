"""The journal holds together, and says so when somebody has changed it."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from telepro.db import audit
from telepro.db.counting import AuditRow


def three_rows(rows: Session, now: datetime) -> None:
    for number in range(3):
        audit.note(rows, None, None, "campaign.launched", f"campaign {number}", {"n": number}, now)


def test_an_untouched_chain_holds(rows: Session, now: datetime) -> None:
    three_rows(rows, now)
    rows.expire_all()
    assert audit.first_broken(rows) is None


def test_a_changed_row_is_found(rows: Session, now: datetime) -> None:
    three_rows(rows, now)
    second = audit.lines(rows, audit.Sought(), 10)[1].id
    rows.execute(update(AuditRow).where(AuditRow.id == second).values(subject="campaign 9"))
    assert audit.first_broken(rows) == second


def test_a_removed_row_is_found_at_the_one_after_it(rows: Session, now: datetime) -> None:
    three_rows(rows, now)
    newest, second, _first = (line.id for line in audit.lines(rows, audit.Sought(), 10))
    rows.execute(delete(AuditRow).where(AuditRow.id == second))
    assert audit.first_broken(rows) == newest


def test_the_first_row_begins_from_zeros(rows: Session, now: datetime) -> None:
    three_rows(rows, now)
    first = audit.lines(rows, audit.Sought(), 10)[-1].id
    row = rows.get_one(AuditRow, first)
    assert row.previous_hash == "0" * 64


def test_lines_come_newest_first_a_page_at_a_time(rows: Session, now: datetime) -> None:
    three_rows(rows, now)
    page = audit.lines(rows, audit.Sought(), 2)
    assert [line.subject for line in page] == ["campaign 2", "campaign 1"]
    rest = audit.lines(rows, audit.Sought(before=page[-1].id), 2)
    assert [line.subject for line in rest] == ["campaign 0"]
