"""Carla keeps her company's calendars, Bob keeps them for her; what is wrong is said at its field."""

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.follow_up.slots import Taken
from telepro.db.closers import CalendarBusy, CalendarHours, CloserCalendar
from telepro.db.who import Person
from telepro.files.feed_troubles import FeedError, FeedTrouble
from telepro.services import calendars
from tests.web.office import Browser, browser_of, pages, rows
from tests.world import World

__all__ = ["pages", "rows"]

SECRET = "https://calendar.example.org/ical/secret-4f1c/basic.ics"
PAUL = {
    "name": "Paul Morel",
    "time_zone": "Europe/Paris",
    "minutes": "30",
    "notice_hours": "4",
    "most_a_day": "6",
    "day-0": "9:00-12:00, 14:00-17:30",
    "day-3": "14:00-16:00",
    "feed_url": SECRET,
}


def english(pages: Flask, rows: Session, person: Person) -> Browser:
    browser = browser_of(pages, rows, person)
    browser.get("/account?lang=en")
    return browser


def page_of(world: World, who: str) -> str:
    if who == "carla":
        return "/company/calendars"
    return f"/missions/{world.mission.public_id}/calendars"


def only(rows: Session) -> CloserCalendar:
    rows.expire_all()
    return rows.scalars(select(CloserCalendar)).one()


def test_the_bar_marks_the_one_place_where_carla_is(
    pages: Flask, rows: Session, world: World
) -> None:
    page = english(pages, rows, world.carla).get("/company/calendars").text
    marked = re.findall(r'<a [^>]*aria-current="page">([^<]+)</a>', page)
    # Once in the bar and once in what the bar folds away: a width shows one of them.
    assert marked == ["Calendars", "Calendars"]


@pytest.mark.parametrize("who", ["carla", "bob"])
def test_a_calendar_is_made_changed_and_taken_off(
    pages: Flask, rows: Session, world: World, who: str
) -> None:
    browser, page = english(pages, rows, getattr(world, who)), page_of(world, who)
    assert "No calendar yet" in browser.get(page).text
    assert browser.post(page, PAUL).status_code == 303
    paul = only(rows)
    assert (paul.organisation_id, paul.name, paul.minutes) == (world.company.id, "Paul Morel", 30)
    week = rows.execute(select(CalendarHours.weekday, CalendarHours.starts)).all()
    assert sorted((day, f"{starts:%H:%M}") for day, starts in week) == [
        (0, "09:00"), (0, "14:00"), (3, "14:00"),
    ]  # fmt: skip
    shown = browser.get(page).text
    assert "calendar.example.org" in shown
    assert "secret-4f1c" not in shown
    assert "Next free slots" in shown
    changed = {**PAUL, "name": "Paul M.", "minutes": "45", "feed_url": ""}
    assert browser.post(f"{page}/{paul.public_id}", changed).status_code == 303
    paul = only(rows)
    assert (paul.name, paul.minutes, paul.feed_url) == ("Paul M.", 45, SECRET)
    without = {**changed, "no_feed": "1"}
    assert browser.post(f"{page}/{paul.public_id}", without).status_code == 303
    assert only(rows).feed_url is None
    assert browser.post(f"{page}/{paul.public_id}/retire").status_code == 303
    assert only(rows).retired_at is not None
    assert browser.post(f"{page}/{paul.public_id}", PAUL).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("time_zone", "Paris"),
        ("minutes", "31"),
        ("notice_hours", "1"),
        ("most_a_day", "many"),
        ("day-0", "9:00-8:00"),
        ("feed_url", "http://calendar.example.org/a.ics"),
        ("feed_url", "https://[bad"),
    ],
)
def test_a_bad_field_is_named_and_what_was_typed_stays(
    pages: Flask, rows: Session, world: World, field: str, value: str
) -> None:
    carla = english(pages, rows, world.carla)
    refused = carla.post("/company/calendars", {**PAUL, field: value})
    assert refused.status_code == 422
    assert f'id="{field}-new-problem"' in refused.text
    assert 'value="Paul Morel"' in refused.text or field == "name"
    assert rows.scalars(select(CloserCalendar)).all() == []


def test_a_calendar_without_hours_is_refused(pages: Flask, rows: Session, world: World) -> None:
    carla = english(pages, rows, world.carla)
    bare = {name: value for name, value in PAUL.items() if not name.startswith("day-")}
    assert 'id="day-0-new-problem"' in carla.post("/company/calendars", bare).text


def test_others_keep_nothing_of_this_company(pages: Flask, rows: Session, world: World) -> None:
    carla = browser_of(pages, rows, world.carla)
    carla.post("/company/calendars", PAUL)
    paul = only(rows).public_id
    charlie = browser_of(pages, rows, world.charlie)
    page = page_of(world, "bob")
    assert charlie.get(page).status_code == 404
    for path in (page, f"{page}/{paul}", f"{page}/{paul}/retire"):
        assert charlie.post(path, PAUL).status_code == 404
    assert only(rows).retired_at is None


class Feed:
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(self, answer: list[Taken] | FeedTrouble) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, url: str, _zone: str, _since: datetime, _until: datetime) -> list[Taken]:
        self.asked.append(url)
        if isinstance(self.answer, FeedTrouble):
            raise FeedError(self.answer)
        return self.answer


def busy(rows: Session) -> list[datetime]:
    rows.expire_all()
    return list(rows.scalars(select(CalendarBusy.starts_at).order_by(CalendarBusy.starts_at)))


def test_an_address_is_read_every_quarter_of_an_hour_and_its_trouble_shown_in_words(
    pages: Flask, rows: Session, world: World
) -> None:
    carla, now = english(pages, rows, world.carla), world.now
    carla.post("/company/calendars", PAUL)
    taken = [Taken(now, now + timedelta(hours=1))]
    feed = Feed(taken)
    assert calendars.read_next(now, feed)
    assert not calendars.read_next(now + timedelta(minutes=14), feed)
    assert feed.asked == [SECRET]
    assert busy(rows) == [now]
    assert calendars.read_next(now + timedelta(minutes=15), Feed(FeedTrouble.REFUSED))
    assert busy(rows) == [now]
    assert "The server gives it to nobody" in carla.get("/company/calendars").text
    assert calendars.read_next(now + timedelta(minutes=30), Feed([]))
    assert busy(rows) == []
    assert "The server gives it to nobody" not in carla.get("/company/calendars").text


def test_what_is_read_of_an_address_that_was_changed_meanwhile_is_not_kept(
    pages: Flask, rows: Session, world: World
) -> None:
    carla = browser_of(pages, rows, world.carla)
    carla.post("/company/calendars", PAUL)
    paul = only(rows)

    def changed_meanwhile(*_asked: object) -> list[Taken]:
        new = {**PAUL, "feed_url": "https://other.example.org/b.ics"}
        carla.post(f"/company/calendars/{paul.public_id}", new)
        return [Taken(world.now, world.now + timedelta(hours=1))]

    assert calendars.read_next(world.now, changed_meanwhile)
    assert busy(rows) == []
    feed = Feed([])
    assert calendars.read_next(world.now, feed)
    assert feed.asked == ["https://other.example.org/b.ics"]
