"""Signing in, out and back in: one answer for every address, a cookie that ends, links used once."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro import clock, passwords
from telepro.db.accounts import hashed
from telepro.db.counting import Mail
from telepro.db.who import Person, SignIn
from telepro.services import accounts
from telepro.web import security
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

RIGHT = "quatre mots pour entrer"
LINK = re.compile(r"/welcome/([0-9a-f]{64})")


@pytest.fixture
def bob(rows: Session, world: World) -> Person:
    world.bob.password_hash = passwords.hashed(RIGHT)
    rows.commit()
    return world.bob


def test_the_right_password_opens_the_persons_own_home(nobody: Browser, bob: Person) -> None:
    answer = nobody.sign_in(bob.email.upper(), RIGHT)
    assert (answer.status_code, answer.location) == (303, "/campaigns")


@pytest.mark.parametrize("email", ["bob.martin@example.org", "nobody@example.org", ""])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    nobody: Browser, bob: Person, email: str
) -> None:
    answer = nobody.sign_in(email, "quelque chose d'autre")
    assert answer.status_code == 422
    assert "don&#39;t go together" in answer.text or "don’t go together" in answer.text


@pytest.fixture
def three_tries(pages: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = pages.extensions["telepro.settings"]
    limits = replace(settings.limits, sign_in_tries_per_account=3, sign_in_tries_per_address=5)
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, limits=limits))


@pytest.mark.usefixtures("three_tries")
def test_past_the_limit_even_the_right_password_waits(nobody: Browser, bob: Person) -> None:
    for _turn in range(3):
        assert nobody.sign_in(bob.email, "faux").status_code == 422
    answer = nobody.sign_in(bob.email, RIGHT)
    assert answer.status_code == 429
    assert "too many tries" in answer.text


@pytest.mark.usefixtures("three_tries")
def test_a_right_password_forgives_the_wrong_ones(nobody: Browser, bob: Person) -> None:
    for _round in range(2):
        assert nobody.sign_in(bob.email, "faux").status_code == 422
        assert nobody.sign_in(bob.email, "faux").status_code == 422
        assert nobody.sign_in(bob.email, RIGHT).status_code == 303


@pytest.mark.usefixtures("three_tries")
def test_tries_from_one_address_are_limited_whatever_the_account(
    nobody: Browser, bob: Person
) -> None:
    for number in range(5):
        assert nobody.sign_in(f"account{number}@example.org", "faux").status_code == 422
    assert nobody.sign_in(bob.email, RIGHT).status_code == 429


def test_signing_out_makes_the_old_cookie_worthless(
    pages: Flask, rows: Session, world: World
) -> None:
    browser = browser_of(pages, rows, world.bob)
    with browser.client.session_transaction() as cookie:
        stolen = dict(cookie)
    assert browser.post("/sign-out").location == "/sign-in"
    with browser.client.session_transaction() as cookie:
        cookie.update(stolen)
    assert browser.get("/campaigns").location.startswith("/sign-in")


def test_a_manager_who_was_away_for_half_an_hour_signs_in_again(
    pages: Flask, rows: Session, world: World
) -> None:
    browser = browser_of(pages, rows, world.bob)
    seen = rows.scalars(select(SignIn)).one()
    seen.seen_at -= timedelta(minutes=31)
    rows.commit()
    assert browser.get("/campaigns").location.startswith("/sign-in")


def test_a_teleprospector_stays_signed_in_through_a_long_pause(rows: Session, world: World) -> None:
    now = clock.real_now()
    rows.add(
        SignIn(
            key_hash=hashed("alice's"),
            person_id=world.alice.id,
            epoch=0,
            created_at=now - timedelta(hours=6),
            seen_at=now - timedelta(hours=3),
        )
    )
    rows.flush()
    assert security.signed_in("alice's", now) is not None
    assert security.signed_in("alice's", now + timedelta(hours=7)) is None


def test_a_board_that_refreshes_itself_is_no_activity(
    pages: Flask, rows: Session, world: World
) -> None:
    browser = browser_of(pages, rows, world.bob)
    before = clock.real_now() - timedelta(minutes=20)
    seen = rows.scalars(select(SignIn)).one()
    seen.seen_at = before
    rows.commit()
    browser.get(f"/campaigns/{world.campaign.public_id}/live", **{"HX-Request": "true"})
    rows.expire_all()
    assert rows.scalars(select(SignIn)).one().seen_at == before
    browser.get("/campaigns")
    rows.expire_all()
    assert rows.scalars(select(SignIn)).one().seen_at > before


def test_the_page_asked_for_comes_back_after_signing_in(nobody: Browser, bob: Person) -> None:
    asked = nobody.get("/missions")
    assert asked.location == "/sign-in?next=/missions"
    form = {"email": bob.email, "password": RIGHT, "next": "/missions"}
    assert nobody.post("/sign-in", form).location == "/missions"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:1",
    ],
)
def test_signing_in_never_leads_to_another_site(
    nobody: Browser, bob: Person, elsewhere: str
) -> None:
    form = {"email": bob.email, "password": RIGHT, "next": elsewhere}
    assert nobody.post("/sign-in", form).location == "/campaigns"


def test_a_forgotten_password_is_mailed_as_a_link_that_works_once(
    nobody: Browser, rows: Session, bob: Person
) -> None:
    assert nobody.post("/forgotten", {"email": bob.email}).location == "/forgotten/sent"
    token = LINK.findall(rows.scalars(select(Mail)).one().body)[0]
    new = {"password": "cinq mots tout neufs ici"}
    assert nobody.post(f"/welcome/{token}", new).location == "/campaigns"
    assert nobody.post(f"/welcome/{token}", new).status_code == 410


def test_a_new_password_ends_every_other_sign_in(
    pages: Flask, nobody: Browser, rows: Session, bob: Person
) -> None:
    elsewhere = browser_of(pages, rows, bob)
    assert elsewhere.get("/campaigns").status_code == 200
    nobody.post("/forgotten", {"email": bob.email})
    token = LINK.findall(rows.scalars(select(Mail)).one().body)[0]
    nobody.post(f"/welcome/{token}", {"password": "cinq mots tout neufs ici"})
    rows.expire_all()
    assert elsewhere.get("/campaigns").location.startswith("/sign-in")


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    nobody: Browser, rows: Session, world: World
) -> None:
    assert nobody.post("/forgotten", {"email": "nobody@example.org"}).location == "/forgotten/sent"
    assert rows.scalars(select(Mail)).all() == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("court", "5 characters"),
        ("x" * 129, "129 characters"),
        ("bob.martin1234", "your own address"),
        ("aaaaaaaaaaaaaa", "the same few characters"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    nobody: Browser, rows: Session, bob: Person, password: str, said: str
) -> None:
    nobody.post("/forgotten", {"email": bob.email})
    token = LINK.findall(rows.scalars(select(Mail)).one().body)[0]
    answer = nobody.post(f"/welcome/{token}", {"password": password})
    assert answer.status_code == 422
    assert said in answer.text
    assert nobody.get(f"/welcome/{token}").status_code == 200


def test_the_first_administrator_comes_in_by_a_link_that_then_closes(
    nobody: Browser, rows: Session
) -> None:
    link = accounts.first_link("http://127.0.0.1:5000", clock.real_now())
    assert link
    token = LINK.findall(link)[0]
    form = {"name": "Dominique Petit", "email": "dominique@example.org", "password": RIGHT}
    assert nobody.post(f"/welcome/{token}", form).location == "/admin/people"
    assert accounts.first_link("http://127.0.0.1:5000", clock.real_now()) is None


def test_a_form_without_its_token_is_refused_in_words(nobody: Browser, world: World) -> None:
    answer = nobody.client.post("/sign-in", data={"email": "a", "password": "b"})
    assert answer.status_code == 400
    assert "too old" in answer.text


def test_every_page_carries_its_headers(nobody: Browser, world: World) -> None:
    headers = nobody.get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_the_nobodys_hash_costs_what_a_real_one_costs() -> None:
    assert not PasswordHasher().check_needs_rehash(passwords.NOBODYS)
