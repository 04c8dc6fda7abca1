"""The bare limit of an import: csv.reader, libphonenumber, COPY and one upsert, in two processes."""

import csv
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import phonenumbers
import psycopg

from scripts.benchmarks.crowds import Work, at_once

PROCESSES = 2
CHUNK = 5_000
TABLES = """
drop table if exists bare_prospects;
create table bare_prospects (
    id bigint generated always as identity primary key, name text, e164 text unique, address text,
    postal_code text, city text, email text, contact text, sector text
);
"""
STAGE = """
create temporary table staged (
    name text, e164 text, address text, postal_code text, city text, email text, contact text,
    sector text
)
"""
UPSERT = """
insert into bare_prospects (name, e164, address, postal_code, city, email, contact, sector)
select distinct on (e164) * from staged order by e164 on conflict (e164) do nothing
"""


def rows_per_second(url: str, path: Path, count: int) -> float:
    """Take the whole file in, each process every other chunk of it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
    return count / at_once(PROCESSES, partial(_taker, url, path))


def _taker(url: str, path: Path, place: int) -> Work:
    connection = psycopg.connect(url)
    connection.execute(STAGE)
    connection.commit()
    phonenumbers.parse("+33140000001")  # what it reads at first is no part of the work

    def take_in() -> None:
        for chunk in _chunks(path, place):
            with connection.cursor().copy("copy staged from stdin") as copy:
                for row in chunk:
                    copy.write_row(row)
            connection.execute(UPSERT)
            connection.execute("truncate staged")
            connection.commit()

    return take_in


def _chunks(path: Path, place: int) -> Iterator[list[tuple[str, ...]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        next(reader)
        for number in range(10**9):
            chunk = list(islice(reader, CHUNK))
            if not chunk:
                return
            if number % PROCESSES == place:
                yield [row for cells in chunk if (row := _read(cells))]


def _read(cells: list[str]) -> tuple[str, ...] | None:
    name, phone, _siret, *rest = cells
    try:
        number = phonenumbers.parse(phone, "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return (name, e164, *rest)
