"""The migrations make the tables that the code names, no more and no less, and fill them."""

from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from telepro.db.columns import Base
from telepro.db.migrating import MIGRATIONS
from telepro.services import outcomes
from tests.services.calls import answered, calling, meeting, refusal
from tests.services.kept import kept
from tests.world import World

__all__ = ["calling"]


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
    _run_again(calling.rows, "0005")
    assert kept(calling) == right


def _run_again(rows: Session, revision: str) -> None:
    """Undo a migration and run it on the rows that are there."""
    script = ScriptDirectory(str(MIGRATIONS)).get_revision(revision)
    assert script is not None
    with Operations.context(MigrationContext.configure(rows.connection())):
        script.module.downgrade()
        script.module.upgrade()
    rows.expire_all()
