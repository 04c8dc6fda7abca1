"""The carrier's door: signed messages are kept once, forged ones leave no trace."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from twilio.request_validator import RequestValidator

from campaigns.attempts import AttemptState
from telepro import queue
from telepro.db import db, engine
from telepro.db.calling import Attempt, CallInbox, CallListEntry
from telepro.services import call_events, call_lists, intentions
from telepro.services.intentions import Press
from telepro.settings import Settings
from telepro.web import twilio
from tests.conftest import undone
from tests.world import World

PAGES = "http://127.0.0.1:5000"
FORM = {
    "AccountSid": "AC" + "0" * 32,
    "CallSid": "CA" + "a" * 32,
    "CallStatus": "ringing",
    "SequenceNumber": "1",
    "Timestamp": "Tue, 24 Nov 2026 09:00:05 +0000",
    "To": "+33199001001",
}


@pytest.fixture(scope="module")
def door(settings: Settings) -> Iterator[Flask]:
    app = Flask("telepro")
    app.extensions["telepro.settings"] = settings
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    app.register_blueprint(twilio.bp)
    yield app
    with app.app_context():
        db.engine.dispose()
        queue.redis().close()


@pytest.fixture
def rows(door: Flask) -> Iterator[Session]:
    with door.app_context():
        yield from undone(door)


@pytest.fixture
def client(door: Flask) -> FlaskClient:
    return door.test_client()


def signature(path: str, form: dict[str, str], token: str = "t" * 32) -> str:
    return str(RequestValidator(token).compute_signature(PAGES + path, form))


def post(
    client: FlaskClient, path: str, form: dict[str, str], signed: str | None
) -> tuple[int, str]:
    headers = {"X-Twilio-Signature": signed} if signed is not None else {}
    answer = client.post(
        path,
        data=urlencode(form),
        headers=headers,
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )
    return answer.status_code, answer.text


def kept(rows: Session) -> int:
    return rows.query(CallInbox).count()


def test_a_signed_event_is_kept_and_answered_without_words(
    rows: Session, client: FlaskClient
) -> None:
    path = "/twilio/events/somebody"
    assert post(client, path, FORM, signature(path, FORM)) == (204, "")
    row = rows.scalars(select(CallInbox)).one()
    assert (row.subject, row.payload["CallStatus"]) == ("somebody", "ringing")


def test_a_repeated_event_is_kept_once(rows: Session, client: FlaskClient) -> None:
    path = "/twilio/events/somebody"
    for _ in range(3):
        assert post(client, path, FORM, signature(path, FORM))[0] == 204
    assert kept(rows) == 1


def test_two_statuses_of_one_call_are_two_messages(rows: Session, client: FlaskClient) -> None:
    path = "/twilio/events/somebody"
    later = FORM | {"CallStatus": "in-progress", "SequenceNumber": "2"}
    for form in (FORM, later):
        post(client, path, form, signature(path, form))
    assert kept(rows) == 2


FORGERIES = {
    "no signature": (FORM, None),
    "an empty signature": (FORM, ""),
    "a made-up signature": (FORM, "bm90IGEgc2lnbmF0dXJl"),
    "another account's token": (FORM, signature("/twilio/events/somebody", FORM, "u" * 32)),
    "a signature of another address": (FORM, signature("/twilio/events/else", FORM)),
    "a field changed after signing": (
        FORM | {"CallStatus": "completed"},
        signature("/twilio/events/somebody", FORM),
    ),
    "a field added after signing": (
        FORM | {"CallDuration": "9"},
        signature("/twilio/events/somebody", FORM),
    ),
    "another account": (
        FORM | {"AccountSid": "AC" + "9" * 32},
        signature("/twilio/events/somebody", FORM | {"AccountSid": "AC" + "9" * 32}),
    ),
}


@pytest.mark.parametrize("case", FORGERIES, ids=str)
def test_a_forged_event_gets_403_and_leaves_nothing(
    case: str, rows: Session, client: FlaskClient
) -> None:
    form, signed = FORGERIES[case]
    status, _ = post(client, "/twilio/events/somebody", form, signed)
    assert status == 403
    assert kept(rows) == 0


def test_the_signature_counts_for_the_public_address_and_not_for_a_forwarded_host(
    rows: Session, client: FlaskClient
) -> None:
    path = "/twilio/events/somebody"
    signed = str(RequestValidator("t" * 32).compute_signature("http://evil.example" + path, FORM))
    answer = client.post(
        path, data=FORM, headers={"X-Twilio-Signature": signed, "Host": "evil.example"}
    )
    assert answer.status_code == 403
    assert kept(rows) == 0


def test_an_event_about_a_call_that_we_do_not_know_changes_nothing(
    rows: Session, client: FlaskClient, now: object
) -> None:
    path = "/twilio/events/unknown"
    post(client, path, FORM, signature(path, FORM))
    assert call_events.apply("call", "unknown", World(rows, now).now) == ()  # type: ignore[arg-type]
    row = rows.scalars(select(CallInbox)).one()
    rows.refresh(row)
    assert row.problem == "no attempt of this id"


def intended(world: World) -> Attempt:
    world.at_work(world.alice)
    world.lead()
    call_lists.deal(world.campaign.id, "seed", world.now)
    entry = world.rows.scalars(select(CallListEntry)).one()
    intentions.dial(world.alice.id, Press(entry.public_id, "key"), world.now)
    attempt = world.rows.scalars(select(Attempt)).one()
    attempt.state, attempt.sid = AttemptState.PLACED, FORM["CallSid"]
    world.rows.commit()
    return attempt


def answered(client: FlaskClient, attempt: Attempt) -> str:
    path = f"/twilio/prospect/{attempt.public_id}"
    form = FORM | {"CallStatus": "in-progress"}
    status, text = post(client, path, form, signature(path, form))
    assert status == 200
    return text


def test_an_answered_prospect_joins_the_conference_of_the_session(
    world: World, client: FlaskClient
) -> None:
    attempt = intended(world)
    text = answered(client, attempt)
    assert "<Conference" in text
    assert 'endConferenceOnExit="false"' in text


def test_a_prospect_who_answers_after_the_teleprospector_hung_up_is_let_go(
    world: World, client: FlaskClient
) -> None:
    attempt = intended(world)
    intentions.hang_up(world.alice.id, attempt.public_id, world.now)
    assert "<Hangup" in answered(client, attempt)
    assert "<Conference" not in answered(client, attempt)


def test_a_softphone_is_known_by_its_signed_identity_and_nothing_else(
    world: World, client: FlaskClient
) -> None:
    work = world.at_work(world.alice)
    world.rows.commit()
    form = FORM | {"From": f"client:session_{work.public_id}", "To": ""}
    status, text = post(client, "/twilio/voice", form, signature("/twilio/voice", form))
    assert (status, work.public_id in text) == (200, True)
    stranger = form | {"From": "client:session_nobody"}
    _, text = post(client, "/twilio/voice", stranger, signature("/twilio/voice", stranger))
    assert "<Hangup" in text


def test_who_tries_a_line_hears_silence_and_joins_nobody(world: World, client: FlaskClient) -> None:
    form = FORM | {"From": "client:trial_somebody", "To": ""}
    _, text = post(client, "/twilio/voice", form, signature("/twilio/voice", form))
    assert "<Pause" in text
    assert "<Hangup" in text
    assert "<Conference" not in text


TEXT = {
    "AccountSid": "AC" + "0" * 32,
    "MessageSid": "SM" + "b" * 32,
    "From": "+33639980001",
    "To": "+33755530000",
    "Body": "OUI, merci " + "x" * 2000,
}


def test_what_people_write_back_is_kept_once_and_answered_without_words(
    client: FlaskClient, rows: Session
) -> None:
    path = "/twilio/message"
    for _repeat in range(2):
        status, said = post(client, path, TEXT, signature(path, TEXT))
        assert (status, "<Message" in said, "<Response" in said) == (200, False, True)
    row = rows.scalars(select(CallInbox)).one()
    assert (row.kind, row.subject, row.call_sid) == ("reply", TEXT["MessageSid"], None)
    assert len(row.payload["Body"]) == 1600
    assert post(client, path, TEXT, "forged")[0] == 403


def test_each_status_of_a_message_is_kept(client: FlaskClient, rows: Session) -> None:
    path = "/twilio/messages/5f0c"
    for status in ("sent", "delivered", "sent"):
        form = {**TEXT, "MessageStatus": status, "Body": ""}
        assert post(client, path, form, signature(path, form)) == (204, "")
    statuses = [row.payload["MessageStatus"] for row in rows.scalars(select(CallInbox))]
    assert sorted(statuses) == ["delivered", "sent"]
