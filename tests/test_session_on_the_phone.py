"""A session on the phone, through every door: hold, keys, a colleague, a hand-over, a manager's ear."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from telepro import clock, jobs
from telepro.callers.line import Line
from telepro.queue import Bell
from telepro.telephony import numbers
from tests.journey_house import Browser
from tests.phone_house import CALLS, DIAL_IN, Desk, PhoneHouse, phone_house

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def phone(
    servers: dict[str, Any], postgres_url: str, valkey_url: str, worker_name: str, tmp_path: Path
) -> Iterator[PhoneHouse]:
    with phone_house(servers, f"phone_{worker_name}", valkey_url, tmp_path) as found:
        yield found


def test_one_session_lives_through_all_that_happens_on_a_phone(phone: PhoneHouse) -> None:
    """Hold, a manager's ear, a lost line, a colleague who takes over, and somebody who calls back."""
    alice, line = phone.at_work()
    first = phone.in_a_call(alice)
    a_prospect_is_put_on_hold_and_taken_back(phone, alice, first)
    bob_listens_whispers_and_joins_always_seen(phone, alice, first)
    hangs_up(phone, alice, first, disposition="callback", callback_at="2026-11-25T10:00")
    second = next_call(phone, alice)
    the_line_drops_and_is_back(phone, alice, line, second)
    says(alice, second, disposition="refused_to_listen", reason="no_time")
    third = next_call(phone, alice)
    paul_is_brought_in_and_takes_over(phone, alice, third)
    says(alice, third, disposition="quote", note="Avec Paul.")
    fourth = the_first_calls_back_and_reaches_alice(phone, alice)
    hangs_up(phone, alice, fourth, disposition="refused_to_listen", reason="no_time")
    assert len({first, second, third, fourth}) == 4
    calls = dict.fromkeys((first, second, third), "stored")
    phone.until(lambda: phone.recordings() == calls, *CALLS, Bell.IMPORTS)
    assert phone.losses() == ["line_hung_up"]
    assert Desk(alice).state["unfinished"] == []


def next_call(phone: PhoneHouse, alice: Browser) -> str:
    phone.until(lambda: Desk(alice).state["card"] is not None, Bell.DEAL)
    return phone.in_a_call(alice, key=f"f2 {Desk(alice).state['card']['entry_id']}")


def hangs_up(phone: PhoneHouse, alice: Browser, attempt: str, **said: str) -> None:
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    says(alice, attempt, **said)


def says(alice: Browser, attempt: str, **said: str) -> None:
    alice.tell(f"/desk/attempts/{attempt}/outcome", client_key=f"said {attempt}", **said)


def orders(alice: Browser, attempt: str, order: str, **more: str) -> None:
    key = f"{order} {more} {attempt}"
    alice.tell(f"/desk/attempts/{attempt}/orders", client_key=key, order=order, **more)


def others(alice: Browser, kind: str) -> list[tuple[str, str, str]]:
    return [
        (each["name"], each["mode"], each["state"])
        for each in Desk(alice).session["others"]
        if each["kind"] == kind
    ]


def a_prospect_is_put_on_hold_and_taken_back(
    phone: PhoneHouse, alice: Browser, attempt: str
) -> None:
    orders(alice, attempt, "hold")
    orders(alice, attempt, "hold")
    phone.until(lambda: Desk(alice).attempt["held_since"] is not None)
    assert phone.participants()[attempt]["hold"] is True
    orders(alice, attempt, "resume")
    phone.until(lambda: Desk(alice).attempt["held_since"] is None)
    assert phone.participants()[attempt]["hold"] is False


def bob_listens_whispers_and_joins_always_seen(
    phone: PhoneHouse, alice: Browser, attempt: str
) -> None:
    bob = phone.visit("bob.martin")
    bob.open(f"/campaigns/{phone.campaign_id}")
    bob.send({}, "/listen")
    leg = bob.here.rpartition("/")[2]
    assert others(alice, "listener") == [("Bob Martin", "listen", "asked")]
    phone.open_line(bob.ask(f"/listening/{leg}/ticket"))
    phone.until(lambda: others(alice, "listener") == [("Bob Martin", "listen", "joined")])
    assert phone.participants()[f"listener_{leg}"]["muted"] is True
    for mode, muted, coaching in (("whisper", False, True), ("join", False, False)):
        bob.send({}, f"/listening/{leg}/{mode}")
        seen = [("Bob Martin", mode, "joined")]
        phone.until(lambda seen=seen: others(alice, "listener") == seen)
        ear = phone.participants()[f"listener_{leg}"]
        assert (ear["muted"], ear["coaching"]) == (muted, coaching)
    bob.send({}, f"/listening/{leg}/stop")
    phone.until(lambda: others(alice, "listener") == [])
    assert set(phone.participants()) == {attempt, f"session_{Desk(alice).session['id']}"}


def the_line_drops_and_is_back(phone: PhoneHouse, alice: Browser, line: Line, attempt: str) -> None:
    before = Desk(alice).session["id"]
    line.close()
    phone.until(lambda: Desk(alice).session["work_state"] == "line_lost")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    assert not Desk(alice).session["conference_ready"]
    # The carrier tells whole seconds: a line that is back within one was never away.
    back_at = clock.now() + timedelta(seconds=1)
    phone.until(lambda: clock.now() > back_at)
    phone.open_line(alice.ask("/desk/softphone"))
    phone.until(lambda: Desk(alice).session["work_state"] == "ready")
    session = Desk(alice).session
    assert (session["id"], session["conference_ready"]) == (before, True)
    assert Desk(alice).attempt["id"] == attempt


def paul_is_brought_in_and_takes_over(phone: PhoneHouse, alice: Browser, attempt: str) -> None:
    rita, paul = phone.colleague("Rita Occupée"), phone.colleague("Paul Closer")
    orders(alice, attempt, "bring_in", colleague_id=rita)
    phone.until(lambda: colleagues(alice) == [("Rita Occupée", "asked")])
    phone.until(lambda: colleagues(alice) == [])
    orders(alice, attempt, "hold")
    orders(alice, attempt, "bring_in", colleague_id=paul)
    phone.until(lambda: colleagues(alice) == [("Paul Closer", "joined")])
    assert phone.participants()[attempt]["hold"] is True
    orders(alice, attempt, "resume")
    phone.until(lambda: Desk(alice).attempt["held_since"] is None)
    orders(alice, attempt, "hand_over")
    phone.until(lambda: Desk(alice).attempt["phase"] == "ended")
    phone.until(lambda: colleagues(alice) == [])
    rooms = phone.rest("/Conferences")["conferences"]
    statuses = {each["friendly_name"]: each["status"] for each in rooms}
    assert statuses[f"handed-over-{attempt}"] == "in-progress"


def colleagues(alice: Browser) -> list[tuple[str, str]]:
    return [(name, state) for name, _mode, state in others(alice, "colleague")]


def the_first_calls_back_and_reaches_alice(phone: PhoneHouse, alice: Browser) -> str:
    with phone.house.app.app_context():
        numbers.point_home(jobs.carrier())
    phone.calls_us("+33199001001")
    phone.until(lambda: (Desk(alice).state["attempt"] or {}).get("phase") == "connected")
    back = Desk(alice).attempt
    assert back["lead_name"] == "École des Tilleuls"
    assert back["id"] in phone.participants()
    return str(back["id"])


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
