"""A machine without enough disk or memory is told so before a simulation makes anything."""

from pathlib import Path

from telepro.simulation.room import MEGABYTE, Room, found, needed, problems

HERE = Path("/srv/simulations")


def test_a_month_of_four_callers_needs_a_few_hundred_megabytes() -> None:
    month = needed(file_bytes=200_000, callers=4, days=22)
    assert month.disk // MEGABYTE == 337
    assert month.memory is not None
    assert month.memory // MEGABYTE == 320


def test_too_little_disk_is_said_in_words() -> None:
    [problem] = problems(Room(100 * MEGABYTE, None), Room(337 * MEGABYTE, 0), HERE)
    assert problem.sentence() == (
        "/srv/simulations: found 100 MB, expected 337 MB of disk. "
        "Free some, name another place with --data, or ask for fewer callers or days."
    )


def test_too_little_memory_is_said_in_words() -> None:
    free, wanted = Room(400 * MEGABYTE, 90 * MEGABYTE), Room(337 * MEGABYTE, 320 * MEGABYTE)
    [problem] = problems(free, wanted, HERE)
    assert "found 90 MB, expected 320 MB of memory" in problem.sentence()


def test_a_machine_with_room_is_not_spoken_of() -> None:
    assert not list(problems(Room(10**12, 10**12), needed(10**6, 60, 22), HERE))


def test_the_room_of_a_directory_that_is_not_there_yet_is_that_above_it(tmp_path: Path) -> None:
    free = found(tmp_path / "not" / "yet")
    assert free.disk > 0
    assert free.memory is None or free.memory > 0
