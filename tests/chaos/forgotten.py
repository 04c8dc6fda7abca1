"""People who ask to be forgotten while everything breaks, and come back in a file when all is at rest."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from campaigns.problems import NotFound, Refused
from campaigns.prospect_base.data_requests import IdentityCheck, RequestKind, RequestState
from campaigns.prospects import Basis, Statement
from telepro import clock
from telepro.db import db
from telepro.db.columns import Base
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.services import data_requests, imports
from telepro.services.data_requests import Asker
from tests.chaos.scene import Company, Scene
from tests.system.house import House

EVERY = 4.0  # seconds
# Somebody who was called, whose call is over, and whose number is nobody else's.
SOMEBODY: LiteralString = """
    select p.public_id, p.id, p.name, n.e164, p.postal_code, p.organisation_id
    from prospects p join phones n on n.prospect_id = p.id
    where p.name like 'École Canari-%%' and exists (select from attempts a
            where a.prospect_id = p.id and a.settled_at is not null)
        and not exists (select from phones o where o.e164 = n.e164 and o.id <> n.id)
    order by random() limit 1"""
STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire de l'éducation", "fr")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asked: as they were known before, and when they were told that nothing is left of them."""

    row_id: int
    name: str
    number: str
    postal_code: str
    company_id: int
    at: datetime


@dataclass
class Forgotten:
    """`asked` are all by their prospect's row, `erased` those of whom the house has said that it is done,
    `left` what is found of them at rest, `returned` whose number is in the tables again after the file."""

    house: House
    scene: Scene
    asked: dict[int, Person] = field(default_factory=dict)
    erased: list[Person] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)

    def until(self, stop: threading.Event) -> None:
        """One person after the other asks; a house that is away, or calls them, is asked later."""
        while not stop.wait(EVERY):
            with suppress(SQLAlchemyError, psycopg.Error, OSError):
                for public_id, row_id, name, number, postal_code, company in self.house.ask(
                    SOMEBODY
                ):
                    person = Person(row_id, name, number, postal_code, company, clock.now())
                    self.asked[row_id] = person
                    self._ask(public_id, person)

    def come_back(self) -> None:
        """Look for whoever was erased; then each company is sent a file that names them again."""
        self.left = list(self._found())
        with TemporaryDirectory() as folder:
            for company in self.scene.companies:
                theirs = [each for each in self.erased if each.company_id == company.company.id]
                if theirs:
                    with self.house.app.app_context():
                        _send(company, theirs, Path(folder))
        numbers = [each.number for each in self.erased]
        self.returned = [number for (number,) in self.house.ask(RETURNED, numbers=numbers)]

    def _found(self) -> Iterator[str]:
        """Each table that still holds a name or a number of somebody erased."""
        traces = [pattern for each in self.erased for pattern in (each.name, each.number[1:])]
        if not traces:
            return
        known = re.compile("(?:" + "|".join(map(re.escape, traces)) + r")(?!\d)")
        with self.house.app.app_context():
            for table in Base.metadata.sorted_tables:
                whole = text(f"select cast(to_jsonb(t) as text) from {table.name} t")  # noqa: S608
                for (row,) in db.session().execute(whole):
                    if seen := known.search(row):
                        yield f"{table.name}: {seen[0]}"
            db.session.remove()

    def _ask(self, public_id: str, person: Person) -> None:
        company = next(c for c in self.scene.companies if c.company.id == person.company_id)
        asker = Asker(company.bob.id, (company.agency.id,))
        with self.house.app.app_context(), suppress(Refused, NotFound):
            try:
                request = data_requests.open_request(
                    asker, public_id, RequestKind.ERASURE, clock.now()
                )
                page = data_requests.opened(asker, request)
                if page.request.state is RequestState.OPEN:
                    data_requests.check_identity(
                        asker, request, IdentityCheck.IN_OUR_CALL, clock.now()
                    )
                data_requests.erase(asker, request, clock.now())
                self.erased.append(replace(person, at=clock.now()))
            finally:
                db.session.remove()


def _send(company: Company, people: Sequence[Person], folder: Path) -> None:
    path = folder / f"back-{company.mark}.csv"
    rows = "".join(f"{each.name};{each.number}\n" for each in people)
    path.write_text(f"Société;Téléphone\n{rows}", encoding="utf-8")
    sent = imports.Sent(company.company.id, path, path.name, STATED, Layout(), UPLOAD, "fr")
    received = imports.receive(sent, folder / "kept", clock.now())
    imports.run(received.import_id, clock.now(), clock.now)
    db.session.remove()


RETURNED: LiteralString = """
    select n.e164 from phones n join prospects p on p.id = n.prospect_id
    where n.e164 = any(%(numbers)s)"""
