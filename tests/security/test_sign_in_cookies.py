"""A cookie is worth something from its sign-in until the sign-out, the new password or the role's end."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import text

from app import create_app
from telepro.db import db
from telepro.settings import Settings
from tests.security.houses import PASSWORD, House, house

__all__ = ["house"]

HOMES = {"alice": "/desk", "bob": "/campaigns", "carla": "/company", "dominique": "/admin/people"}


def cookie_of(house: House, client: FlaskClient) -> str:
    kept = client.get_cookie(house.app.config["SESSION_COOKIE_NAME"])
    assert kept
    return kept.value


def with_cookie(house: House, value: str) -> FlaskClient:
    client = house.app.test_client()
    client.set_cookie(house.app.config["SESSION_COOKIE_NAME"], value)
    return client


def is_in(client: FlaskClient, path: str) -> bool:
    return client.get(path).status_code == 200


def signed_in(house: House, name: str, before: str | None = None) -> FlaskClient:
    """Sign in by the form, in a browser that held the cookie `before` already."""
    client = with_cookie(house, before or house.visitors["anonymous"].cookie)
    form = {"email": house.emails[name], "password": PASSWORD}
    answer = client.post("/sign-in", data=form, headers=house.token("anonymous"))
    assert answer.status_code == 303, answer.text[:300]
    return client


def test_a_cookie_planted_before_the_sign_in_is_worth_nothing_after_it(house: House) -> None:
    planted = house.visitors["anonymous"].cookie
    with house.undone():
        victim = signed_in(house, "bob", planted)
        assert is_in(victim, HOMES["bob"])
        assert cookie_of(house, victim) != planted
        assert not is_in(with_cookie(house, planted), HOMES["bob"])


def test_two_sign_ins_share_nothing(house: House) -> None:
    with house.undone():
        first, second = signed_in(house, "bob"), signed_in(house, "bob")
        keys = []
        for client in (first, second):
            with client.session_transaction() as cookie:
                keys.append(cookie["_user_id"])
        assert keys[0] != keys[1]


def test_signing_in_over_somebody_elses_cookie_ends_in_ones_own_account(house: House) -> None:
    with house.undone():
        client = house.client("carla")
        form = {"email": house.emails["bob"], "password": PASSWORD}
        client.post("/sign-in", data=form, headers=house.token("carla"))
        assert is_in(client, HOMES["bob"])
        assert not is_in(client, HOMES["carla"])


@pytest.mark.parametrize("name", HOMES)
def test_the_cookie_of_a_sign_out_is_dead(house: House, name: str) -> None:
    with house.undone():
        client = house.client(name)
        assert is_in(client, HOMES[name])
        client.post("/sign-out", headers=house.token(name))
        assert not is_in(house.client(name), HOMES[name])


def test_a_new_password_ends_the_cookies_that_were_there(house: House) -> None:
    with house.undone():
        client = house.client()
        client.post(
            "/forgotten", data={"email": house.emails["bob"]}, headers=house.token("anonymous")
        )
        letter = house.connection.scalar(text("select body from mails order by id desc limit 1"))
        path = "/welcome/" + str(letter).partition("/welcome/")[2].split()[0]
        new = {"password": "cinq mots tout neufs ici"}
        answer = house.client().post(path, data=new, headers=house.token("anonymous"))
        assert answer.status_code == 303
        assert not is_in(house.client("bob"), HOMES["bob"])
        assert house.client().get(path).status_code == 410


@pytest.mark.parametrize(
    "change",
    [
        "update people set disabled_at = now() where email = :email",
        "update people set session_epoch = session_epoch + 1 where email = :email",
        "update memberships set ended_at = now() from people p "
        "where p.id = person_id and p.email = :email",
    ],
)
def test_what_is_taken_away_is_gone_at_the_next_request(house: House, change: str) -> None:
    with house.undone():
        assert is_in(house.client("bob"), HOMES["bob"])
        house.connection.execute(text(change), {"email": house.emails["bob"]})
        assert not is_in(house.client("bob"), HOMES["bob"])


@pytest.mark.parametrize("key", ["s" * 63, "t" * 64, "secret"], ids=["short", "other", "word"])
def test_a_cookie_signed_by_another_key_is_nobodys(house: House, key: str) -> None:
    bob = house.visitors["bob"].cookie
    body = {"_user_id": "secret-of-2", "_fresh": True}
    serializer = URLSafeTimedSerializer(key, salt="cookie-session")
    for value in (str(serializer.dumps(body)), bob[:-4] + "AAAA", bob.upper()):
        assert not is_in(with_cookie(house, value), HOMES["bob"])


def test_a_cookie_is_for_our_server_alone(house: House) -> None:
    with house.undone():
        client = house.client()
        form = {"email": house.emails["bob"], "password": PASSWORD}
        answer = client.post("/sign-in", data=form, headers=house.token("anonymous"))
        cookies = [each for each in answer.headers.getlist("Set-Cookie") if "telepro_" in each]
    session = next(each for each in cookies if each.startswith("telepro_5000="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    assert "Domain" not in session


def test_over_https_the_cookie_is_bound_to_the_host_and_to_https(settings: Settings) -> None:
    app = create_app(replace(settings, public_base_url="https://calls.example.com"))
    with app.test_client() as client:
        answer = client.get("/sign-in", base_url="https://calls.example.com")
    parts = answer.headers["Set-Cookie"].split("; ")
    assert parts[0].startswith("__Host-telepro=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(parts)
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    with app.app_context():
        db.engine.dispose()
