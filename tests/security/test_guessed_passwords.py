"""Guessing passwords gets few tries, and keeps nobody out who comes from elsewhere."""

from dataclasses import replace

import pytest
from flask import request
from werkzeug.test import TestResponse

from app import create_app
from telepro.db import db
from telepro.settings import Settings
from tests.security.houses import PASSWORD, House, house

__all__ = ["house"]

TRIES = 30
CROWD = 12


def tried(house: House, name: str, password: str, address: str = "203.0.113.9") -> TestResponse:
    """One try at an account from an address."""
    form = {"email": house.emails.get(name, name), "password": password, "next": ""}
    client, token = house.client(), house.token("anonymous")
    return client.post("/sign-in", data=form, headers=token, environ_base={"REMOTE_ADDR": address})


def test_of_many_tries_at_one_account_ten_are_looked_at(house: House) -> None:
    with house.undone():
        statuses = [tried(house, "bob", f"wrong {n}").status_code for n in range(TRIES)]
        assert tried(house, "bob", PASSWORD).status_code == 429
    assert statuses.count(422) == 10
    assert statuses.count(429) == TRIES - 10


@pytest.mark.usefixtures("few")
def test_who_is_guessed_at_signs_in_from_another_address(house: House) -> None:
    with house.undone():
        for number in range(4):
            tried(house, "bob", f"wrong {number}")
        assert tried(house, "bob", PASSWORD, "198.51.100.7").status_code == 303
        assert tried(house, "bob", "wrong again").status_code == 429


@pytest.fixture
def few(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tries at one account from one address, five from the address: each one takes its time."""
    limit(house, monkeypatch, 2)


@pytest.fixture
def one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """One try at one account from one address."""
    limit(house, monkeypatch, 1)


def limit(house: House, monkeypatch: pytest.MonkeyPatch, tries: int) -> None:
    settings = house.app.extensions["telepro.settings"]
    limits = replace(settings.limits, sign_in_tries_per_account=tries, sign_in_tries_per_address=5)
    monkeypatch.setitem(house.app.extensions, "telepro.settings", replace(settings, limits=limits))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("spelling", ["BOB.MARTIN@example.org", " bob.martin@example.org "])
def test_another_spelling_of_an_address_is_the_same_account(house: House, spelling: str) -> None:
    with house.undone():
        for number in range(2):
            assert tried(house, "bob", f"wrong {number}").status_code == 422
        assert tried(house, spelling, "wrong").status_code == 429


@pytest.mark.usefixtures("few")
def test_one_address_gets_its_tries_whatever_the_account(house: House) -> None:
    with house.undone():
        found = [tried(house, f"nobody{n}@example.org", "wrong").status_code for n in range(8)]
        assert tried(house, "carla", PASSWORD).status_code == 429
        assert tried(house, "carla", PASSWORD, "198.51.100.7").status_code == 303
    assert found.count(422) == 5


@pytest.mark.usefixtures("one")
def test_a_crowd_of_addresses_gets_ten_times_as_many_tries_at_one_account(house: House) -> None:
    with house.undone():
        found = [
            tried(house, "bob", f"wrong {n}", f"203.0.113.{n}").status_code for n in range(CROWD)
        ]
    assert found.count(422) == 10


def test_mails_that_set_a_password_are_asked_for_ten_times_at_most(house: House) -> None:
    with house.undone():
        client, token = house.client(), house.token("anonymous")
        found = [
            client.post(
                "/forgotten",
                data={"email": house.emails["bob"]},
                headers=token,
                environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
            ).status_code
            for number in range(15)
        ]
    assert (found.count(303), found.count(429)) == (10, 5)


FORWARDED = [
    (0, "198.51.100.7", "127.0.0.1"),
    (1, "198.51.100.7", "198.51.100.7"),
    (1, "10.0.0.1, 198.51.100.7", "198.51.100.7"),
    (2, "198.51.100.7, 10.0.0.1", "198.51.100.7"),
    (2, "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
]


@pytest.mark.parametrize(("proxies", "header", "counted"), FORWARDED)
def test_the_address_is_the_one_that_our_own_proxies_saw(
    settings: Settings, proxies: int, header: str, counted: str
) -> None:
    app = create_app(replace(settings, proxies=proxies))
    seen: list[str | None] = []
    app.before_request_funcs[None].insert(0, lambda: seen.append(_address()))
    with app.test_client() as client:
        headers = {
            "X-Forwarded-For": header,
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "https",
        }
        client.get("/livez", headers=headers)
    assert seen == [f"{counted} http://localhost"]
    with app.app_context():
        db.engine.dispose()


def _address() -> str:
    return f"{request.remote_addr} {request.scheme}://{request.host}"


def test_secrets_are_no_part_of_a_printed_setting(settings: Settings) -> None:
    printed = repr(settings) + str(settings.carrier) + f"{settings.mail}"
    for secret in (settings.secret_key, settings.fingerprint_key, settings.database_url):
        assert secret not in printed
    assert settings.carrier.auth_token not in printed
    assert settings.carrier.api_secret not in printed
