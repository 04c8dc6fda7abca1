"""The mission's page names who takes calls over; nobody names people of another company."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db.other_legs import Colleague
from tests.web.office import browser_of, pages, rows
from tests.world import World

__all__ = ["pages", "rows"]


def named(rows: Session) -> list[tuple[str, str, bool]]:
    found = rows.scalars(select(Colleague).order_by(Colleague.id))
    return [(each.name, each.e164, each.retired_at is not None) for each in found]


def test_bob_names_paul_and_takes_him_off_again(pages: Flask, rows: Session, world: World) -> None:
    bob = browser_of(pages, rows, world.bob)
    page = f"/missions/{world.mission.public_id}"
    sent = {"name": "Paul Morel", "role": "Directeur commercial", "number": "01 99 00 20 01"}
    assert bob.post(f"{page}/colleagues", sent).status_code == 303
    assert named(rows) == [("Paul Morel", "+33199002001", False)]
    assert "Paul Morel" in bob.get(page).text
    paul = rows.scalars(select(Colleague)).one()
    answer = bob.post(f"{page}/colleagues/{paul.public_id}/retire")
    assert answer.status_code == 303
    rows.expire_all()
    assert named(rows) == [("Paul Morel", "+33199002001", True)]
    assert bob.post(f"{page}/colleagues/{paul.public_id}/retire").status_code == 404


@pytest.mark.parametrize(
    ("number", "said"),
    [("08 99 12 34 56", "number"), ("", "number"), ("+882 16 12345678", "number")],
)
def test_a_number_that_costs_extra_is_nobodys_colleague(
    pages: Flask, rows: Session, world: World, number: str, said: str
) -> None:
    bob = browser_of(pages, rows, world.bob)
    sent = {"name": "Paul Morel", "role": "", "number": number}
    answer = bob.post(f"/missions/{world.mission.public_id}/colleagues", sent)
    assert answer.status_code == 422
    assert f'id="{said}-problem"' in answer.text
    assert named(rows) == []


def test_charlie_names_nobody_for_a_company_of_others(
    pages: Flask, rows: Session, world: World
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    sent = {"name": "Charlie", "role": "", "number": "01 99 00 20 02"}
    answer = charlie.post(f"/missions/{world.mission.public_id}/colleagues", sent)
    assert answer.status_code == 404
    assert named(rows) == []
