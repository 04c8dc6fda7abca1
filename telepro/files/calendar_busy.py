"""What of somebody's time a calendar file (RFC 5545) says is taken: recurring events, exceptions, whole days."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from campaigns.follow_up.slots import Taken
from telepro.files.feed_troubles import FeedError, FeedTrouble

MOST_EVENTS = 20_000
MOST_TIMES = 5_000
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
DAY = timedelta(days=1)


def busy(text: bytes, zone: str, since: datetime, until: datetime) -> list[Taken]:
    """The stretches taken between two moments, in order, those that touch as one.

    Times without a zone are on the clock of `zone`. An event that is cancelled, or says that it takes
    no time, takes none. Raises `FeedError` for what is no calendar, or is too much of one.
    """
    events = _events(text)
    home = ZoneInfo(zone)
    replaced = {known for event in events if (known := _replaced(event))}
    found: list[Taken] = []
    for event in events:
        if _takes_time(event):
            found += _times(event, home, since, until, replaced)
        if len(found) > MOST_TIMES:
            raise FeedError(FeedTrouble.TOO_MUCH)
    return _joined(found)


def _events(text: bytes) -> list[Any]:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for each in calendars for event in each.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as trouble:
        raise FeedError(FeedTrouble.NO_CALENDAR) from trouble
    if not calendars:
        raise FeedError(FeedTrouble.NO_CALENDAR)
    if len(events) > MOST_EVENTS:
        raise FeedError(FeedTrouble.TOO_MUCH)
    return events


def _takes_time(event: Any) -> bool:
    said = (str(event.get("status", "")), str(event.get("transp", "")))
    return (
        "CANCELLED" not in said and "TRANSPARENT" not in said and event.get("dtstart") is not None
    )


def _times(
    event: Any, home: tzinfo, since: datetime, until: datetime, replaced: set[tuple[str, datetime]]
) -> Iterator[Taken]:
    """The times of one event; a bad one takes no time rather than the whole calendar with it."""
    try:
        begins = event.decoded("dtstart")
        length = _length(event, begins)
        starts = _starts(event, begins, home, since - length, until)
        times = [Taken(_instant(start, home), _instant(start + length, home)) for start in starts]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return
    uid = str(event.get("uid", ""))
    recurs = event.get("recurrence-id") is None
    for each in times:
        if recurs and (uid, each.starts_at) in replaced:
            continue
        if each.starts_at < until and each.ends_at > since and each.ends_at > each.starts_at:
            yield each


def _length(event: Any, begins: date | datetime) -> timedelta:
    if event.get("dtend") is not None:
        ends: Any = event.decoded("dtend")
        return _plain(ends) - _plain(begins)
    if event.get("duration") is not None:
        length: timedelta = event.decoded("duration")
        return length
    return timedelta() if isinstance(begins, datetime) else DAY


def _starts(
    event: Any, begins: date | datetime, home: tzinfo, since: datetime, until: datetime
) -> Iterable[date | datetime]:
    """Every moment at which the event begins; recurring ones on the clock of its own zone."""
    if event.get("rrule") is None and event.get("rdate") is None:
        return [begins]
    zone = _zone(begins, home)
    first = _plain(begins)
    rules = rruleset()
    rules.rdate(first)
    for rule in _several(event.get("rrule")):
        rules.rrule(_rule(rule, first, zone))
    for listed, note in (("rdate", rules.rdate), ("exdate", rules.exdate)):
        for each in _several(event.get(listed)):
            for moment in each.dts:
                note(_local(moment.dt, zone))
    after = since.astimezone(zone).replace(tzinfo=None) - DAY
    before = until.astimezone(zone).replace(tzinfo=None) + DAY
    found = rules.between(after, before, inc=True)
    if len(found) > MOST_TIMES:
        raise FeedError(FeedTrouble.TOO_MUCH)
    if not isinstance(begins, datetime):
        return [moment.date() for moment in found]
    return [moment.replace(tzinfo=zone) for moment in found]


def _rule(rule: Any, first: datetime, zone: tzinfo) -> Any:
    if str(rule.get("FREQ", [""])[0]).upper() in TOO_OFTEN:
        raise FeedError(FeedTrouble.TOO_MUCH)
    parts = dict(rule)
    if until := parts.pop("UNTIL", None):
        last = until[0]
        if not isinstance(last, datetime):
            last = datetime.combine(last, time.max)
        parts["UNTIL"] = [_local(last, zone)]
    text = type(rule)(parts).to_ical().decode()
    return rrulestr(text, dtstart=first)


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _replaced(event: Any) -> tuple[str, datetime] | None:
    """Which occurrence of which event this one stands for; None for one that stands for itself."""
    if event.get("recurrence-id") is None:
        return None
    try:
        return str(event.get("uid", "")), _instant(event.decoded("recurrence-id"), UTC)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def _zone(moment: date | datetime, home: tzinfo) -> tzinfo:
    return (moment.tzinfo or home) if isinstance(moment, datetime) else home


def _plain(moment: date | datetime) -> datetime:
    """On its own clock, without saying which."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)


def _local(moment: date | datetime, zone: tzinfo) -> datetime:
    """On the clock of a zone, without saying so."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(zone).replace(tzinfo=None)
    return _plain(moment)


def _instant(moment: date | datetime, home: tzinfo) -> datetime:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return _plain(moment).replace(tzinfo=home).astimezone(UTC)


def _joined(found: Iterable[Taken]) -> list[Taken]:
    joined: list[Taken] = []
    for each in sorted(found, key=lambda taken: taken.starts_at):
        if joined and each.starts_at <= joined[-1].ends_at:
            ends_at = max(joined[-1].ends_at, each.ends_at)
            joined[-1] = Taken(joined[-1].starts_at, ends_at)
        else:
            joined.append(each)
    return joined
