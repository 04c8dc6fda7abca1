"""Signing in by a link in a letter: one answer for every address, one use, a quarter of an hour."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from telepro import clock
from telepro.db.counting import Mail
from telepro.db.who import OneTimeLink, Person
from telepro.services import sign_in_links
from tests.web.office import Browser, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

LINK = re.compile(r"(/sign-in/link/[0-9a-f]{64})")


def mailed(nobody: Browser, rows: Session, email: str) -> str:
    assert nobody.post("/sign-in/link", {"email": email}).location == "/sign-in/link/sent"
    letter = rows.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert letter
    return str(LINK.findall(letter.body)[0])


def test_the_link_in_the_letter_signs_in_once(nobody: Browser, rows: Session, world: World) -> None:
    link = mailed(nobody, rows, world.bob.email)
    opened = nobody.get(link)
    assert opened.status_code == 200
    assert world.bob.email in opened.text
    assert nobody.post(link).location == "/campaigns"
    assert nobody.get("/campaigns").status_code == 200
    assert (nobody.get(link).status_code, nobody.post(link).status_code) == (410, 410)


def test_looking_at_the_link_uses_nothing_up(nobody: Browser, rows: Session, world: World) -> None:
    # Mail programs open links before people do.
    link = mailed(nobody, rows, world.bob.email)
    for _look in range(3):
        assert nobody.get(link).status_code == 200
    assert nobody.get("/campaigns").status_code == 303


def test_an_unknown_address_gets_the_same_answer_and_no_letter(
    nobody: Browser, rows: Session, world: World
) -> None:
    asked = nobody.post("/sign-in/link", {"email": "nobody@example.org"})
    assert asked.location == "/sign-in/link/sent"
    assert rows.scalars(select(Mail.id)).all() == []


def test_without_an_address_one_is_asked_for(nobody: Browser) -> None:
    assert 'name="email"' in nobody.post("/sign-in/link", {"email": " "}).text


def test_it_works_for_a_quarter_of_an_hour(nobody: Browser, rows: Session, world: World) -> None:
    token = mailed(nobody, rows, world.bob.email).rpartition("/")[2]
    made = rows.scalars(select(OneTimeLink.created_at)).one()
    assert sign_in_links.whose(token, made + timedelta(minutes=14)) == world.bob.email
    assert sign_in_links.whose(token, made + timedelta(minutes=15)) is None


def test_a_newer_link_replaces_the_older(nobody: Browser, rows: Session, world: World) -> None:
    older = mailed(nobody, rows, world.bob.email)
    newer = mailed(nobody, rows, world.bob.email)
    assert (nobody.get(older).status_code, nobody.get(newer).status_code) == (410, 200)


def test_it_sets_no_password_and_a_link_for_a_password_signs_nobody_in(
    nobody: Browser, rows: Session, world: World
) -> None:
    token = mailed(nobody, rows, world.bob.email).rpartition("/")[2]
    assert nobody.get(f"/welcome/{token}").status_code == 410
    new = {"password": "cinq mots tout neufs ici"}
    assert nobody.post(f"/welcome/{token}", new).status_code == 410
    nobody.post("/forgotten", {"email": world.bob.email})
    letter = rows.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert letter
    found = re.search(r"/welcome/([0-9a-f]{64})", letter.body)
    assert found
    assert nobody.post(f"/sign-in/link/{found[1]}").status_code == 410
    assert nobody.post(f"/sign-in/link/{token}").location == "/campaigns"


def test_who_may_not_come_in_any_more_does_not_by_a_link(
    nobody: Browser, rows: Session, world: World
) -> None:
    link = mailed(nobody, rows, world.bob.email)
    disabled = update(Person).where(Person.id == world.bob.id)
    rows.execute(disabled.values(disabled_at=clock.real_now()))
    assert (nobody.get(link).status_code, nobody.post(link).status_code) == (410, 410)


def test_letters_to_one_address_are_limited(
    pages: Flask, nobody: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = pages.extensions["telepro.settings"]
    limits = replace(settings.limits, sign_in_tries_per_account=3)
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, limits=limits))
    for _turn in range(3):
        assert nobody.post("/sign-in/link", {"email": world.bob.email}).status_code == 303
    assert nobody.post("/sign-in/link", {"email": world.bob.email}).status_code == 429


def test_the_button_beside_the_password_sends_the_address_typed(nobody: Browser) -> None:
    assert 'formaction="/sign-in/link" formnovalidate' in nobody.get("/sign-in").text
