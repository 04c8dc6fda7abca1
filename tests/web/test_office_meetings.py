"""Bob sees who comes and who can't, moves a meeting, and chooses what is written; Carla sees the same of hers."""

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Wishes
from telepro import clock
from telepro.application import SETTINGS
from telepro.db import meeting_subjects
from telepro.db.results import Answer, Meeting
from telepro.db.who import Person
from telepro.db.whom import Lead
from tests.services.meeting_values import MINUTE, OURS, by_text, chore, messages, writes_back
from tests.services.meeting_values import carrier_reports as reports
from tests.web.office import Browser, browser_of, pages, rows
from tests.world import World, example_plan

__all__ = ["by_text", "pages", "rows"]


@pytest.fixture(autouse=True)
def clock_of_the_world(world: World) -> Iterator[None]:
    """The pages' clock stands near the world's."""
    before = clock.shift()
    clock.set_shift((world.now + 20 * MINUTE - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


@pytest.fixture
def with_numbers(pages: Flask) -> Iterator[None]:
    """An account with a number for text messages."""
    usual = pages.extensions[SETTINGS]
    carrier = replace(usual.carrier, sms_numbers=(OURS,))
    pages.extensions[SETTINGS] = replace(usual, carrier=carrier)
    yield
    pages.extensions[SETTINGS] = usual


def english(pages: Flask, rows: Session, person: Person) -> Browser:
    """A browser of somebody who reads the pages in English."""
    browser = browser_of(pages, rows, person)
    browser.get("/account?lang=en")
    return browser


def page_of(world: World) -> str:
    return f"/campaigns/{world.campaign.public_id}/meetings"


@pytest.mark.parametrize("who", ["bob", "carla"])
def test_what_was_written_and_answered_stands_beside_the_meeting(
    pages: Flask, rows: Session, world: World, by_text: Meeting, who: str
) -> None:
    chore(world.now + MINUTE)
    reports(world, messages(rows)[0], "delivered", sid=f"SM{1:032x}")
    writes_back(world, "Plutôt <b>jeudi</b> ?", "SM1", world.now + 2 * MINUTE)
    writes_back(world, "NON", "SM2")
    browser = english(pages, rows, getattr(world, who))
    shown = browser.get(page_of(world) if who == "bob" else "/company/meetings").text
    for words in (
        "Declined by the prospect",
        "Confirmation, by text message",
        "delivered Tue 24 Nov",
        "planned for Wed 25 Nov",
        "Plutôt &lt;b&gt;jeudi&lt;/b&gt; ?",
    ):
        assert words in shown, words


def test_the_leads_page_tells_what_was_written_and_answered(
    pages: Flask, rows: Session, world: World, by_text: Meeting
) -> None:
    chore(world.now + MINUTE)
    writes_back(world, "oui")
    lead = rows.get_one(Lead, by_text.lead_id).public_id
    shown = english(pages, rows, world.bob).get(f"/leads/{lead}").text
    assert "Confirmed by the prospect" in shown
    assert "Confirmation, by text message" in shown


@pytest.mark.parametrize("who", ["bob", "carla"])
def test_a_meeting_is_moved(
    pages: Flask, rows: Session, world: World, by_text: Meeting, who: str
) -> None:
    browser = english(pages, rows, getattr(world, who))
    base = page_of(world) if who == "bob" else "/company/meetings"
    path = f"{base}/{by_text.public_id}/move"
    assert browser.post(path, {"starts_local": "2026-11-30T11:15"}).status_code == 303
    rows.refresh(by_text)
    assert f"{by_text.starts_at:%d %H:%M}" == "30 10:15"
    for bad in ("", "2020-01-01T10:00", "yesterday"):
        assert browser.post(path, {"starts_local": bad}).status_code == 409
    assert "Moved" in browser.get(base).text


def test_charlie_moves_and_sees_nothing_of_others(
    pages: Flask, rows: Session, world: World, by_text: Meeting
) -> None:
    charlie = english(pages, rows, world.charlie)
    moved = {"starts_local": "2026-11-30T11:15"}
    assert charlie.post(f"{page_of(world)}/{by_text.public_id}/move", moved).status_code == 404
    assert charlie.get(page_of(world)).status_code == 404
    assert charlie.post(page_of(world), {"mail": "1"}).status_code == 404


def test_bob_chooses_the_channels(
    pages: Flask, rows: Session, world: World, with_numbers: None
) -> None:
    bob = english(pages, rows, world.bob)
    assert bob.post(page_of(world), {"sms": "1"}).status_code == 303
    rows.expire_all()
    found = meeting_subjects.wishes_of(rows, world.campaign.id)
    assert found == Wishes(mail=False, sms=True, both=False)
    assert bob.post(page_of(world), {"mail": "1"}).status_code == 303
    rows.expire_all()
    assert meeting_subjects.wishes_of(rows, world.campaign.id) == Wishes()


def test_without_a_number_for_them_text_messages_cannot_be_chosen_and_the_page_says_why(
    pages: Flask, rows: Session, world: World
) -> None:
    bob = english(pages, rows, world.bob)
    shown = bob.get(page_of(world)).text
    assert "TWILIO_SMS_FROM" in shown
    assert 'name="sms"' not in shown
    assert "No meeting yet" in shown
    refused = bob.post(page_of(world), {"mail": "1", "sms": "1"})
    assert refused.status_code == 409
    assert "no number for text messages" in refused.text


def test_meetings_come_a_page_at_a_time(
    pages: Flask, rows: Session, world: World, by_text: Meeting
) -> None:
    bob = english(pages, rows, world.bob)
    later = by_text.starts_at + timedelta(seconds=1)
    assert "École" in bob.get(f"{page_of(world)}?before={later.timestamp()}~x").text
    assert "École" not in bob.get(f"{page_of(world)}?before={world.now.timestamp()}~x").text
    assert "École" in bob.get(f"{page_of(world)}?before=never~x").text


@pytest.mark.parametrize("who", ["bob", "carla"])
def test_what_the_conversation_established_stands_beside_the_meeting(
    pages: Flask, rows: Session, world: World, by_text: Meeting, who: str
) -> None:
    asked = example_plan().script.questions[0]
    assert rows.query(Answer).filter_by(lead_id=by_text.lead_id, field=asked.key).one().value
    browser = english(pages, rows, getattr(world, who))
    text = browser.get(page_of(world) if who == "bob" else "/company/meetings").text
    assert "Brief of the meeting" in text
    assert asked.label in html.unescape(text)
