"""What the database's errors give away: never the values of a statement, which are people's."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session


def test_a_broken_statement_is_told_without_its_values(rows: Session) -> None:
    with pytest.raises(DataError) as broken:
        rows.execute(text("select :number, 1 / 0"), {"number": "+33199001001"})
    assert "1 / 0" in str(broken.value)
    assert "+33199001001" not in str(broken.value)
