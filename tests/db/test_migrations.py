"""The migrations make the tables that the code names, no more and no less."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from telepro.db.columns import Base


def test_the_migrated_database_has_exactly_the_tables_of_the_code(rows: Session) -> None:
    context = MigrationContext.configure(rows.connection())
    assert compare_metadata(context, Base.metadata) == []
