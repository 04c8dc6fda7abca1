"""A session on the phone, through every door: hold, keys, a colleague, a hand-over, a manager's ear."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from telepro import jobs
from telepro.queue import Bell
from telepro.telephony import numbers
from tests.phone_house import CALLS, DIAL_IN, Desk, PhoneHouse, phone_house


@pytest.fixture
def phone(
    servers: dict[str, Any], postgres_url: str, valkey_url: str, worker_name: str, tmp_path: Path
) -> Iterator[PhoneHouse]:
    with phone_house(servers, f"phone_{worker_name}", valkey_url, tmp_path) as found:
        yield found


def test_a_prospect_is_put_on_hold_and_taken_back(phone: PhoneHouse) -> None:
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    orders = f"/desk/attempts/{attempt}/orders"
    alice.tell(orders, client_key="hold", order="hold")
    alice.tell(orders, client_key="hold", order="hold")
    phone.until(lambda: Desk(alice).attempt["held_since"] is not None)
    assert phone.participants()[attempt]["hold"] is True
    alice.tell(orders, client_key="back", order="resume")
    phone.until(lambda: Desk(alice).attempt["held_since"] is None)
    assert phone.participants()[attempt]["hold"] is False


def test_a_manager_listens_whispers_and_joins_always_seen(phone: PhoneHouse) -> None:
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    bob = phone.visit("bob.martin")
    bob.open(f"/campaigns/{phone.campaign_id}")
    bob.send({}, "/listen")
    leg = bob.here.rpartition("/")[2]
    assert listeners(alice) == [("Bob Martin", "listen", "asked")]
    phone.open_line(bob.ask(f"/listening/{leg}/ticket"))
    phone.until(lambda: listeners(alice) == [("Bob Martin", "listen", "joined")])
    assert phone.participants()[f"listener_{leg}"]["muted"] is True
    for mode, muted, coaching in (("whisper", False, True), ("join", False, False)):
        bob.send({}, f"/listening/{leg}/{mode}")
        phone.until(lambda mode=mode: listeners(alice) == [("Bob Martin", mode, "joined")])
        ear = phone.participants()[f"listener_{leg}"]
        assert (ear["muted"], ear["coaching"]) == (muted, coaching)
    bob.send({}, f"/listening/{leg}/stop")
    phone.until(lambda: listeners(alice) == [])
    assert set(phone.participants()) == {attempt, f"session_{Desk(alice).session['id']}"}


def test_a_recorded_call_is_told_so_moved_home_and_heard_by_few(phone: PhoneHouse) -> None:
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    said = [line for line in phone.house.twilio.lines() if line["event"] == "webhook"]
    assert any("prospect" in line["url"] for line in said)
    assert Desk(alice).attempt["recorded_for"] == "training"
    orders = f"/desk/attempts/{attempt}/orders"
    alice.tell(orders, client_key="pause", order="pause_recording")
    phone.until(lambda: Desk(alice).attempt["recording_paused"])
    alice.tell(orders, client_key="go on", order="go_on_recording")
    phone.until(lambda: not Desk(alice).attempt["recording_paused"])
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    phone.until(lambda: phone.recording_state() == "stored", *CALLS, Bell.IMPORTS)
    recording = phone.recording()
    assert phone.rest("/Recordings")["recordings"] == []
    bob, charlie = phone.visit("bob.martin"), phone.visit("charlie.petit")
    page = f"/recordings/{recording.public_id}"
    assert "recording paused" in bob.open(f"{page}?lang=en")
    sound = bob.session.get(f"{phone.house.address}{page}/sound", timeout=10)
    assert sound.headers["Content-Type"] == "audio/wav"
    assert (sound.content[:4], len(sound.content)) == (b"RIFF", recording.bytes)
    part = {"Range": "bytes=10-19"}
    some = bob.session.get(f"{phone.house.address}{page}/sound", headers=part, timeout=10)
    assert (some.status_code, some.content) == (206, sound.content[10:20])
    assert alice.session.get(f"{phone.house.address}{page}/sound", timeout=10).ok
    refused = charlie.session.get(f"{phone.house.address}{page}/sound", timeout=10)
    assert refused.status_code == 404
    assert phone.actions("recording.heard") == ["Bob Martin", "Alice Durand"]
    bob.send({}, f"{page}/delete")
    gone = bob.session.get(f"{phone.house.address}{page}/sound", timeout=10)
    assert gone.status_code == 404


def listeners(alice: Any) -> list[tuple[str, str, str]]:
    return [
        (each["name"], each["mode"], each["state"])
        for each in Desk(alice).session["others"]
        if each["kind"] == "listener"
    ]


def test_an_ordinary_telephone_with_a_code_is_the_line(phone: PhoneHouse) -> None:
    alice = phone.visit("alice.durand")
    alice.open("/desk")
    alice.send({"campaign_id": phone.campaign_id}, "/desk/start")
    alice.open("/desk?lang=en")
    code = str(phone.session("alice.durand").dial_in_code)
    panel = str(alice.page.find(id="phone-panel"))
    assert "and press this code" in panel and f"{code[:4]} {code[4:]}" in panel
    wrong = phone.asked_by_carrier("/twilio/inbound", To=DIAL_IN, From="+33199005555")
    assert "<Gather" in wrong and "/twilio/dial-in/1" in wrong
    again = phone.asked_by_carrier("/twilio/dial-in/1", Digits="00000000")
    assert "opens no line" in again and "/twilio/dial-in/2" in again
    assert "<Gather" not in phone.asked_by_carrier("/twilio/dial-in/3", Digits="00000000")
    joined = phone.asked_by_carrier("/twilio/dial-in/2", Digits=code)
    session = Desk(alice).session["id"]
    assert f"session_{session}" in joined and "<Conference" in joined


def test_a_colleague_is_brought_in_and_takes_the_call_over(phone: PhoneHouse) -> None:
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    orders = f"/desk/attempts/{attempt}/orders"
    rita, paul = phone.colleague("Rita Occupée"), phone.colleague("Paul Closer")
    alice.tell(orders, client_key="rita", order="bring_in", colleague_id=rita)
    phone.until(lambda: colleagues(alice) == [("Rita Occupée", "asked")])
    phone.until(lambda: colleagues(alice) == [])
    alice.tell(orders, client_key="hold", order="hold")
    alice.tell(orders, client_key="paul", order="bring_in", colleague_id=paul)
    phone.until(lambda: colleagues(alice) == [("Paul Closer", "joined")])
    assert phone.participants()[attempt]["hold"] is True
    alice.tell(orders, client_key="back", order="resume")
    phone.until(lambda: Desk(alice).attempt["held_since"] is None)
    alice.tell(orders, client_key="over", order="hand_over")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    phone.until(lambda: colleagues(alice) == [])
    said = {"client_key": "k", "disposition": "quote", "note": "Avec Paul."}
    alice.tell(f"/desk/attempts/{attempt}/outcome", **said)
    (room,) = [
        each
        for each in phone.rest("/Conferences")["conferences"]
        if each["friendly_name"] == f"handed-over-{attempt}"
    ]
    assert room["status"] == "in-progress"
    phone.until(lambda: Desk(alice).state["card"] is not None, Bell.DEAL)
    second = phone.in_a_call(alice, key="f2 again")
    assert second != attempt


def test_who_calls_back_reaches_alice_and_is_heard(phone: PhoneHouse) -> None:
    alice, _line = phone.at_work()
    attempt = phone.in_a_call(alice)
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    said = {"client_key": "k", "disposition": "callback", "callback_at": "2026-11-25T10:00"}
    alice.tell(f"/desk/attempts/{attempt}/outcome", **said)
    with phone.house.app.app_context():
        numbers.point_home(jobs.carrier())
    phone.calls_us("+33199001001")
    phone.until(lambda: (Desk(alice).state["attempt"] or {}).get("phase") == "connected")
    back = Desk(alice).attempt
    assert (back["lead_name"], back["id"] != attempt) == ("École des Tilleuls", True)
    assert back["id"] in phone.participants()
    alice.tell(f"/desk/attempts/{back['id']}/hangup")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    done = {"client_key": "k2", "disposition": "refused_to_listen", "reason": "no_time"}
    alice.tell(f"/desk/attempts/{back['id']}/outcome", **done)


def colleagues(alice: Any) -> list[tuple[str, str]]:
    return [
        (each["name"], each["state"])
        for each in Desk(alice).session["others"]
        if each["kind"] == "colleague"
    ]
