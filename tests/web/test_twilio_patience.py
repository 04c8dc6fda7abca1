"""Somebody who has answered is not hung up on because the database is away for a moment."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from twilio.request_validator import RequestValidator

from telepro import queue
from telepro.db import db, engine
from telepro.settings import Settings
from telepro.web import twilio

PAGES = "http://127.0.0.1:5000"
NOWHERE = "postgresql://telepro:none@127.0.0.1:9/telepro"
FORM = {"AccountSid": "AC" + "0" * 32, "CallSid": "CA" + "a" * 32, "From": "client:session_abc"}


@pytest.fixture
def without_database(settings: Settings) -> Iterator[FlaskClient]:
    app = Flask("telepro")
    app.extensions["telepro.settings"] = replace(settings, database_url=NOWHERE)
    engine.connect(app, NOWHERE)
    queue.connect(app, settings.redis_url)
    app.register_blueprint(twilio.bp)
    app.register_error_handler(OperationalError, lambda _error: ("", 503))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()
        queue.redis().close()


def asked(client: FlaskClient, path: str) -> tuple[int, str]:
    signature = RequestValidator("t" * 32).compute_signature(PAGES + path, FORM)
    answer = client.post(
        path,
        data=urlencode(FORM),
        headers={"X-Twilio-Signature": str(signature)},
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )
    return answer.status_code, answer.text


@pytest.mark.parametrize("path", ["/twilio/prospect/abc", "/twilio/voice"])
def test_who_is_on_the_line_is_asked_to_wait_while_the_database_is_away(
    without_database: FlaskClient, path: str
) -> None:
    status, document = asked(without_database, path)
    assert status == 200
    assert '<Pause length="1"' in document
    assert f"{PAGES}{path}?waited=1" in document


def test_nobody_waits_for_ever(without_database: FlaskClient) -> None:
    last = f"/twilio/prospect/abc?waited={twilio.LONGEST_WAIT}"
    assert asked(without_database, last) == (503, "")
