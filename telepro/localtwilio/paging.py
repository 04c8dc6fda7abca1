"""Decides what a list answers: newest first, filtered, in pages that new calls can't shift."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from telepro.localtwilio.messages import RestRequest
from telepro.localtwilio.refusals import Refused

Item = TypeVar("Item")

DEFAULT_SIZE = 50
LARGEST_SIZE = 1000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Instants from `since` up to, but not including, `before`; None where open."""

    since: datetime | None = None
    before: datetime | None = None

    def holds(self, at: datetime | None) -> bool:
        """Whether the instant lies in the period. What has no instant lies in the open one only."""
        if at is None:
            return self.since is None and self.before is None
        return (self.since is None or at >= self.since) and (
            self.before is None or at < self.before
        )


def period(request: RestRequest, name: str) -> Period:
    """The period asked for by `Name`, `Name<` and `Name>`: a day, or bounds, both included."""
    asked = dict(request.query)
    since = before = None
    if exact := asked.get(name):
        since, before = _span(name, exact)
    if lower := asked.get(f"{name}>"):
        since = _span(f"{name}>", lower)[0]
    if upper := asked.get(f"{name}<"):
        before = _span(f"{name}<", upper)[1]
    return Period(since, before)


def _span(name: str, text: str) -> tuple[datetime, datetime]:
    """First instant of what the text names, and the first one after it: a day, or a second."""
    try:
        start = datetime.fromisoformat(text)
        if start.tzinfo is None:
            start = datetime.fromisoformat(f"{date.fromisoformat(text[:10])}T{_time(text)}+00:00")
    except ValueError as broken:
        raise Refused(
            20001, f"{name}={text}: expected YYYY-MM-DD or an ISO 8601 instant"
        ) from broken
    return start, start + (DAY if len(text) == 10 else timedelta(seconds=1))


def _time(text: str) -> str:
    return text[11:] or "00:00:00"


def page_of(
    request: RestRequest,
    key: str,
    items: Sequence[Item],
    sid_of: Callable[[Item], str],
    show: Callable[[Item], dict[str, Any]],
) -> dict[str, Any]:
    """One page of `items` (newest first) in Twilio's envelope; the token names the last one shown."""
    asked = dict(request.query)
    size = min(_whole("PageSize", asked.get("PageSize", str(DEFAULT_SIZE)), 1), LARGEST_SIZE)
    number = _whole("Page", asked.get("Page", "0"), 0)
    start = _start(items, sid_of, asked.get("PageToken", ""), number * size)
    shown = items[start : start + size]
    following = None
    if start + size < len(items):
        token = {"Page": number + 1, "PageToken": "PA" + sid_of(shown[-1])}
        following = _uri(request, {"PageSize": size} | token)
    return {
        key: [show(item) for item in shown],
        "page": number,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
        "uri": _uri(request, {"PageSize": size, "Page": number}),
        "first_page_uri": _uri(request, {"PageSize": size, "Page": 0}),
        "next_page_uri": following,
        "previous_page_uri": _uri(request, {"PageSize": size, "Page": number - 1})
        if number
        else None,
    }


def _start(items: Sequence[Item], sid_of: Callable[[Item], str], token: str, otherwise: int) -> int:
    if not token:
        return otherwise
    for index, item in enumerate(items):
        if token == "PA" + sid_of(item):
            return index + 1
    raise Refused(20001, f"PageToken={token}: expected the token of the page before")


def _whole(name: str, text: str, low: int) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) < low:
        raise Refused(20001, f"{name}={text}: expected a whole number from {low}")
    return int(text[:9])


def _uri(request: RestRequest, place: dict[str, object]) -> str:
    kept = [pair for pair in request.query if pair[0] not in ("Page", "PageSize", "PageToken")]
    return request.path + "?" + urlencode([*kept, *place.items()])
