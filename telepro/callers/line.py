"""A caller's own leg: the softphone's stream at the local Twilio, and who can be heard on it."""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from telepro.localtwilio.sayings import Saying

log = logging.getLogger(__name__)

SIMULATED = "simulated"
CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 30.0  # the stream says that it is still there every ten
ASK_SECONDS = 5.0


class RealLine(Exception):
    """There is no local Twilio here: whoever is called would be a real person."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the desk gives to open a line: which softphone, where, with which token."""

    adapter: str
    base_url: str
    token: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the person at the other end says, in one word and in their own."""

    says: Saying | None
    text: str = ""


NOTHING_HEARD = Heard(None)


class Line:
    """One leg at a time; the call stands as long as its stream does."""

    def __init__(self) -> None:
        self._base_url = ""
        self._sid = ""
        self._met: dict[str, str] = {}
        self._reader: threading.Thread | None = None

    @property
    def is_open(self) -> bool:
        """True while the stream stands."""
        return self._reader is not None and self._reader.is_alive()

    def open(self, ticket: Ticket) -> None:
        """Open a leg; raises `RealLine` for anything but the local Twilio's softphone."""
        if ticket.adapter != SIMULATED:
            raise RealLine(
                f"found the softphone “{ticket.adapter}”, expected the local Twilio's: "
                "simulated teleprospectors never call real people."
            )
        self._base_url = ticket.base_url
        self._reader = threading.Thread(target=self._read, args=(ticket,), daemon=True)
        self._reader.start()

    def close(self) -> None:
        """Hang up the leg, which ends the stream."""
        if self._sid and self.is_open:
            self._say(f"/softphone/{self._sid}/hangup")
        if self._reader is not None:
            self._reader.join(ASK_SECONDS)

    def sid_of(self, attempt: str) -> str:
        """The carrier's id of the leg that joined for this attempt, even if it has left again;
        empty while nobody has joined."""
        return self._met.get(attempt, "")

    def listen(self, sid: str) -> Heard:
        """What the person on this leg says; nothing when it can't be made out."""
        try:
            answer = _browser().get(f"{self._base_url}/people/calls/{sid}", timeout=ASK_SECONDS)
            told = answer.json() if answer.ok else {}
        except (requests.RequestException, ValueError):
            return NOTHING_HEARD
        says = told.get("says")
        return Heard(Saying(says) if says in set(Saying) else None, told.get("text", ""))

    def _say(self, path: str) -> None:
        try:
            _browser().post(self._base_url + path, timeout=ASK_SECONDS)
        except requests.RequestException as trouble:
            log.debug("%s: %s", path, type(trouble).__name__)

    def _read(self, ticket: Ticket) -> None:
        url = f"{ticket.base_url}/softphone/connect"
        limits = (CONNECT_SECONDS, SILENCE_SECONDS)
        try:
            with _browser().get(
                url, params={"token": ticket.token}, stream=True, timeout=limits
            ) as stream:
                for event, facts in _events(stream):
                    self._hear(event, facts)
        except (requests.RequestException, ValueError) as trouble:
            log.debug("line lost: %s", type(trouble).__name__)
        finally:
            self._sid = ""

    def _hear(self, event: str, facts: dict[str, Any]) -> None:
        if event in ("ringing", "connected"):
            self._sid = facts["call_sid"]
        if event == "conference":
            self._met |= {each["label"]: each["call_sid"] for each in facts["participants"]}


def _events(stream: requests.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    """Server-sent events as (name, facts); an answer that is no stream has none."""
    if not stream.ok:
        return
    name = ""
    for line in stream.iter_lines(decode_unicode=True):
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def _browser() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session
