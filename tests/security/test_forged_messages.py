"""The carrier's door opens for the carrier's own messages, however strange, and for no forgery."""

import time

import pytest
from werkzeug.test import TestResponse

from tests.security.forgeries import FORGERIES, FORM, GENUINE, Message, honest, signed
from tests.security.houses import House, house
from tests.security.state import changed, state

__all__ = ["house"]

DOORS = (
    "/twilio/events/somebody",
    "/twilio/conference/somebody",
    "/twilio/prospect/somebody",
    "/twilio/voice",
    "/twilio/prospect-left/somebody",
    "/twilio/session-left/somebody",
)
SECONDS = 2.0


def sent(house: House, message: Message) -> TestResponse:
    headers = dict(message.headers)
    if message.signature is not None:
        headers["X-Twilio-Signature"] = message.signature
    return house.client().open(
        message.path,
        method=message.method,
        query_string=message.query,
        data=message.body,
        headers=headers,
        content_type=message.kind,
    )


@pytest.mark.parametrize("case", FORGERIES)
def test_a_forgery_gets_403_and_leaves_nothing(house: House, case: str) -> None:
    with house.undone():
        before = state(house.connection)
        answer = sent(house, FORGERIES[case](honest()))
        assert answer.status_code == 403, case
        assert changed(before, house.connection) == []


@pytest.mark.parametrize("case", GENUINE)
def test_a_strange_message_of_the_carrier_is_kept(house: House, case: str) -> None:
    with house.undone():
        before, began = state(house.connection), time.monotonic()
        assert sent(house, GENUINE[case]).status_code == 204
        assert time.monotonic() - began < SECONDS
        assert changed(before, house.connection) == ["call_inbox"]


@pytest.mark.parametrize("door", DOORS)
def test_no_door_of_the_carrier_stands_open(house: House, door: str) -> None:
    with house.undone():
        for form in ({}, FORM):
            unsigned = Message(door, "", signed(door, form).body)
            assert sent(house, unsigned).status_code == 403
        assert sent(house, signed(door, FORM)).status_code in {200, 204}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_the_carrier_posts_and_nothing_else(house: House, method: str) -> None:
    with house.undone():
        before = state(house.connection)
        for door in DOORS:
            message = Message(door, "", honest().body, honest().signature, method)
            assert sent(house, message).status_code in {403, 405}
        assert changed(before, house.connection) == []


@pytest.mark.parametrize("subject", ["%00", "x" * 3000, "..%2f..%2fetc", "%ff%fe", "'--", "-1"])
def test_an_odd_subject_is_kept_or_refused_and_breaks_nothing(house: House, subject: str) -> None:
    with house.undone():
        status = sent(house, signed(f"/twilio/events/{subject}", FORM)).status_code
    assert status in {204, 400, 403, 404}
