import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telepro.clock import real_now
from telepro.localtwilio.tokens import BadToken, Passport, read_token
from tests.localtwilio.bench import ACCOUNT, AT_NINE


def token(**changes: str) -> str:
    given = {
        "account": ACCOUNT.sid,
        "key": ACCOUNT.api_key,
        "secret": ACCOUNT.api_secret,
        "identity": "agent_7",
        "application": ACCOUNT.application_sid,
    } | changes
    built = AccessToken(
        given["account"], given["key"], given["secret"], identity=given["identity"], ttl=3600
    )
    built.add_grant(
        VoiceGrant(
            outgoing_application_sid=given["application"], outgoing_application_params={"a": "1"}
        )
    )
    return str(built.to_jwt())


def test_a_token_of_the_library_proves_its_identity() -> None:
    passport = read_token(token(), ACCOUNT, real_now())
    assert passport == Passport("agent_7", ACCOUNT.application_sid, (("a", "1"),))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret": "another secret of 32 characters or more"}, 20107),
        ({"account": "AC" + "9" * 32}, 20101),
        ({"key": "SK" + "9" * 32}, 20101),
        ({"identity": ""}, 20101),
        ({"application": "AP" + "9" * 32}, 20101),
    ],
)
def test_a_token_that_proves_too_little_is_refused(changes: dict[str, str], code: int) -> None:
    with pytest.raises(BadToken) as bad:
        read_token(token(**changes), ACCOUNT, real_now())
    assert bad.value.code == code


def test_an_expired_token_is_refused_as_expired() -> None:
    with pytest.raises(BadToken) as bad:
        read_token(token(), ACCOUNT, real_now() + timedelta(hours=2))
    assert bad.value.code == 20104


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "é.é.é", "....", "e30.e30.e30", "W10.W10.x"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(BadToken) as bad:
        read_token(text, ACCOUNT, real_now())
    assert bad.value.code == 20101


def test_an_unsigned_token_is_refused() -> None:
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
    _, claims, _ = token().split(".")
    with pytest.raises(BadToken):
        read_token(f"{header}.{claims}.", ACCOUNT, real_now())


def test_without_a_secret_no_token_is_accepted() -> None:
    with pytest.raises(BadToken):
        read_token(token(), replace(ACCOUNT, api_secret=""), AT_NINE)
