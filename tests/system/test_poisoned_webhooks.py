"""A signed message that makes no sense is answered at once, stops nobody, and stays to be seen."""

import re
import time

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.system.house import House, until
from tests.system.teleprospectors import dealt_to, is_over, leads, press_f2
from tests.world import World

pytestmark = pytest.mark.timeout(60, func_only=True)
AT_ONCE = 1.0  # seconds
SID = "CA" + "f" * 32
POISON = (
    {"CallSid": SID, "CallStatus": "levitating", "SequenceNumber": "900"},
    {"CallSid": SID, "SequenceNumber": "901"},
    {"CallStatus": "ringing", "SequenceNumber": "902"},
    {"CallSid": SID, "CallStatus": "ringing", "SequenceNumber": "nine"},
)
TOO_LARGE = {"CallSid": SID, "CallStatus": "ringing", "From": "9" * 1_000_000}


def test_a_poisoned_message_is_answered_at_once_and_stops_nobody(
    attacked: House, cast: World
) -> None:
    alice = cast.at_work(cast.alice).person_id
    leads(cast, 1)
    attempt = press_f2(attacked, alice, dealt_to(attacked, alice))
    for poison in POISON:
        status, seconds = sent(attacked, attempt, poison)
        assert status == 204
        assert seconds < AT_ONCE
    status, seconds = sent(attacked, attempt, TOO_LARGE)
    assert 200 <= status < 500
    assert seconds < AT_ONCE
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, attempt), "the poisoned call did not end")
    until(lambda: dead_letters(attacked) == len(POISON), "the dead letters are not to be seen")


def sent(house: House, attempt: str, form: dict[str, str]) -> tuple[int, float]:
    """Post a message with the carrier's own signature: the answer's status, and after how long."""
    account = house.settings.carrier
    url = f"{house.address}/twilio/events/{attempt}"
    form = {"AccountSid": account.account_sid, **form}
    signature = RequestValidator(account.auth_token).compute_signature(url, form)
    begun = time.monotonic()
    answer = requests.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=20)
    return answer.status_code, time.monotonic() - begun


def dead_letters(house: House) -> int:
    """How many the house itself shows to whoever is on call."""
    page = requests.get(house.address + "/metrics", timeout=5).text
    found = re.search(r"^telepro_inbox_dead_letters (\S+)$", page, re.M)
    assert found
    return int(float(found[1]))
