"""Reads what a desk sends: a result, a correction; every bad field is named, none is guessed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext as _

from campaigns.call.lines import LineLoss
from campaigns.dispositions import (
    Conversation,
    Disposition,
    MeetingDetails,
    MeetingKind,
    Recorded,
    SuppressionScope,
)
from campaigns.problems import Problem, Refused
from campaigns.states import CallbackKind, WorkState
from campaigns.windows import resolve_local
from telepro.services.corrections import Correct, Correction

HOME_ZONE = "Europe/Paris"
LONGEST_KEY = 80
# A result pressed without a network may wait in the browser; older than this, its clock is wrong.
LONGEST_WAIT = timedelta(hours=24)
PAUSES = (WorkState.PAUSED, WorkState.BREAK)

Value = TypeVar("Value")
Code = TypeVar("Code", bound=StrEnum)


@dataclass
class Reader:
    """Reads fields of one JSON object and gathers what is wrong with them."""

    body: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, most: int = 200) -> str:
        """A text; empty when it is not there."""
        value = self.body.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            return self._bad(name, value, _("a text"), "")
        return value.strip()[:most]

    def flag(self, name: str) -> bool | None:
        """True, false, or None when it is not there."""
        value = self.body.get(name)
        if value is None or isinstance(value, bool):
            return value
        return self._bad(name, value, "true, false", None)

    def code(self, name: str, kinds: type[Code]) -> Code | None:
        """One of a closed list; None when it is not there."""
        value = self.body.get(name)
        if value in (None, ""):
            return None
        if value in list(kinds):
            return kinds(value)
        return self._bad(name, value, ", ".join(kinds), None)

    def instant(self, name: str, zone: str) -> datetime | None:
        """An ISO instant; without an offset it is a wall-clock time in `zone`."""
        return self._parsed(name, lambda text: _instant(text, zone), "2026-11-26T14:00")

    def day(self, name: str) -> date | None:
        """An ISO date."""
        return self._parsed(name, date.fromisoformat, "2026-11-26")

    def zone(self, name: str) -> str:
        """A time zone by its name; ours at home when it is not there."""
        text = self.text(name) or HOME_ZONE
        try:
            return ZoneInfo(text).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return self._bad(name, text, HOME_ZONE, HOME_ZONE)

    def require(self, name: str, value: object, expected: str) -> None:
        """Note that a field must be there, unless something else is wrong with it already."""
        if value is None and not any(problem.place == name for problem in self.problems):
            self.problems.append(_nothing(name, expected))

    def part(self, name: str) -> Mapping[str, Any] | None:
        """An object inside the object; None when it is not there."""
        value = self.body.get(name)
        if value is None or isinstance(value, dict):
            return value
        return self._bad(name, value, "{…}", None)

    def done(self) -> None:
        """Raise `Refused` with everything that was wrong."""
        if self.problems:
            raise Refused(*self.problems)

    def _parsed(self, name: str, parse: Callable[[str], Value], example: str) -> Value | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse(text)
        except (ValueError, OverflowError):
            return self._bad(name, text, _("a moment such as %(example)s", example=example), None)

    def _bad(self, name: str, found: object, expected: str, instead: Value) -> Value:
        fix = _("Correct this field and send it again.")
        self.problems.append(Problem(name, str(found)[:80], expected, fix))
        return instead


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it came: the key that makes it harmless to repeat, and what was recorded."""

    client_key: str
    recorded: Recorded


def read_result(body: Mapping[str, Any], now: datetime) -> Result:
    """Read the body of an outcome; `Refused` with every bad field."""
    reader = Reader(body)
    key = client_key(reader)
    disposition = reader.code("disposition", Disposition)
    if disposition is None and not reader.problems:
        reader.problems.append(_nothing("disposition", ", ".join(Disposition)))
    zone = reader.zone("zone")
    recorded = Recorded(
        disposition=disposition or Disposition.NO_ANSWER,
        at=_pressed(reader.instant("at", "UTC"), now),
        conversation=Conversation(
            argued=bool(reader.flag("argued")),
            decision_maker=bool(reader.flag("decision_maker")),
        ),
        note=reader.text("note", 4001),
        reason=reader.text("reason") or None,
        callback_at=reader.instant("callback_at", zone),
        callback_kind=reader.code("callback_kind", CallbackKind) or CallbackKind.PERSONAL,
        callback_flexible=bool(reader.flag("callback_flexible")),
        meeting=_meeting(reader, zone),
        scope=reader.code("scope", SuppressionScope),
        later_on=reader.day("later_on"),
        document_id=reader.text("document_id") or None,
        answers=_answers(reader),
    )
    reader.done()
    return Result(key, recorded)


