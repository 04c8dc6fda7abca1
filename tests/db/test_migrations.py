"""The migrations make the tables that the code names, no more and no less, and fill them."""

from datetime import timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from telepro.db.columns import Base
from telepro.db.migrating import MIGRATIONS
from telepro.services import outcomes
from tests.services.calls import answered, calling, meeting, refusal
from tests.services.kept import kept
from tests.world import World

__all__ = ["calling"]
BEGUN_ANEW = {"totals", "dial_counts"}


def test_the_migrated_database_has_exactly_the_tables_of_the_code(rows: Session) -> None:
    context = MigrationContext.configure(rows.connection())
    assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("last", ["meeting", "refusal", "wrong number"])
def test_totals_begin_as_the_rows_of_a_house_at_work_stand(calling: World, last: str) -> None:
    said = {
        "meeting": meeting(calling),
        "refusal": refusal(calling),
        "wrong number": Recorded(Disposition.WRONG_NUMBER, calling.now),
    }
    calling.lead("+33199001002", "Mairie")
    attempt, alice = answered(calling), calling.alice.id
    first = Recorded(Disposition.GATEKEEPER, calling.now)
    later = calling.now + timedelta(seconds=9, milliseconds=500)
    outcomes.record(alice, attempt.public_id, "first", first, later)
    outcomes.record(alice, attempt.public_id, "second", said[last], later)
    right = kept(calling)
    assert (right["leads"], right["wrap_s"]) == (2, 10)
    _run_again(calling.rows, "0005", "0010")
    assert kept(calling) == right


def test_a_house_at_work_goes_back_to_the_first_tables_and_comes_again(calling: World) -> None:
    calling.lead("+33199001002", "Mairie")
    attempt, alice = answered(calling), calling.alice.id
    outcomes.record(alice, attempt.public_id, "first", refusal(calling), calling.now)
    right, rows = kept(calling), _counts(calling.rows)
    assert (rows["attempts"], rows["outcomes"], rows["leads"]) == (1, 1, 2)
    _run_again(calling.rows, *_after_the_first())
    assert kept(calling) == right
    assert _counts(calling.rows) == rows
    context = MigrationContext.configure(calling.rows.connection())
    assert compare_metadata(context, Base.metadata) == []


def _after_the_first() -> list[str]:
    """Every migration but the one that made the first tables, oldest first."""
    found = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return sorted(script.revision for script in found if script.down_revision)


def _counts(rows: Session) -> dict[str, int]:
    """How many rows each table has, but for totals, of which those that are none may be missing, and
    for counts of calls, which begin anew."""
    return {
        table.name: rows.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name not in BEGUN_ANEW
    }


def _run_again(rows: Session, *revisions: str) -> None:
    """Undo migrations and run them on the rows that are there."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    modules = [_module(scripts, revision) for revision in revisions]
    with Operations.context(MigrationContext.configure(rows.connection())):
        for module in reversed(modules):
            module.downgrade()
        for module in modules:
            module.upgrade()
    rows.expire_all()


def _module(scripts: ScriptDirectory, revision: str) -> Any:
    script = scripts.get_revision(revision)
    assert script is not None
    return script.module
