"""Measures a prospect file on its way into the database, and the memory that it takes."""

import multiprocessing
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from campaigns.prospects import Basis, Statement
from scripts.benchmarks import bare_import, prospect_csv, rows
from scripts.benchmarks.measuring import Judged, Pair
from scripts.benchmarks.place import Place, application
from scripts.benchmarks.workloads import Size
from telepro import clock
from telepro.db.whom import Import
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout
from telepro.services import imports

ROWS = 1_000_000
SEED = 7
STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire public", "fr")
MEMORY = 300.0
BARE = "csv.reader, libphonenumber, COPY and upsert, bare, two processes"
SPAWN = multiprocessing.get_context("spawn")
PATIENCE = 3600


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """The same file by the product and by hand, each into an empty database."""
    wanted = size.of(ROWS, 500)
    path = place.folder / "prospects.csv"
    prospect_csv.write(path, wanted, SEED)
    file = File(place, path, wanted)
    yield (
        Pair("import", "rows/s", file.take_in, file.take_in_bare, BARE, 0.7, 1.5),
        Pair(
            "import, memory",
            "MB",
            lambda: file.megabytes,
            lambda: MEMORY,
            f"{MEMORY:g} MB",
            1.0,
            judged=Judged.COST,
        ),
    )


class File:
    """A prospect file of so many rows; `megabytes` is what its last import took at most."""

    def __init__(self, place: Place, path: Path, rows: int) -> None:
        self.place, self.path, self.rows = place, path, rows
        self.megabytes = 0.0
        self._turns = count()

    def take_in(self) -> float:
        """Rows per second, from the file's arrival to its last row."""
        with self.place.house(f"import_{next(self._turns)}") as house:
            company = rows.cast().company.id
            ours, theirs = SPAWN.Pipe()
            about = (theirs, dict(house.environment), self.path, company)
            child = SPAWN.Process(target=take_in, args=about, daemon=True)
            child.start()
            if not ours.poll(PATIENCE):
                raise TimeoutError(f"no end of the import within {PATIENCE} s")
            seconds, self.megabytes, read = ours.recv()
            child.join()
            assert read == self.rows, read
        return self.rows / float(seconds)

    def take_in_bare(self) -> float:
        """Rows per second of the bare way."""
        with self.place.house(f"import_{next(self._turns)}") as house:
            return bare_import.rows_per_second(house.url, self.path, self.rows)


def take_in(said: Connection, environment: Mapping[str, str], path: Path, company: int) -> None:
    """Import a file in this process; tells seconds, megabytes and rows."""
    app = application(environment)
    sent = imports.Sent(company, path, path.name, STATED, Layout(), COMMAND, "fr")
    with app.app_context():
        begun = time.perf_counter()
        received = imports.receive(sent, path.parent / "imports", clock.now())
        imports.run(received.import_id, clock.now())
        seconds = time.perf_counter() - begun
        row = rows.rows().get_one(Import, received.import_id)
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        said.send((seconds, (own + helpers) / 1024, row.rows))
