"""A session on the phone, through every door: hold, keys, a colleague, a hand-over, a manager's ear."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.phone_house import Desk, PhoneHouse, phone_house


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


def listeners(alice: Any) -> list[tuple[str, str, str]]:
    return [
        (each["name"], each["mode"], each["state"])
        for each in Desk(alice).session["others"]
        if each["kind"] == "listener"
    ]
