"""What the carrier really did in a run, read once from its own ledger: calls, ends, messages, orders."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.smoke_ledger import CALLS, END_OF_TIME, EVENTS, OUTBOUND, Message

TAIL = 3_000_000  # bytes


@dataclass(slots=True)
class Carried:
    """One call at the carrier; `joined` is when its leg came into a conference, `unreached`
    whether nobody at all answered the carrier when it asked where the leg goes."""

    sid: str
    to: str
    attempt: str
    created: datetime
    queued: timedelta
    ended: datetime = END_OF_TIME
    status: str = ""
    seconds: int = 0
    joined: datetime | None = None
    unreached: bool = False


@dataclass(slots=True)
class Account:
    """The whole ledger of a run."""

    calls: list[Carried] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    ordered: list[datetime] = field(default_factory=list)
    dropped: int = 0
    doubled: int = 0
    lost: int = 0
    refused: int = 0


def read(path: Path) -> Account:
    """The ledger at rest."""
    return account_of(_lines(path))


def newest_messages(path: Path) -> list[Message]:
    """The acknowledged status messages of the last moments."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        texts = file.read().decode("utf-8", "replace").splitlines()[1:-1]
    return account_of(json.loads(text) for text in texts).messages


def account_of(lines: Iterable[dict[str, Any]]) -> Account:
    """Everything that the lines of a ledger say."""
    account, calls, created = Account(), dict[str, Carried](), ""
    seen: set[str] = set()
    for line in lines:
        event = line["event"]
        if event == "call_created" and line["direction"] == OUTBOUND:
            created = line["call_sid"]
            calls[created] = _created(line)
        elif event == "rest" and line["method"] == "POST" and line["path"].endswith(CALLS):
            _ordered(account, line, calls.get(created))
        elif event in ("ended", "joined") and line["call_sid"] in calls:
            _followed(calls[line["call_sid"]], line)
        elif event == "webhook":
            _told(account, line, seen)
            if line["purpose"] == "twiml" and line["call_sid"] in calls:
                calls[line["call_sid"]].unreached = "status" not in line
        account.dropped += event == "webhook_dropped"
    account.calls = list(calls.values())
    return account


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            if text.endswith("\n"):
                yield json.loads(text)


def _at(line: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(line["at"])


def _created(line: dict[str, Any]) -> Carried:
    queued = timedelta(milliseconds=line["queue_ms"] or 0)
    return Carried(line["call_sid"], line["to"], "", _at(line), queued, unreached=True)


def _ordered(account: Account, line: dict[str, Any], call: Carried | None) -> None:
    account.ordered.append(_at(line))
    account.lost += bool(line.get("lost"))
    account.refused += line["status"] >= 400
    if line["status"] == 201 and call is not None and not call.attempt:
        url = dict(line["form"]).get("Url", "")
        call.attempt = urlsplit(url).path.rpartition("/")[2]


def _followed(call: Carried, line: dict[str, Any]) -> None:
    if line["event"] == "joined":
        call.joined = call.joined or _at(line)
        return
    call.ended, call.status, call.seconds = _at(line), line["status"], line["seconds"] or 0


def _told(account: Account, line: dict[str, Any], seen: set[str]) -> None:
    if not 200 <= line.get("status", 0) < 300:
        return
    if urlsplit(line["url"]).path.startswith(EVENTS):
        account.doubled += line["token"] in seen
        seen.add(line["token"])
        message = Message(line["url"], tuple(line["fields"].items()), line["token"])
        account.messages.append(message)


def overlapping(spans: Sequence[tuple[str, datetime, datetime]]) -> list[str]:
    """The keys of which a span begins before an earlier one of the same key has ended."""
    busy_until: dict[str, datetime] = {}
    found = []
    for key, begins, ends in sorted(spans, key=lambda span: span[1]):
        if key in busy_until and begins < busy_until[key]:
            found.append(key)
        busy_until[key] = max(busy_until.get(key, ends), ends)
    return found
