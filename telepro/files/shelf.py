"""Prospects known so far in a file that is only rehearsed, kept on disk so that memory stays flat."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from campaigns.prospects import Prospect
from campaigns.same_prospect.duplicates import COMPARED, Known, Merged, New, Register

_TABLES = """
pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000;
create table prospects (
    id integer primary key, name_key text, siret text, postal_code text, line integer
);
create table phones (
    e164 text, place text, id integer, primary key (e164, place, id)
) without rowid;
create index by_siret on prospects (siret) where siret is not null;
create index by_name on prospects (name_key);
"""
_COLUMNS = "prospects.id, name_key, siret, postal_code, line"
_OLDEST = f"""select {_COLUMNS} from phones join prospects using (id)
    where e164 = ? and place = ? order by id limit {COMPARED}"""  # noqa: S608 (constants only)
_OF_SIRET = f"""select {_COLUMNS} from prospects join phones using (id)
    where siret = ? and e164 = ? order by id limit 1"""  # noqa: S608
_OF_NAME = f"""select {_COLUMNS} from prospects join phones using (id)
    where name_key = ? and e164 = ? and place = ? and (siret is null or ? is null)
    order by id limit 1"""  # noqa: S608

Row = tuple[int, str, str | None, str | None, int | None]


class Shelf:
    """What the rehearsal knows; the rule that decides is that of `campaigns.same_prospect.duplicates`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def register_for(self, rows: Sequence[Prospect]) -> Register:
        """The prospects under these rows' phones that may be the same as one of them."""
        register = Register()
        self.add_to(register, rows)
        return register

    def add_to(self, register: Register, rows: Sequence[Prospect]) -> None:
        """Add to a register those on the shelf whom one of these rows might be."""
        found: dict[int, tuple[Row, set[str]]] = {}
        for row in rows:
            for phone in row.phones:
                for values in self._candidates(row, phone.e164):
                    found.setdefault(values[0], (values, set()))[1].add(phone.e164)
        for _id, (values, phones) in sorted(found.items()):
            register.add(Known(*values), phones)

    def keep(self, decisions: Iterable[New | Merged]) -> None:
        """Learn what was decided: new prospects, and what merged rows added to known ones."""
        for each in decisions:
            if isinstance(each, New):
                row = each.prospect
                values = (each.id, row.name_key, row.siret, row.postal_code, None)
                self._connection.execute("insert into prospects values (?, ?, ?, ?, ?)", values)
                self._add_phones(each.id, row.postal_code, row)
            else:
                self._complete(each)

    def _complete(self, merged: Merged) -> None:
        into = merged.into
        # Whoever was known before the file stands on the shelf from the first row that is the same.
        self._connection.execute(
            "insert or ignore into prospects values (?, ?, ?, ?, ?)",
            (into.id, into.name_key, into.siret, into.postal_code, into.line),
        )
        self._add_phones(merged.into.id, merged.into.postal_code, merged.prospect)
        if merged.prospect.siret:
            self._connection.execute(
                "update prospects set siret = coalesce(siret, ?) where id = ?",
                (merged.prospect.siret, merged.into.id),
            )

    def _add_phones(self, prospect_id: int, postal_code: str | None, row: Prospect) -> None:
        values = [(phone.e164, postal_code or "", prospect_id) for phone in row.phones]
        self._connection.executemany("insert or ignore into phones values (?, ?, ?)", values)

    def _candidates(self, row: Prospect, phone: str) -> Iterator[Row]:
        oldest = self._connection.execute(_OLDEST, (phone, row.postal_code or "")).fetchall()
        yield from oldest
        if row.siret:
            yield from self._connection.execute(_OF_SIRET, (row.siret, phone))
        if len(oldest) == COMPARED:
            same_name = (row.name_key, phone, row.postal_code or "", row.siret)
            yield from self._connection.execute(_OF_NAME, same_name)


@contextmanager
def shelf() -> Iterator[Shelf]:
    """A shelf in a temporary directory, gone at the end."""
    with TemporaryDirectory(prefix="telepro-") as directory:
        connection = sqlite3.connect(Path(directory) / "shelf.db", isolation_level=None)
        try:
            connection.executescript(_TABLES)
            connection.execute("begin")
            yield Shelf(connection)
        finally:
            connection.close()
