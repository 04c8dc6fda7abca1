"""Passkeys: added on one's own account, good for one answer each, refused in words whatever is sent."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from campaigns.problems import Refused
from telepro import clock, passkeys
from telepro.db.counting import Mail
from telepro.db.who import Passkey, Person
from telepro.passkeys import place_of
from tests.authenticator import Device
from tests.web.office import Browser, browser_of, forget_the_request, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

ORIGIN = "http://localhost:5000"


@pytest.fixture
def laptop() -> Device:
    return Device(ORIGIN, "localhost")


@pytest.fixture
def alice(pages: Flask, rows: Session, world: World) -> Browser:
    return in_english(browser_of(pages, rows, world.alice))


def in_english(browser: Browser) -> Browser:
    browser.client.set_cookie("telepro_language", "en")
    return browser


def sent(browser: Browser, path: str, body: dict[str, Any]) -> TestResponse:
    token = browser.token()
    forget_the_request()
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    in_english(browser)
    return browser.client.post(path, json=body, headers=headers)


def added(browser: Browser, device: Device, name: str = "") -> TestResponse:
    asked = browser.get("/account/passkeys/new").get_json()
    return sent(browser, "/account/passkeys", {"answer": device.make(asked), "name": name})


def shown(browser: Browser, device: Device) -> TestResponse:
    asked = browser.get("/sign-in/passkey").get_json()
    return sent(browser, "/sign-in/passkey", {"answer": device.show(asked), "next": ""})


def problem(answer: TestResponse) -> str:
    return str(answer.get_json()["problems"][0]["found"])


def test_whoever_added_a_passkey_signs_in_with_it(
    alice: Browser, nobody: Browser, laptop: Device, world: World
) -> None:
    assert added(alice, laptop).status_code == 201
    answer = shown(nobody, laptop)
    assert (answer.status_code, answer.get_json()["location"]) == (200, "/desk")
    assert answer.get_json()["person"] == world.alice.public_id
    assert nobody.get("/account").status_code == 200


def test_its_owner_is_told_by_letter(alice: Browser, rows: Session, laptop: Device) -> None:
    added(alice, laptop, "Ordinateur du bureau")
    letter = rows.scalars(select(Mail).where(Mail.key.startswith("passkey-"))).one()
    assert "Ordinateur du bureau" in letter.body
    assert "http://localhost:5000/account" in letter.body


def test_a_passkey_without_a_name_is_called_by_its_device(
    alice: Browser, rows: Session, laptop: Device
) -> None:
    alice.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/150"
    added(alice, laptop)
    assert rows.scalars(select(Passkey.name)).one() == "Windows"


def test_an_answer_opens_one_door_once(alice: Browser, nobody: Browser, laptop: Device) -> None:
    added(alice, laptop)
    asked = nobody.get("/sign-in/passkey").get_json()
    body = {"answer": laptop.show(asked), "next": ""}
    assert sent(nobody, "/sign-in/passkey", body).status_code == 200
    again = sent(nobody, "/sign-in/passkey", body)
    assert again.status_code == 422


def test_an_answer_without_a_counter_opens_one_door_once(
    alice: Browser, nobody: Browser, laptop: Device, rows: Session
) -> None:
    # Passkeys that several devices share count nothing: what tells a repetition is when we asked.
    added(alice, laptop)
    asked = nobody.get("/sign-in/passkey").get_json()
    laptop.signs = -1
    body = {"answer": laptop.show(asked), "next": ""}
    assert sent(nobody, "/sign-in/passkey", body).status_code == 200
    again = sent(nobody, "/sign-in/passkey", body)
    assert (again.status_code, problem(again)) == (422, "an answer that was used before")


def test_an_older_question_is_answered_no_more_after_a_newer_one(
    alice: Browser, nobody: Browser, laptop: Device
) -> None:
    added(alice, laptop)
    older = nobody.get("/sign-in/passkey").get_json()
    assert shown(nobody, laptop).status_code == 200
    late = sent(nobody, "/sign-in/passkey", {"answer": laptop.show(older)})
    assert late.status_code == 422


def test_a_removed_passkey_opens_nothing(
    alice: Browser, nobody: Browser, laptop: Device, rows: Session
) -> None:
    added(alice, laptop)
    public_id = rows.scalars(select(Passkey.public_id)).one()
    assert alice.post(f"/account/passkeys/{public_id}/remove").status_code == 303
    answer = shown(nobody, laptop)
    assert (answer.status_code, problem(answer)) == (422, "a passkey that opens no account here")


def test_nobody_removes_somebody_elses(
    pages: Flask, rows: Session, world: World, alice: Browser, laptop: Device
) -> None:
    added(alice, laptop)
    public_id = rows.scalars(select(Passkey.public_id)).one()
    charlie = browser_of(pages, rows, world.charlie)
    assert charlie.post(f"/account/passkeys/{public_id}/remove").status_code == 404
    assert rows.scalars(select(Passkey.public_id)).one() == public_id


def test_who_may_not_come_in_any_more_does_not_by_a_passkey(
    alice: Browser, nobody: Browser, laptop: Device, rows: Session, world: World
) -> None:
    added(alice, laptop)
    disabled = update(Person).where(Person.id == world.alice.id)
    rows.execute(disabled.values(disabled_at=clock.real_now()))
    assert shown(nobody, laptop).status_code == 422


@pytest.mark.parametrize(
    ("origin", "name", "knows_owner"),
    [
        ("http://evil.example", "localhost", True),
        (ORIGIN, "evil.example", True),
        (ORIGIN, "localhost", False),
    ],
)
def test_an_answer_from_elsewhere_or_of_nobody_is_refused(
    alice: Browser, nobody: Browser, laptop: Device, origin: str, name: str, knows_owner: bool
) -> None:
    added(alice, laptop)
    stolen = replace(laptop, origin=origin, name=name, knows_owner=knows_owner)
    assert problem(shown(nobody, stolen)) == "an answer that proves no passkey"
    made = added(alice, replace(stolen, credential_id=b"another"))
    assert (made.status_code, problem(made)) == (409, "an answer that proves no passkey")


def test_another_key_with_the_same_id_is_refused(
    alice: Browser, nobody: Browser, laptop: Device
) -> None:
    added(alice, laptop)
    forged = Device(ORIGIN, "localhost", credential_id=laptop.credential_id)
    assert problem(shown(nobody, forged)) == "an answer that proves no passkey"


def test_a_passkey_is_kept_once(alice: Browser, laptop: Device, rows: Session) -> None:
    added(alice, laptop)
    assert problem(added(alice, laptop)) == "a passkey that is kept already"
    assert len(rows.scalars(select(Passkey.id)).all()) == 1


def test_a_question_put_to_somebody_else_adds_nothing(
    pages: Flask, rows: Session, world: World, alice: Browser, laptop: Device
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    asked = charlie.get("/account/passkeys/new").get_json()
    answer = sent(alice, "/account/passkeys", {"answer": laptop.make(asked), "name": ""})
    assert problem(answer) == "an answer that proves no passkey"


def test_a_question_to_add_is_none_to_enter(
    alice: Browser, nobody: Browser, laptop: Device
) -> None:
    added(alice, laptop)
    asked = alice.get("/account/passkeys/new").get_json()
    answer = sent(nobody, "/sign-in/passkey", {"answer": laptop.show(asked)})
    assert problem(answer) == "an answer that proves no passkey"


def test_after_five_minutes_a_question_is_asked_anew(pages: Flask, laptop: Device) -> None:
    place, now = place_of(ORIGIN, "a key"), clock.real_now()
    assert place
    with pages.test_request_context(headers={"Accept-Language": "en"}):
        asked = json.loads(passkeys.asked_to_enter(place, now))
        kept = passkeys.Made(laptop.credential_id, laptop._public_key(), 0)
        answer = laptop.show(asked)
        assert passkeys.shown(answer, place, kept, now + timedelta(minutes=5)) == (now, 1)
        with pytest.raises(Refused, match="more than five minutes ago"):
            passkeys.shown(answer, place, kept, now + timedelta(minutes=5, seconds=1))


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "x", '{"id": 1}', '{"id": "a", "rawId": "a", "type": "public-key"}',
     '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
     '"authenticatorData":"AA","signature":"AA","attestationObject":"AA"}}', "\ud800", "9" * 5000],
)  # fmt: skip
def test_whatever_is_sent_is_refused_in_words(
    alice: Browser, nobody: Browser, laptop: Device, answer: str
) -> None:
    added(alice, laptop)
    for browser, path in ((nobody, "/sign-in/passkey"), (alice, "/account/passkeys")):
        told = sent(browser, path, {"answer": answer, "name": ""})
        assert told.status_code in {409, 422}
        assert problem(told) in {
            "an answer that proves no passkey",
            "a passkey that opens no account here",
        }


def test_tries_from_one_address_are_limited(
    pages: Flask, nobody: Browser, laptop: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = pages.extensions["telepro.settings"]
    limits = replace(settings.limits, sign_in_tries_per_address=3)
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, limits=limits))
    for _turn in range(3):
        assert shown(nobody, laptop).status_code == 422
    assert shown(nobody, laptop).status_code == 429


def test_a_person_keeps_twenty_at_most(
    alice: Browser, rows: Session, laptop: Device, world: World
) -> None:
    asked = alice.get("/account/passkeys/new").get_json()
    for number in range(20):
        rows.add(
            Passkey(
                person_id=world.alice.id,
                credential_id=bytes([number]),
                public_key=b"",
                signs=0,
                name="Un ordinateur",
                created_at=clock.real_now(),
            )
        )
    rows.flush()
    refused = alice.get("/account/passkeys/new", Accept="application/json")
    assert (refused.status_code, problem(refused)) == (409, "20 passkeys")
    late = sent(alice, "/account/passkeys", {"answer": laptop.make(asked), "name": ""})
    assert (late.status_code, problem(late)) == (409, "20 passkeys")


@pytest.mark.parametrize(
    ("address", "name", "origin"),
    [
        ("http://127.0.0.1:5000", "localhost", "http://localhost:5000"),
        ("http://[::1]:5000", "localhost", "http://localhost:5000"),
        ("https://appels.example.org", "appels.example.org", "https://appels.example.org"),
        (
            "https://Appels.example.org:8443",
            "appels.example.org",
            "https://appels.example.org:8443",
        ),
    ],
)
def test_passkeys_belong_to_the_name_of_the_pages(address: str, name: str, origin: str) -> None:
    place = place_of(address, "a key")
    assert place
    assert (place.name, place.origin) == (name, origin)


@pytest.mark.parametrize("address", ["https://192.0.2.7", "https://[2001:db8::7]:8443"])
def test_pages_at_a_number_have_no_passkeys(address: str) -> None:
    assert place_of(address, "a key") is None
