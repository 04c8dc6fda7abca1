"""A recording in a bucket, through every door: moved there, heard through our pages alone, deleted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select, update

from telepro import clock, jobs, queue
from telepro.db import db
from telepro.db.other_legs import CallRecording
from telepro.embedded.ports import free_port
from telepro.queue import Bell
from telepro.services import recordings
from telepro.settings import Bucket
from telepro.storage.chosen import storage_of
from tests.buckets import BucketServer, bucket_server
from tests.journey_house import Browser
from tests.phone_house import CALLS, Desk, PhoneHouse, phone_house

SETTINGS = "telepro.settings"


@pytest.fixture
def phone(
    servers: dict[str, Any], postgres_url: str, valkey_url: str, worker_name: str, tmp_path: Path
) -> Iterator[PhoneHouse]:
    with phone_house(servers, f"bucket_{worker_name}", valkey_url, tmp_path) as found:
        yield found


@pytest.fixture
def server() -> Iterator[BucketServer]:
    with bucket_server() as found:
        yield found


def keep_in(phone: PhoneHouse, bucket: Bucket) -> None:
    known = phone.house.app.extensions
    known[SETTINGS] = replace(known[SETTINGS], bucket=bucket)


def away(server: BucketServer) -> Bucket:
    return replace(server.account, endpoint=f"http://127.0.0.1:{free_port()}")


def heard(phone: PhoneHouse, browser: Browser, **headers: str) -> requests.Response:
    path = f"/recordings/{phone.recording().public_id}/sound"
    return browser.session.get(f"{phone.house.address}{path}", headers=headers, timeout=20)


def purge(phone: PhoneHouse) -> int:
    with phone.house.app.app_context():
        storage = storage_of(phone.house.app.extensions[SETTINGS])
        return recordings.purge(clock.now(), jobs.carrier(), storage)


def recorded(phone: PhoneHouse) -> None:
    """Alice makes a call that is recorded."""
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    phone.until(lambda: Desk(alice).attempt["phase"] != "connected")


def try_again(phone: PhoneHouse) -> None:
    """Some minutes pass, and a worker looks again."""
    clock.set_shift(clock.shift().total_seconds() + 130)
    with phone.house.app.app_context():
        queue.ring(Bell.IMPORTS)


def set_tries(phone: PhoneHouse, count: int) -> None:
    with phone.house.app.app_context():
        db.session.execute(update(CallRecording).values(tries=count))
        db.session.commit()


def tries(phone: PhoneHouse) -> int | None:
    with phone.house.app.app_context():
        return db.session.scalar(select(CallRecording.tries))


def problem(phone: PhoneHouse) -> str | None:
    with phone.house.app.app_context():
        return db.session.scalar(select(CallRecording.problem))


def test_a_recording_goes_to_the_bucket_and_is_heard_by_few(
    phone: PhoneHouse, server: BucketServer
) -> None:
    keep_in(phone, away(server))
    recorded(phone)
    phone.until(lambda: problem(phone) is not None, *CALLS, Bell.IMPORTS)
    assert problem(phone) == "Away: the bucket does not answer: EndpointConnectionError"
    assert len(phone.rest("/Recordings")["recordings"]) == 1

    # Much longer than a recording that the carrier does not have is asked for.
    for _hour in range(2):
        set_tries(phone, 1000)
        try_again(phone)
        phone.until(lambda: tries(phone) == 1001, Bell.IMPORTS)
    keep_in(phone, server.account)
    try_again(phone)
    phone.until(lambda: phone.recording_state() == "stored", Bell.IMPORTS)
    found = phone.recording()
    assert server.keys() == [f"recordings/{found.place}"]
    assert phone.rest("/Recordings")["recordings"] == []

    bob, charlie = phone.visit("bob.martin"), phone.visit("charlie.petit")
    whole = heard(phone, bob)
    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/wav")
    assert whole.headers["Cache-Control"] == "no-store"
    assert (whole.content[:4], len(whole.content)) == (b"RIFF", found.bytes)
    part = heard(phone, bob, Range="bytes=10-19")
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{found.bytes}"
    beyond = heard(phone, bob, Range="bytes=99999999-")
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{found.bytes}"
    assert heard(phone, charlie).status_code == 404

    keep_in(phone, away(server))
    nothing = heard(phone, bob)
    assert nothing.status_code == 503
    assert "The recording can&#39;t be reached" in nothing.text
    assert phone.actions("recording.heard") == ["Bob Martin"]

    bob.open(f"/recordings/{found.public_id}")
    bob.send({}, "/delete")
    assert purge(phone) == 0
    assert (phone.recording_state(), len(server.keys())) == ("stored", 1)
    keep_in(phone, server.account)
    assert purge(phone) == 1
    assert (phone.recording_state(), server.keys()) == ("purged", [])