def read_correction(body: Mapping[str, Any]) -> Correction:
    """Read a correction or an addition to a prospect's numbers and people."""
    reader = Reader(body)
    kind = reader.code("kind", Correct)
    if kind is None and not reader.problems:
        reader.problems.append(_nothing("kind", ", ".join(Correct)))
    correction = Correction(
        kind=kind or Correct.CONTACT,
        target_id=reader.text("target_id"),
        number=reader.text("number"),
        name=reader.text("name"),
        role=reader.text("role"),
        email=reader.text("email", 254),
        decision_maker=bool(reader.flag("decision_maker")),
    )
    reader.done()
    return correction


def read_pause(body: Mapping[str, Any]) -> tuple[WorkState, str | None]:
    """Read a pause or a break with its reason."""
    reader = Reader(body)
    state = reader.code("state", WorkState)
    if state not in PAUSES and not reader.problems:
        reader.problems.append(_nothing("state", ", ".join(PAUSES)))
    reader.done()
    return state or WorkState.PAUSED, reader.text("reason", 40) or None


def read_loss(body: Mapping[str, Any]) -> tuple[str, LineLoss]:
    """Read which leg a page lost, and why."""
    reader = Reader(body)
    loss = reader.code("reason", LineLoss)
    if loss is None and not reader.problems:
        reader.problems.append(_nothing("reason", ", ".join(LineLoss)))
    leg = reader.text("leg")
    reader.done()
    return leg, loss or LineLoss.LINE_HUNG_UP


def client_key(reader: Reader) -> str:
    """The key of a request that may be repeated."""
    key = reader.text("client_key", LONGEST_KEY)
    if not key and not reader.problems:
        reader.problems.append(_nothing("client_key", _("a key of its own for each result")))
    return key


def script_version(reader: Reader) -> int | None:
    """The version of the script that the page shows; None where it says none that can be."""
    text = reader.text("script_version", 9)
    return int(text) if text.isascii() and text.isdigit() else None


def _instant(text: str, zone: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    return resolve_local(at.date(), at.time(), zone)


def _pressed(at: datetime | None, now: datetime) -> datetime:
    """When the key was pressed, as the browser says it, within what can be."""
    if at is None or at > now or at < now - LONGEST_WAIT:
        return now
    return at


def _meeting(reader: Reader, zone: str) -> MeetingDetails | None:
    part = reader.part("meeting")
    if part is None:
        return None
    inner = Reader(part)
    there = inner.zone("zone") if part.get("zone") else zone
    attendees = part.get("attendees") or []
    if not isinstance(attendees, list) or not all(isinstance(name, str) for name in attendees):
        attendees = []
    meeting = MeetingDetails(
        starts_at=inner.instant("starts_at", there),
        zone=there,
        kind=inner.code("kind", MeetingKind),
        place=inner.text("place", 500),
        attendees=tuple(name.strip()[:200] for name in attendees[:20] if name.strip()),
        host=inner.text("host"),
        calendar_id=inner.text("calendar", 40),
    )
    reader.problems += [_inside("meeting", problem) for problem in inner.problems]
    return meeting


def _answers(reader: Reader) -> dict[str, str]:
    part = reader.part("answers") or {}
    return {str(key)[:80]: str(value).strip()[:2000] for key, value in list(part.items())[:100]}


def _inside(place: str, problem: Problem) -> Problem:
    return Problem(f"{place}.{problem.place}", problem.found, problem.expected, problem.fix)


def _nothing(place: str, expected: str) -> Problem:
    return Problem(place, _("nothing"), expected, _("Correct this field and send it again."))
