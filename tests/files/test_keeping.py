"""What nobody has come back for is deleted from where uploads wait."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telepro.files.keeping import clear_older

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_only_what_is_older_goes(tmp_path: Path) -> None:
    for name, hours in (("old", 13), ("new", 11)):
        path = tmp_path / name
        path.touch()
        then = (NOON - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))
    clear_older(tmp_path, NOON - timedelta(hours=12))
    assert [each.name for each in tmp_path.iterdir()] == ["new"]


def test_a_folder_that_nobody_has_made_holds_nothing(tmp_path: Path) -> None:
    clear_older(tmp_path / "uploads", NOON)
    assert list(tmp_path.iterdir()) == []
