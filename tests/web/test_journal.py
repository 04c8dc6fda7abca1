"""An administrator finds who did what in the journal, in words."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.follow_up.tasks import TaskChange
from campaigns.pipeline import MeetingStatus
from campaigns.states import Role
from telepro.db import audit, people
from telepro.services.accounts import SETS_A_PASSWORD
from telepro.services.campaigns import ACTIONS
from telepro.services.corrections import Correct
from telepro.services.validation import TOPICS
from telepro.web.journal_words import WORDS, kinds
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

ROOT = Path(__file__).parents[2] / "telepro"
CODE = re.compile(r"[a-z_]+\.(?!id$)[a-z_]*[a-z]")  # no key of a table, no half of a code
# What an alarm or an event is about, without a row of the journal.
NO_ACTS = {"figure.alarm", "import.finished", "objectives.end", "outcome.recorded"}
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def dominique(pages: Flask, rows: Session, world: World) -> Browser:
    """The administrator's browser, in French."""
    platform = people.platform(rows, world.now)
    return browser_of(pages, rows, world.person("Dominique Petit", platform, Role.ADMINISTRATOR))


def spelled_out() -> Iterator[str]:
    """Every text that reads as an act in a module that writes into the journal."""
    for path in [*ROOT.glob("services/**/*.py"), *ROOT.glob("db/**/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        if any(ast.unparse(call.func).endswith("audit.note") for call in calls):
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
                    yield str(node.value)


def put_together() -> Iterator[str]:
    """The acts whose code is put together of two parts."""
    yield from (f"account.{each}" for each in SETS_A_PASSWORD)
    yield from (f"campaign.{each}" for each in ACTIONS)
    yield from (f"meeting.{each}" for each in MeetingStatus)
    yield from (f"prospect.{each}" for each in Correct)
    yield from (f"task.{each}" for each in TaskChange)
    yield from TOPICS.values()


def test_every_act_has_its_words() -> None:
    assert {*spelled_out(), *put_together()} - NO_ACTS - WORDS.keys() == set()


def test_every_act_is_of_one_kind(pages: Flask) -> None:
    with pages.test_request_context():
        begins = [each.begins for each in kinds().values()]
    of = {act: sum(act.startswith(each) for each in begins) for act in WORDS}
    assert {act: count for act, count in of.items() if count != 1} == {}


def test_it_says_what_was_done_and_finds_it_by_who_what_and_when(
    dominique: Browser, rows: Session, world: World
) -> None:
    noted(rows, world.bob.id, "campaign.launch", AT)
    noted(rows, None, "import.undone", AT + timedelta(days=2))
    assert acts(dominique, "") == ["Import annulé", "Campagne lancée"]
    assert acts(dominique, "?who=BOB") == ["Campagne lancée"]
    assert acts(dominique, "?kind=prospects") == ["Import annulé"]
    assert acts(dominique, "?first=2026-11-25") == ["Import annulé"]
    assert acts(dominique, "?last=2026-11-24") == ["Campagne lancée"]
    assert acts(dominique, "?who=bob&kind=prospects") == []
    found = dominique.get("/admin/journal?who=bob&kind=prospects").text
    assert "Aucune ligne du journal n’est ainsi" in found


def test_the_next_page_keeps_what_is_sought(
    dominique: Browser, rows: Session, world: World
) -> None:
    for _each in range(51):
        noted(rows, world.bob.id, "campaign.pause", AT)
    first = dominique.get("/admin/journal?who=bob&last=2026-11-24").text
    (following,) = re.findall(r'href="(/admin/journal[^"]*before=[^"]*)"', first)
    assert "who=bob" in following and "last=2026-11-24" in following
    assert len(acts(dominique, following.partition("/admin/journal")[2].replace("&amp;", "&"))) == 1


def test_ids_are_read_as_what_they_are_called_today(
    dominique: Browser, rows: Session, world: World
) -> None:
    details = {"person": world.alice.public_id, "hours": 10}
    subject = f"campaign {world.campaign.public_id}"
    audit.note(rows, world.bob.id, None, "person.engaged", subject, details, AT)
    rows.commit()
    shown = dominique.get("/admin/journal").text
    assert f"<b>{world.campaign.name}</b>" in shown
    assert f"hours: 10; person: {world.alice.name}" in shown


def noted(rows: Session, person_id: int | None, action: str, at: datetime) -> None:
    audit.note(rows, person_id, None, action, "campaign 1", {}, at)
    rows.commit()


def acts(browser: Browser, asked: str) -> list[str]:
    """What the page shows as done, newest first."""
    return re.findall(r'<th scope="row">([^<]+)<', browser.get(f"/admin/journal{asked}").text)
