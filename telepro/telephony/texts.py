"""Text messages by the carrier: one request per message, and what became of those nobody answered for.

Sending is at most once, as placing a call is: a reply that is lost is asked about, never repeated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from twilio.rest import Client

from telepro.telephony.troubles import translated

RETRIES = "#rc=3&rp=ct,rt,5xx"


@dataclass(frozen=True, slots=True)
class Text:
    """One text message to send: which of ours, to whom, from which number, its words."""

    public_id: str
    to: str
    sender: str
    body: str


@dataclass(frozen=True, slots=True)
class CarrierText:
    """What the carrier says of a message when asked."""

    sid: str
    status: str
    body: str


class Texts:
    """The messages of one account; every method raises `TelephonyError`."""

    def __init__(self, client: Client, public: str) -> None:
        self._client = client
        self._public = public

    def send(self, text: Text) -> str:
        """Hand a message over and return the carrier's id of it."""
        with translated():
            made = self._client.messages.create(
                to=text.to,
                from_=text.sender,
                body=text.body,
                status_callback=f"{self._public}/twilio/messages/{text.public_id}{RETRIES}",
            )
        return str(made.sid)

    def find(self, to: str, sender: str, since: datetime) -> Sequence[CarrierText]:
        """The messages to `to` from `sender` that were made at or after `since`, newest first."""
        with translated():
            found = self._client.messages.list(to=to, from_=sender, limit=20)
        return [
            CarrierText(str(each.sid), str(getattr(each.status, "value", each.status)), each.body)
            for each in found
            if each.date_created and each.date_created >= since
        ]
