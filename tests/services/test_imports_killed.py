"""An import that is killed at any point goes on without a row lost or doubled; two at once agree."""

import signal
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from campaigns.prospects import Basis, Statement
from campaigns.states import ImportState
from telepro.db.intake import ImportRow
from telepro.db.whom import Import, Phone, Prospect
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.services import import_undo, imports
from telepro.settings import Settings
from tests.services.import_reader import end_of, reading, undoing
from tests.world import World

STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire", "fr")
SIZE = 20

# 100 rows: 70 prospects, every tenth row rejected, some met twice in one batch, some batches later.
LIST = "Société;Téléphone;Code postal\n" + "".join(
    f"Enseigne {n % 80:03d};{'rien' if n % 10 == 9 else f'01 99 00 {n % 80:02d} 00'};75001\n"
    for n in range(100)
)
WHOLE = (100, 72, 18, 10)

POINTS = [
    ("import claimed, before its first batch", 1),
    ("batch read, before its transaction", 2),
    ("counts written, before the prospects", 3),
    ("batch written, before its commit", 3),
    ("batch kept", 4),
    ("last batch kept, before the import is done", 1),
]


@pytest.fixture
def waiting(shared_world: World, tmp_path: Path, now: datetime) -> int:
    """A file that was received for Carla's company."""
    return received(shared_world, tmp_path, now)


def received(world: World, place: Path, now: datetime) -> int:
    path = place / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    sent = imports.Sent(world.company.id, path, "liste.csv", STATED, Layout(), UPLOAD, "fr")
    return imports.receive(sent, place / "imports", now).import_id


def counts(world: World, import_id: int) -> tuple[int, int, int, int]:
    world.rows.expire_all()
    row = world.rows.get_one(Import, import_id)
    return row.rows, row.accepted, row.merged, row.rejected


def kept(world: World) -> tuple[int | None, int | None, int | None]:
    tables = (Prospect, Phone, ImportRow)
    prospects, phones, notes = (
        world.rows.scalar(select(func.count()).select_from(table)) for table in tables
    )
    return prospects, phones, notes


@pytest.mark.parametrize(("point", "hit"), POINTS, ids=[point for point, _ in POINTS])
def test_a_killed_import_goes_on_where_it_was(
    settings: Settings, shared_world: World, waiting: int, now: datetime, point: str, hit: int
) -> None:
    killed = reading(settings.database_url, waiting, now, SIZE, point, hit)
    assert end_of(killed) == -signal.SIGKILL, "the point was not hit"
    later = now + timedelta(minutes=2)
    assert imports.waiting(later) == [waiting]
    assert end_of(reading(settings.database_url, waiting, later, SIZE)) == 0
    assert counts(shared_world, waiting) == WHOLE
    assert kept(shared_world) == (72, 72, 28)
    assert shared_world.rows.get_one(Import, waiting).state is ImportState.DONE


def test_two_processes_on_one_import_read_it_once(
    settings: Settings, shared_world: World, waiting: int, now: datetime
) -> None:
    # The second takes the first for dead although it is not: only the counts keep them apart.
    url = settings.database_url
    first = reading(url, waiting, now, SIZE)
    second = reading(url, waiting, now + timedelta(minutes=2), SIZE)
    assert {end_of(first), end_of(second)} == {0}
    if counts(shared_world, waiting) != WHOLE:
        assert end_of(reading(url, waiting, now + timedelta(minutes=4), SIZE)) == 0
    assert counts(shared_world, waiting) == WHOLE
    assert kept(shared_world) == (72, 72, 28)


def test_the_same_file_twice_at_once_brings_everybody_once(
    house: Flask, settings: Settings, shared_world: World, tmp_path: Path, now: datetime
) -> None:
    places = [tmp_path / "a", tmp_path / "b"]
    for place in places:
        place.mkdir()
    both = [received(shared_world, place, now) for place in places]
    readers = [reading(settings.database_url, import_id, now, SIZE) for import_id in both]
    assert [end_of(reader) for reader in readers] == [0, 0]
    one, other = (counts(shared_world, import_id) for import_id in both)
    assert one[1] + other[1] == 72
    assert one[0] == other[0] == 100
    assert kept(shared_world)[:2] == (72, 72)


UNDONE_AT = [("batch of an undo written, before its commit", 3), ("batch of an import undone", 2)]


@pytest.mark.parametrize(("point", "hit"), UNDONE_AT, ids=[point for point, _ in UNDONE_AT])
def test_a_killed_undo_goes_on_where_it_was(
    settings: Settings, shared_world: World, waiting: int, now: datetime, point: str, hit: int
) -> None:
    assert end_of(reading(settings.database_url, waiting, now, SIZE)) == 0
    shared_world.rows.expire_all()
    row = shared_world.rows.get_one(Import, waiting)
    import_undo.ask([shared_world.company.id], row.public_id, None, "fr", now)
    killed = undoing(settings.database_url, waiting, now, SIZE, point, hit)
    assert end_of(killed) == -signal.SIGKILL, "the point was not hit"
    later = now + timedelta(minutes=2)
    assert import_undo.waiting(later) == [waiting]
    assert end_of(undoing(settings.database_url, waiting, later, SIZE)) == 0
    assert kept(shared_world)[:2] == (0, 0)
    shared_world.rows.expire_all()
    undone = shared_world.rows.get_one(Import, waiting)
    assert undone.state is ImportState.UNDONE
    assert undone.undone is not None
    assert undone.undone["removed"] == 72
