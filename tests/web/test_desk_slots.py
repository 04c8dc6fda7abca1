"""The slots that the desk's meeting panel asks for: of the company of the call, on the prospect's clock."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from telepro import clock
from tests.services.calls import answered, calling
from tests.web.office import browser_of, pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]


@pytest.fixture(autouse=True)
def clock_of_the_world(now: datetime) -> Iterator[None]:
    """The pages' clock stands near the world's."""
    before = clock.shift()
    clock.set_shift((now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


def test_alice_is_given_the_slots_of_the_company_she_calls_for(
    pages: Flask, rows: Session, calling: World
) -> None:
    attempt = answered(calling)
    alice = browser_of(pages, rows, calling.alice)
    path = f"/desk/attempts/{attempt.public_id}/slots"
    assert alice.get(path).json == {"has_calendar": False, "slots": []}
    calling.closer(3, until=time(11), minutes=60)
    found = alice.get(f"{path}?zone=Indian/Reunion").json
    assert found is not None
    assert found["has_calendar"]
    first = found["slots"][0]
    assert (first["local"], first["day"], first["time"], first["who"]) == (
        "2026-11-26T12:00",
        "jeu. 26 nov.",
        "12:00",
        "",
    )
    assert len(found["slots"]) <= 9


def test_the_slots_of_anothers_call_are_not_for_anna(
    pages: Flask, rows: Session, calling: World
) -> None:
    attempt = answered(calling)
    path = f"/desk/attempts/{attempt.public_id}/slots"
    assert browser_of(pages, rows, calling.anna).get(path).status_code == 404
    alice = browser_of(pages, rows, calling.alice)
    assert alice.get(f"{path}?zone=Nowhere/City", Accept="application/json").status_code == 409
