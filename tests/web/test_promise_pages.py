"""The pages of promises and of hours, as Alice uses them and Bob watches them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from telepro import clock
from telepro.db.results import Callback
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import problems, read, words
from tests.web.promised_house import promised
from tests.world import World

__all__ = ["pages", "promised", "rows"]


@pytest.fixture(autouse=True)
def clock_of_the_world(promised: World) -> Iterator[None]:
    """The pages' clock stands with the world's."""
    before = clock.shift()
    clock.set_shift((promised.now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


@pytest.fixture
def alice(pages: Flask, rows: Session, promised: World) -> Browser:
    promised.alice.language = "en"
    return browser_of(pages, rows, promised.alice)


@pytest.fixture
def bob(pages: Flask, rows: Session, promised: World) -> Browser:
    promised.bob.language = "en"
    return browser_of(pages, rows, promised.bob)


def callback(rows: Session, place: int) -> Callback:
    return rows.query(Callback).order_by(Callback.id).all()[place]


def test_what_is_late_stands_first_in_every_view_and_the_view_is_remembered(
    alice: Browser,
) -> None:
    week = words(read(alice.get("/desk/callbacks?view=week")))
    assert week.index("École des Tilleuls") < week.index("Collège Jean-Moulin")
    again = read(alice.get("/desk/callbacks"))
    assert again.select_one(".subnav [aria-current]").text == "Week"  # type: ignore[union-attr]
    assert "Nothing is promised then" in words(
        read(alice.get("/desk/callbacks?view=week&day=2027-03-01"))
    )
    assert alice.get("/desk/callbacks?view=moon&day=0001-01-01").status_code == 200


def test_two_promises_at_once_and_what_was_handed_over_are_said(alice: Browser) -> None:
    page = read(alice.get("/desk/callbacks?view=list"))
    clashing = [words(row) for row in page.select("tr") if "two at once" in words(row)]
    assert [("Jean-Moulin" in row, "Parc" in row) for row in clashing] == [
        (True, False),
        (False, True),
    ]
    assert "Given to you by Bob Martin" in words(page)


def test_a_promise_is_moved_by_a_chip_or_by_hand_and_refused_in_words(
    alice: Browser, rows: Session
) -> None:
    promise = callback(rows, 1)
    address = f"/desk/callbacks/{promise.public_id}"
    chips = read(alice.get(address)).select("[data-chip]")
    assert len(chips) == 6
    moved = alice.post(
        f"{address}/move", {"callback_at": chips[1]["value"], "zone": "Europe/Paris"}
    )
    assert moved.location.endswith("/desk/callbacks")
    rows.refresh(promise)
    assert promise.local_time == "2026-11-25T09:00"
    typed = {"callback_local": "2026-11-27T15:30", "zone": "Europe/Paris"}
    alice.post(f"{address}/move", typed)
    rows.refresh(promise)
    assert promise.local_time == "2026-11-27T15:30"
    refused = alice.post(f"{address}/move", {"callback_local": "2026-11-01T10:00"})
    assert refused.status_code == 422
    assert "01/11/2026 10:00" in problems(refused)[0]


def test_a_promise_is_given_to_the_team_with_its_reason(alice: Browser, rows: Session) -> None:
    promise = callback(rows, 1)
    address = f"/desk/callbacks/{promise.public_id}"
    assert alice.post(f"{address}/team", {"reason": "lazy"}).status_code == 422
    assert alice.post(f"{address}/team", {"reason": "language"}).status_code == 303
    assert alice.get(address).status_code == 404


def test_a_manager_hands_over_what_is_at_risk(bob: Browser, rows: Session, promised: World) -> None:
    address = f"/campaigns/{promised.campaign.public_id}/promises"
    page = read(bob.get(address))
    risks = words(page.select_one("#at-risk").find_parent("section"))  # type: ignore[union-attr, arg-type]
    assert "Maternelle des Lilas" in risks and "is away then" in risks
    promise = callback(rows, 4)
    form = {"person": promised.anna.public_id}
    assert bob.post(f"{address}/{promise.public_id}", form).status_code == 303
    section = read(bob.get(address)).select_one("#coming")
    assert "Maternelle des Lilas" in words(section.find_parent("section"))  # type: ignore[union-attr, arg-type]


def test_the_week_of_a_team_shows_absences_and_who_works_now(bob: Browser, promised: World) -> None:
    page = read(bob.get(f"/campaigns/{promised.campaign.public_id}/team/week"))
    alice, anna = page.select("tbody tr")
    assert words(alice) == "Alice Durand At work 6:00 6:00 6:00 – 6:00 – – 24:00"
    assert words(anna).endswith("30:00")


def test_hours_that_can_not_be_read_are_said_at_their_day(alice: Browser) -> None:
    page = read(alice.get("/desk/hours"))
    action = page.select_one("section.panel form")["action"]  # type: ignore[index]
    assert page.select_one("#m1-day-0")["value"] == "9:00-12:00, 14:00-17:00"  # type: ignore[index]
    wrong = alice.post(str(action), {"day-0": "all day", "time_zone": "Europe/Paris"})
    assert wrong.status_code == 422
    assert "all day" in wrong.text
    good = alice.post(str(action), {"day-0": "9:00-12:00", "time_zone": "Europe/Paris"})
    assert good.status_code == 303
    again = read(alice.get("/desk/hours"))
    assert again.select_one("#m1-day-1")["value"] == ""  # type: ignore[index]


def test_an_absence_that_is_none_is_refused_and_one_is_taken_back(alice: Browser) -> None:
    assert alice.post("/desk/hours/away", {"away_from": "2026-12-01T09:00"}).status_code == 422
    page = read(alice.get("/desk/hours"))
    back = page.select_one("form[action$='/end']")["action"]  # type: ignore[index]
    assert alice.post(str(back)).status_code == 303
    assert "No absence is planned" in words(read(alice.get("/desk/hours")))
