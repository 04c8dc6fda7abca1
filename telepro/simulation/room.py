"""Whether this machine has room for a simulation; asked before anything of it is made."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaigns.problems import Problem

MEGABYTE = 2**20
# A cluster with its journal, two migrated databases; then rows and their indexes, seen to grow by
# about twenty times the file and 6 kB a call. A caller makes 150 calls on a long day.
EMPTY_DATABASE = 256 * MEGABYTE
PER_BYTE_OF_FILE = 20
PER_CALL = 6 * 1024
CALLS_A_DAY = 150
SERVER_AND_PROCESS = 320 * MEGABYTE
MEMORY_FILE = Path("/proc/meminfo")


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of disk and of memory; None where a machine does not tell."""

    disk: int
    memory: int | None


def needed(file_bytes: int, callers: int, days: int) -> Room:
    """What so many callers on so many days need at most."""
    calls = callers * days * CALLS_A_DAY
    disk = EMPTY_DATABASE + PER_BYTE_OF_FILE * file_bytes + PER_CALL * calls
    return Room(disk, SERVER_AND_PROCESS + file_bytes)


def found(place: Path) -> Room:
    """What is free at `place`, or at the nearest directory above it that exists."""
    standing = next(each for each in (place, *place.absolute().parents) if each.exists())
    return Room(shutil.disk_usage(standing).free, _memory(MEMORY_FILE))


def problems(free: Room, wanted: Room, place: Path) -> Iterator[Problem]:
    """What is too little, in words; nothing when there is enough."""
    if free.disk < wanted.disk:
        fix = "Free some, name another place with --data, or ask for fewer callers or days."
        yield Problem(str(place), _megabytes(free.disk), f"{_megabytes(wanted.disk)} of disk", fix)
    if free.memory is not None and wanted.memory is not None and free.memory < wanted.memory:
        fix = "Stop something else that runs here."
        memory = f"{_megabytes(wanted.memory)} of memory"
        yield Problem("this machine", _megabytes(free.memory), memory, fix)


def _memory(told: Path) -> int | None:
    try:
        lines = told.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = (line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    return next((int(each) * 1024 for each in kilobytes), None)


def _megabytes(size: int) -> str:
    return f"{size // MEGABYTE} MB"
