"""Somebody who sends webhooks that the carrier did not sign, and notes which are believed."""

from flask import Flask

from telepro.crash import Crashed
from telepro.localtwilio.messages import Send
from telepro.simulation.wire import call_application

REFUSED = 403
CALL = "CAf" + "0" * 32
FORM = f"AccountSid=AC{'0' * 32}&CallSid={CALL}&CallStatus=completed&CallDuration=999"
HEADERS = (
    ("Content-Type", "application/x-www-form-urlencoded"),
    ("X-Twilio-Signature", "bm90IHRoZSBjYXJyaWVyJ3M="),
)


class Forger:
    """Knows the address of every attempt and the account, but not the account's secret."""

    def __init__(self, app: Flask, address: str) -> None:
        self.believed: list[str] = []
        self._app = app
        self._address = address

    def send(self, attempt: str) -> None:
        """Say that a call is over which is not."""
        url = f"{self._address}/twilio/events/{attempt}"
        try:
            answer = call_application(self._app, Send(0, "POST", url, HEADERS, FORM, 1, 1, 1))
        except Crashed:
            return
        if answer.status != REFUSED:
            self.believed.append(f"{attempt}: answered {answer.status}")
