"""Messages that the carrier did not send: forged, replayed, and signed ones that make no sense."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

import requests
from twilio.request_validator import RequestValidator

from tests.chaos.carried import newest_messages
from tests.smoke_messages import Sent, forge, repeat
from tests.system.house import House

EVERY = 6.0  # seconds
FEWEST = 8  # true messages that forgeries are made of
REPLAYED = 6
FIRST_MARK = 100_000
PATIENCE = 5.0
NO_ANSWER = 0
POISON = (
    {"CallStatus": "levitating"},
    {"CallStatus": ""},
    {"CallStatus": "ringing", "CallSid": ""},
    {"CallStatus": "ringing", "SequenceNumber": "nine"},
)


@dataclass
class Strangers:
    """Whoever writes to the house in the carrier's name."""

    house: House
    forged: list[Sent] = field(default_factory=list)
    replayed: list[int] = field(default_factory=list)
    poisoned: list[int] = field(default_factory=list)
    _marks: int = FIRST_MARK

    def until(self, stop: threading.Event) -> None:
        """Send some of each, again and again; a house that is away is tried again later."""
        while not stop.wait(EVERY):
            with suppress(requests.RequestException, OSError):
                self._send()

    def _send(self) -> None:
        messages = newest_messages(self.house.layout.ledger)
        if len(messages) < FEWEST:
            return
        token = self.house.settings.carrier.auth_token
        # The oldest are all of lines that people opened when they came, none of a call.
        self.forged += forge(messages[::-1], token)
        self.replayed += repeat(messages[:REPLAYED], token)
        # Only a message about a call is read: one about something unknown is put aside unread.
        about_calls = [m.url.partition("#")[0] for m in messages if "/twilio/events/" in m.url]
        for form in POISON if about_calls else ():
            self.poisoned.append(self._poison(about_calls[-1], form))

    def _poison(self, url: str, form: dict[str, str]) -> int:
        self._marks += 1
        account = self.house.settings.carrier
        sid = f"CA{self._marks:032x}"
        form = {
            "AccountSid": account.account_sid, "CallSid": sid,
            "SequenceNumber": str(self._marks), **form,
        }  # fmt: skip
        signature = RequestValidator(account.auth_token).compute_signature(url, form)
        headers = {"X-Twilio-Signature": signature}
        try:
            return requests.post(url, data=form, headers=headers, timeout=PATIENCE).status_code
        except requests.RequestException:
            return NO_ANSWER


@dataclass
class Pulse:
    """How long one signed message takes to be acknowledged, asked twice a second."""

    house: House
    seconds: list[tuple[float, float, int]] = field(default_factory=list)

    def until(self, stop: threading.Event) -> None:
        """Send a message about no attempt, which leaves a row and changes nothing."""
        number = 0
        while not stop.wait(0.5):
            number += 1
            begun = time.monotonic()
            with suppress(requests.RequestException):
                status = self._send(number)
                self.seconds.append((begun, time.monotonic() - begun, status))

    def _send(self, number: int) -> int:
        account = self.house.settings.carrier
        url = f"{self.house.address}/twilio/events/{'0' * 20}"
        form = {
            "AccountSid": account.account_sid, "CallSid": f"CA{number:032x}",
            "CallStatus": "ringing", "SequenceNumber": str(number),
        }  # fmt: skip
        signature = RequestValidator(account.auth_token).compute_signature(url, form)
        headers = {"X-Twilio-Signature": signature}
        return requests.post(url, data=form, headers=headers, timeout=15).status_code
