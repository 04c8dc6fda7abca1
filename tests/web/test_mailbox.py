"""Where letters go without a mail server: to all in a demonstration, else to administrators alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.states import Role
from telepro.db import people
from telepro.db.who import Person
from telepro.settings import Mail
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

Set = Callable[..., None]


@pytest.fixture
def dominique(rows: Session, world: World) -> Person:
    """An administrator of the platform."""
    platform = people.platform(rows, world.now)
    person = world.person("Dominique Petit", platform, Role.ADMINISTRATOR)
    person.language = "en"
    rows.commit()
    return person


@pytest.fixture
def set_to(pages: Flask, monkeypatch: pytest.MonkeyPatch) -> Set:
    def change(**values: object) -> None:
        known = pages.extensions["telepro.settings"]
        changed = replace(known, **values)
        monkeypatch.setitem(pages.extensions, "telepro.settings", changed)

    return change


def test_without_a_mail_server_an_administrator_reads_the_letters(
    pages: Flask, rows: Session, dominique: Person, set_to: Set
) -> None:
    set_to(demo=False)
    browser = browser_of(pages, rows, dominique)
    answer = browser.get("/mailbox")
    assert answer.status_code == 200
    assert "SMTP_HOST" in answer.text
    assert '"/mailbox"' in browser.get("/admin/people").text


def test_nobody_else_reads_them(
    pages: Flask, rows: Session, nobody: Browser, world: World, set_to: Set
) -> None:
    set_to(demo=False)
    assert nobody.get("/mailbox").status_code == 404
    assert browser_of(pages, rows, world.bob).get("/mailbox").status_code == 404


def test_with_a_mail_server_there_is_no_mailbox(
    pages: Flask, rows: Session, dominique: Person, set_to: Set
) -> None:
    set_to(demo=False, mail=Mail(host="smtp.example.org", sender="calls@example.org"))
    assert browser_of(pages, rows, dominique).get("/mailbox").status_code == 404


def test_whoever_invites_is_told_where_the_letter_is(
    pages: Flask, rows: Session, dominique: Person, set_to: Set
) -> None:
    set_to(demo=False)
    browser = browser_of(pages, rows, dominique)
    form: dict[str, object] = {"name": "Alice Durand", "email": "alice.durand@example.com"}
    browser.post("/admin/people", form)
    page = browser.get("/admin/people").text
    assert "Alice Durand is invited: the letter with the link is in the mailbox." in page
