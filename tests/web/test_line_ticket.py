"""Which softphone a browser opens, what its token may do, and what its page may speak to."""

from collections.abc import Iterator
from dataclasses import replace

import jwt
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from telepro import queue
from telepro.db import db
from telepro.services import desk
from telepro.settings import Carrier, Settings
from telepro.telephony import softphone
from telepro.web import content_policy, line_ticket
from tests.web.office import browser_of, pages, rows
from tests.world import World

__all__ = ["pages", "rows"]

ACCOUNT = Carrier(
    account_sid="AC" + "0" * 32,
    auth_token="t",
    api_key="SK" + "1" * 32,
    api_secret="a" * 32,
    app_sid="AP" + "2" * 32,
)
SIGNED = "a token"


@pytest.fixture(scope="module")
def real(settings: Settings) -> Iterator[Flask]:
    """The application beside a real account."""
    app = create_app(replace(settings, demo=False, carrier=ACCOUNT))
    yield app
    with app.app_context():
        db.engine.dispose()
        queue.redis().close()


def ticket(pages: Flask, account: Carrier, language: str = "fr") -> dict[str, str | list[str]]:
    headers = {"Accept-Language": language}
    with pages.test_request_context("/desk/softphone", headers=headers):
        return line_ticket.ticket(account, lambda known: SIGNED)


def test_a_whole_account_gives_twilios_own_softphone_and_its_edges(pages: Flask) -> None:
    assert ticket(pages, ACCOUNT) == {
        "adapter": "twilio",
        "token": SIGNED,
        "base_url": "",
        "edges": ["dublin", "frankfurt", "roaming"],
        "why": "",
    }


def test_a_local_twilio_gives_the_simulated_one(pages: Flask) -> None:
    local = replace(ACCOUNT, base_url="http://127.0.0.1:8010")
    given = ticket(pages, local)
    assert (given["adapter"], given["base_url"]) == ("simulated", "http://127.0.0.1:8010")


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (replace(ACCOUNT, app_sid=""), "TWILIO_APP_SID"),
        (replace(ACCOUNT, api_key="", api_secret=""), "TWILIO_API_KEY, TWILIO_API_SECRET"),
        (Carrier(), "no carrier account is configured on this server"),
    ],
)
def test_without_all_of_it_there_is_none_and_what_is_missing_is_named(
    pages: Flask, account: Carrier, why: str
) -> None:
    given = ticket(pages, account, "en")
    assert (given["adapter"], given["token"]) == ("none", "")
    assert why in given["why"]


def claims(token: str) -> dict[str, object]:
    read: dict[str, object] = jwt.decode(token, ACCOUNT.api_secret, algorithms=["HS256"])
    return read


def test_a_token_speaks_for_one_session_for_an_hour_and_is_never_called() -> None:
    read = claims(softphone.token_for(ACCOUNT, "s1"))
    assert read["grants"] == {
        "identity": "session_s1",
        "voice": {"outgoing": {"application_sid": ACCOUNT.app_sid}},
    }
    made_at = str(read["jti"]).rpartition("-")[2]
    assert int(str(read["exp"])) - int(made_at) == 3600


def test_who_tries_a_line_speaks_for_no_session() -> None:
    read = claims(softphone.trial_token_for(ACCOUNT, "p1"))
    assert "'identity': 'trial_p1'" in str(read["grants"])
    assert softphone.session_of("client:trial_p1") is None
    assert softphone.is_trial("client:trial_p1")
    assert not softphone.is_trial("client:session_trial_p1")


def test_the_desk_beside_a_real_account_may_speak_to_its_edges_and_no_other_page_may(
    real: Flask,
) -> None:
    browser = real.test_client()
    desk_policy = browser.get("/desk").headers["Content-Security-Policy"]
    assert "wss://voice-js.dublin.twilio.com" in desk_policy
    assert "media-src 'self' https://media.twiliocdn.com https://sdk.twilio.com" in desk_policy
    assert "script-src" not in desk_policy
    assert "twilio" not in browser.get("/sign-in").headers["Content-Security-Policy"]


def test_a_desk_without_a_real_account_speaks_to_nothing_of_twilios(settings: Settings) -> None:
    local = content_policy.of_desk(settings)
    assert "http://127.0.0.1:9" in local
    assert "twilio" not in local
    assert "twilio" not in content_policy.of_desk(replace(settings, carrier=Carrier()))


def test_a_session_gets_a_line_and_who_has_none_may_only_try_one(
    pages: Flask, rows: Session, world: World
) -> None:
    alice = browser_of(pages, rows, world.alice)
    asked = {"Accept": "application/json"}
    assert alice.get("/desk/softphone", **asked).status_code == 409
    trial = alice.get("/desk/softphone/trial", **asked).get_json()
    assert (trial["adapter"], bool(trial["token"])) == ("simulated", True)
    desk.start(world.alice.id, world.campaign.public_id, world.now)
    assert alice.get("/desk/softphone", **asked).get_json()["adapter"] == "simulated"
