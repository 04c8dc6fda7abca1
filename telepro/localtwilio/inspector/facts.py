"""Decides what there is to see of a call, as plain values: pages, JSON and the command show the same."""

import re
from datetime import datetime
from typing import Any

from telepro.localtwilio.calls import Call, Conference, Notification
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.inspector.explanations import kind_of
from telepro.localtwilio.journal import Try
from telepro.localtwilio.messages import Reply

LONGEST_VALUE = 500
"""Characters of a field that are shown."""

Facts = dict[str, Any]


def of_call(exchange: Exchange, call: Call) -> Facts:
    """Everything known of a call: who, when, its timeline, requests, notifications, conferences."""
    return {
        **summary(call),
        "parent": call.parent_sid,
        "children": [child.sid for child in call.children],
        "person": _person(call),
        "timeline": [_moment(call, at, text) for at, text in call.timeline],
        "requests": requests_of(exchange, call.sid),
        "notifications": [
            noted_line(entry) for entry in exchange.notifications if entry.call_sid == call.sid
        ],
        "conferences": [
            of_room(room)
            for room in exchange.conferences.values()
            if any(sid == call.sid for sid, _ in room.visitors)
        ],
    }


def summary(call: Call) -> Facts:
    """A call in one line."""
    return {
        "sid": call.sid,
        "from": call.from_,
        "to": call.to,
        "direction": call.direction,
        "status": call.status,
        "created": call.created.isoformat(),
        "answered": _instant(call.answered),
        "ended": _instant(call.ended),
        "seconds": call.seconds,
        "sip": call.sip,
        "last": call.timeline[-1][1] if call.timeline else "",
    }


def of_room(room: Conference) -> Facts:
    """A conference: its state, who is in it, who ever was."""
    return {
        "sid": room.sid,
        "name": room.name,
        "status": room.status,
        "created": room.created.isoformat(),
        "updated": _instant(room.updated),
        "reason": room.end_reason,
        "ended_by": room.ended_by,
        "participants": [_participant(room, sid, label) for sid, label in room.visitors],
    }


def requests_of(exchange: Exchange, sid: str) -> list[Facts]:
    """The webhooks about a call or a conference, one entry for each try, the oldest first."""
    return [_request(entry) for entry in sorted(exchange.journal.of(sid), key=lambda e: e.asked)]


def noted_line(entry: Notification) -> Facts:
    """A line of the debugger."""
    return {
        "sid": entry.sid,
        "call": entry.call_sid,
        "at": entry.at.isoformat(),
        "code": entry.code,
        "level": entry.level,
        "text": entry.sentence,
        "url": entry.url,
    }


def _moment(call: Call, at: datetime, text: str) -> Facts:
    return {
        "at": at.isoformat(),
        "after": round((at - call.created).total_seconds(), 3),
        "kind": kind_of(text),
        "text": text,
    }


def _person(call: Call) -> Facts | None:
    if call.person is None:
        return None
    person = call.person
    return {
        "kind": person.kind,
        "wants": person.says,
        "says": person.text,
        "ring": _finite(person.ring),
        "greeting": _finite(person.greeting),
        "talk": _finite(person.talk),
        "patience": _finite(person.patience),
    }


def _finite(seconds: float) -> float | None:
    """Seconds rounded to tenths; None for ever, which JSON has no word for."""
    return None if seconds == float("inf") else round(seconds, 1)


def _participant(room: Conference, sid: str, label: str) -> Facts:
    present = room.participants.get(sid)
    return {
        "call": sid,
        "label": label,
        "present": present is not None,
        "muted": present is not None and present.muted,
        "hold": present is not None and present.hold,
        "coaching": present.coaching if present else "",
        "starts": present is not None and present.start_on_enter,
        "ends": present is not None and present.end_on_exit,
    }


def _request(entry: Try) -> Facts:
    answer = entry.answer
    took = (entry.answered - entry.asked).total_seconds() * 1000
    return {
        "at": entry.asked.isoformat(),
        "purpose": entry.purpose,
        "method": entry.method,
        # A password in a URL is nobody's business, not even in a rehearsal.
        "url": re.sub(r"(?<=//)[^/@]*@", "", entry.url),
        "attempt": entry.turn,
        "milliseconds": round(took, 1),
        "status": answer.status if isinstance(answer, Reply) else None,
        "trouble": "" if isinstance(answer, Reply) else answer.sentence,
        "content_type": answer.content_type if isinstance(answer, Reply) else "",
        "answer": answer.body.decode("utf-8", "replace") if isinstance(answer, Reply) else "",
        "fields": {name: _cut(value) for name, value in entry.fields.items()},
    }


def _cut(value: str) -> str:
    if len(value) <= LONGEST_VALUE:
        return value
    return f"{value[:LONGEST_VALUE]}… ({len(value)})"


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
