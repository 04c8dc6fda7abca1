"""What the local Twilio's ledger says: every call that was really placed, every message it sent."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

END_OF_TIME = datetime.max.replace(tzinfo=UTC)
CALLS = "/Calls.json"
EVENTS = ("/twilio/events/", "/twilio/conference/")
OUTBOUND = "outbound-api"


@dataclass(frozen=True, slots=True)
class Placed:
    """One call as the carrier has it: to whom, for which attempt, from when to when."""

    sid: str
    to: str
    attempt: str
    created: datetime
    ended: datetime = END_OF_TIME


@dataclass(frozen=True, slots=True)
class Message:
    """One webhook that was acknowledged, as it was sent."""

    url: str
    form: tuple[tuple[str, str], ...]
    token: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole account: calls in the order of their creation, acknowledged status messages."""

    calls: tuple[Placed, ...]
    messages: tuple[Message, ...]


def read_ledger(path: Path) -> Ledger:
    """The ledger in `path`; a last line that is still being written is left out."""
    lines = list(_lines(path))
    return Ledger(tuple(_calls(lines)), tuple(_messages(lines)))


def double_dials(calls: Sequence[Placed]) -> int:
    """How many calls rang a number in a call, or repeated an attempt that had its call."""
    return len(_overlapping(calls) | _repeated(calls))


def _overlapping(calls: Sequence[Placed]) -> set[str]:
    busy_until: dict[str, datetime] = {}
    found = set()
    for call in sorted(calls, key=lambda each: each.created):
        before = busy_until.get(call.to, call.created)
        if call.created < before:
            found.add(call.sid)
        busy_until[call.to] = max(before, call.ended)
    return found


def _repeated(calls: Sequence[Placed]) -> set[str]:
    first: dict[str, str] = {}
    return {call.sid for call in calls if first.setdefault(call.attempt, call.sid) != call.sid}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)


def _calls(lines: Sequence[dict[str, Any]]) -> Iterator[Placed]:
    ends = {
        line["call_sid"]: datetime.fromisoformat(line["at"])
        for line in lines
        if line["event"] == "ended"
    }
    attempts = dict(_attempts(lines))
    for line in lines:
        if line["event"] == "call_created" and line["direction"] == OUTBOUND:
            sid = line["call_sid"]
            yield Placed(
                sid,
                line["to"],
                attempts.get(sid, ""),
                datetime.fromisoformat(line["at"]),
                ends.get(sid, END_OF_TIME),
            )


def _attempts(lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(call, attempt): the request that made a call is entered right after the call."""
    created = ""
    for line in lines:
        if line["event"] == "call_created":
            created = line["call_sid"]
        elif line["event"] == "rest" and line["path"].endswith(CALLS) and line["status"] == 201:
            yield created, _last_part(dict(line["form"]).get("Url", ""))


def _messages(lines: Sequence[dict[str, Any]]) -> Iterator[Message]:
    for line in lines:
        if line["event"] != "webhook" or not 200 <= line.get("status", 0) < 300:
            continue
        if urlsplit(line["url"]).path.startswith(EVENTS):
            yield Message(line["url"], tuple(line["fields"].items()), line["token"])


def _last_part(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]
