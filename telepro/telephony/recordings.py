"""Recordings at the carrier: paused, found, fetched piece by piece, and deleted there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from twilio.rest import Client

from campaigns.call.recording import Told
from telepro.settings import Carrier as Account
from telepro.telephony.troubles import TelephonyError, Trouble, translated

CURRENT = "Twilio.CURRENT"
PIECE = 64 * 1024
SECONDS = (4, 30)  # to connect, and from one piece to the next
TWILIO = "https://api.twilio.com"
# Twilio makes an MP3 of every recording, a tenth of the size; the local one has WAV only.
FORMS = ((".mp3", "audio/mpeg"), (".wav", "audio/wav"))
NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording on its way: how its name ends, and its bytes."""

    ending: str
    pieces: Iterator[bytes]


class Recordings:
    """The recordings of one account; every method raises `TelephonyError`."""

    def __init__(self, client: Client, account: Account) -> None:
        self._client = client
        self._account = account

    def pause(self, call_sid: str) -> None:
        """Record nothing of what is said from now on; the gap is not silence but missing."""
        with translated():
            self._current(call_sid).update(status="paused", pause_behavior="skip")

    def go_on(self, call_sid: str) -> None:
        """Record again."""
        with translated():
            self._current(call_sid).update(status="in-progress")

    def of_call(self, call_sid: str) -> list[Told]:
        """What was recorded of a call."""
        with translated():
            found = self._client.calls(call_sid).recordings.list(limit=20)
        return [_known(each) for each in found]

    def delete(self, sid: str) -> None:
        """Delete a recording at the carrier; one that is gone counts as deleted."""
        try:
            with translated():
                self._client.recordings(sid).delete()
        except TelephonyError as error:
            if error.code not in {"20404", str(NOT_FOUND)}:
                raise

    @contextmanager
    def fetched(self, sid: str) -> Iterator[Sound]:
        """The sound of a recording, in pieces, in the smallest form that the carrier has."""
        base = self._account.base_url or TWILIO
        path = f"{base}/2010-04-01/Accounts/{self._account.account_sid}/Recordings/{sid}"
        for ending, _kind in FORMS:
            with translated(), self._open(path + ending) as answer:
                if answer.status_code == NOT_FOUND:
                    continue
                answer.raise_for_status()
                yield Sound(ending, answer.iter_content(PIECE))
                return
        raise TelephonyError(Trouble.REFUSED, "20404", "The carrier has no such recording.")

    def _open(self, url: str) -> requests.Response:
        keys = (self._account.account_sid, self._account.auth_token)
        session = requests.Session()
        if self._account.base_url:
            session.trust_env = False
        return session.get(url, auth=keys, timeout=SECONDS, stream=True)

    def _current(self, call_sid: str) -> Any:
        return self._client.calls(call_sid).recordings(CURRENT)


def _known(found: Any) -> Told:
    return Told(
        str(found.sid),
        str(getattr(found.status, "value", found.status)),
        int(found.duration) if found.duration and int(found.duration) >= 0 else None,
        found.start_time,
    )
