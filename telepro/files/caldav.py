"""What a CalDAV server (RFC 4791) keeps for somebody: their calendars, found from any of its addresses."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from xml.etree import ElementTree

from telepro.files.calendar_fetch import Question
from telepro.files.feed_troubles import FeedError, FeedTrouble

MOST_CALENDARS = 10
WELL_KNOWN = "/.well-known/caldav"  # RFC 6764, 5
NAMES = {"d": "DAV:", "c": "urn:ietf:params:xml:ns:caldav"}
NOTHING = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//TelePro//EN\r\nEND:VCALENDAR\r\n"

PROPERTIES = """<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>
<d:resourcetype/><d:current-user-principal/><c:calendar-home-set/>
<c:supported-calendar-component-set/><c:schedule-calendar-transp/>
</d:prop></d:propfind>"""
EVENTS = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:prop><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
<c:time-range start="{since:%Y%m%dT%H%M%SZ}" end="{until:%Y%m%dT%H%M%SZ}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""

Ask = Callable[[str, Question], bytes]


def with_login(url: str, name: str, password: str) -> str:
    """`url` with a name and a password in it, instead of those that it may have."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    login = f"{quote(name, safe='')}:{quote(password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{login}@{host}"))


def events(url: str, since: datetime, until: datetime, ask: Ask) -> bytes:
    """Every event between two moments, as one text of calendars; `url` has a name and a password.

    `url` may be a calendar, somebody's page or the server alone. Calendars that their owner says take
    no time (RFC 6638, 9.1) are left out. Raises `FeedError`, NO_CALENDAR where there is none.
    """
    found = _calendars(url, ask)[:MOST_CALENDARS]
    if not found:
        raise FeedError(FeedTrouble.NO_CALENDAR)
    body = EVENTS.format(since=since.astimezone(UTC), until=until.astimezone(UTC))
    query = _question("REPORT", "1", body)
    texts = [text for each in found for text in _texts(_parsed(ask(each, query)))]
    return b"\r\n".join(texts) or NOTHING


def _calendars(url: str, ask: Ask) -> list[str]:
    """The calendar at `url`, else those of whom it belongs to, else of whom we sign in as."""
    page = _properties(url, ask, "0")
    if any(_is_calendar(each) for each in page.iterfind("d:response", NAMES)):
        return [url]
    home = _link(page, "c:calendar-home-set", url) or _home_of_principal(page, url, ask)
    if home is None and urlsplit(url).path != WELL_KNOWN:
        return _calendars(urljoin(url, WELL_KNOWN), ask)
    return list(_inside(home, ask)) if home else []


def _home_of_principal(page: ElementTree.Element, url: str, ask: Ask) -> str | None:
    principal = _link(page, "d:current-user-principal", url)
    if principal is None:
        return None
    return _link(_properties(principal, ask, "0"), "c:calendar-home-set", principal)


def _inside(home: str, ask: Ask) -> Iterator[str]:
    for response in _properties(home, ask, "1").iterfind("d:response", NAMES):
        href = response.findtext("d:href", None, NAMES)
        if href and _is_calendar(response) and _takes_time(response):
            yield _beside(home, href)


def _is_calendar(response: ElementTree.Element) -> bool:
    return response.find(".//d:resourcetype/c:calendar", NAMES) is not None


def _takes_time(response: ElementTree.Element) -> bool:
    kinds = [each.get("name") for each in response.iterfind(".//c:comp", NAMES)]
    transparent = response.find(".//c:schedule-calendar-transp/c:transparent", NAMES)
    return (not kinds or "VEVENT" in kinds) and transparent is None


def _link(page: ElementTree.Element, name: str, url: str) -> str | None:
    href = page.findtext(f".//{name}/d:href", None, NAMES)
    return _beside(url, href) if href else None


def _beside(url: str, href: str) -> str:
    """An address that the server itself names, which may be on a host of its own: same login there."""
    parts = urlsplit(urljoin(url, href.strip()))
    login = urlsplit(url).netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{login}@{parts.netloc.rpartition('@')[2]}"))


def _properties(url: str, ask: Ask, depth: str) -> ElementTree.Element:
    return _parsed(ask(url, _question("PROPFIND", depth, PROPERTIES)))


def _question(method: str, depth: str, body: str) -> Question:
    headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": depth}
    return Question(method, headers, body.encode())


def _texts(page: ElementTree.Element) -> Iterator[bytes]:
    for each in page.iterfind(".//c:calendar-data", NAMES):
        yield (each.text or "").strip().encode()


def _parsed(text: bytes) -> ElementTree.Element:
    # Entities are the one thing in XML that grows; no answer of CalDAV has any.
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise FeedError(FeedTrouble.NO_CALENDAR)
    try:
        return ElementTree.fromstring(text)  # noqa: S314  (no entities, see above)
    except ElementTree.ParseError as trouble:
        raise FeedError(FeedTrouble.NO_CALENDAR) from trouble
