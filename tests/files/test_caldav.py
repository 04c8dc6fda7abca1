"""Somebody's calendars are found and read at a CalDAV server: a real one, Radicale, over https."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from campaigns.follow_up.slots import Taken
from telepro.files.caldav import with_login
from telepro.files.calendar_busy import busy
from telepro.files.calendar_fetch import Question, fetch
from telepro.files.calendar_process import text_of
from telepro.files.feed_troubles import FeedError, FeedTrouble
from tests.files.tls_server import tls, trusting

NAME, PASSWORD = "paul@example.org", "p/ss #1"
MONDAY, NEXT_MONDAY = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)
DENTIST = """BEGIN:VEVENT
UID:dentist
DTSTART:20261124T090000Z
DTEND:20261124T100000Z
SUMMARY:Dentiste
END:VEVENT"""
EVERY_THURSDAY = """BEGIN:VEVENT
UID:thursday
DTSTART;TZID=Europe/Paris:20260903T140000
DTEND;TZID=Europe/Paris:20260903T153000
RRULE:FREQ=WEEKLY
END:VEVENT"""
LAST_YEAR = DENTIST.replace("2026", "2025").replace("dentist", "last-year")
ALL_OF_IT = [
    Taken(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)),
    Taken(datetime(2026, 11, 26, 13, tzinfo=UTC), datetime(2026, 11, 26, 14, 30, tzinfo=UTC)),
]
MAKE = """<?xml version="1.0"?>
<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>
<c:supported-calendar-component-set><c:comp name="{kind}"/></c:supported-calendar-component-set>
</d:prop></d:set></c:mkcalendar>"""


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    (folder / "people").write_text(f"{NAME}:{PASSWORD}\n")
    tls(folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "server-hosts": f"127.0.0.1:{port}",
        "server-ssl": "True",
        "server-certificate": folder / "both.pem",
        "server-key": folder / "both.pem",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": folder / "people",
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": folder / "kept",
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config=", *flags], stdout=said, stderr=said
        )
    try:
        _await(port)
        yield f"https://localhost:{port}"
    finally:
        running.terminate()
        running.wait(10)


def _await(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(port)


def fill(base: str, folder: Path, name: str, *events: str, kind: str = "VEVENT") -> None:
    """A calendar of Paul's with what stands in it, as his telephone would put it there."""
    trusted = str(folder / "both.pem")
    page = f"{base}/{NAME}/{name}/"
    login = (NAME, PASSWORD)
    body = MAKE.format(kind=kind)
    made = requests.request("MKCALENDAR", page, data=body, auth=login, verify=trusted, timeout=5)
    assert made.status_code == 201, made.text
    for number, event in enumerate(events):
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{event}\nEND:VCALENDAR\n"
        put = requests.put(f"{page}{number}.ics", text, auth=login, verify=trusted, timeout=5)
        assert put.status_code == 201, put.text


def ask(url: str, question: Question) -> bytes:
    return fetch(url, lambda _address: True, trusting(), question)


def taken(url: str) -> list[Taken]:
    return busy(text_of(url, MONDAY, NEXT_MONDAY, ask), "Europe/Paris", MONDAY, NEXT_MONDAY)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("caldav")
    with radicale(folder) as address:
        fill(address, folder, "work", DENTIST, LAST_YEAR)
        fill(address, folder, "home", EVERY_THURSDAY)
        fill(address, folder, "tasks", kind="VTODO")
        yield address


@pytest.mark.parametrize("path", ["", "/", f"/{NAME}/", "/.well-known/caldav"])
def test_all_calendars_of_somebody_are_found_from_any_address(base: str, path: str) -> None:
    assert taken(with_login(base + path, NAME, PASSWORD)) == ALL_OF_IT


def test_the_address_of_one_calendar_reads_that_one_alone(base: str) -> None:
    assert taken(with_login(f"{base}/{NAME}/work/", NAME, PASSWORD)) == ALL_OF_IT[:1]


def test_a_calendar_with_nothing_in_these_days_is_a_free_one(base: str, tmp_path: Path) -> None:
    url = with_login(f"{base}/{NAME}/work/", NAME, PASSWORD)
    far = datetime(2030, 1, 1, tzinfo=UTC), datetime(2030, 1, 8, tzinfo=UTC)
    assert busy(text_of(url, *far, ask), "Europe/Paris", *far) == []


def test_a_wrong_password_is_refused_in_words(base: str) -> None:
    with pytest.raises(FeedError) as told:
        taken(with_login(base, NAME, "wrong"))
    assert told.value.trouble is FeedTrouble.REFUSED


def test_a_file_behind_a_name_and_a_password_is_still_a_file() -> None:
    asked = []

    def plain(_url: str, question: Question) -> bytes:
        asked.append(question.method)
        if question.method != "GET":
            raise FeedError(FeedTrouble.REFUSED)
        return b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"

    url = "https://paul:secret@files.example.org/a.ics"
    assert text_of(url, MONDAY, NEXT_MONDAY, plain).startswith(b"BEGIN:VCALENDAR")
    assert asked == ["PROPFIND", "GET"]


PAGE = """<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>
<d:href>/</d:href><d:propstat><d:prop>
<c:calendar-home-set><d:href>https://of-paul.example.net/me/</d:href></c:calendar-home-set>
</d:prop></d:propstat></d:response></d:multistatus>"""
HOME = """<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:response><d:href>/me/birthdays/</d:href><d:propstat><d:prop>
<d:resourcetype><c:calendar/></d:resourcetype>
<c:schedule-calendar-transp><c:transparent/></c:schedule-calendar-transp>
</d:prop></d:propstat></d:response>
<d:response><d:href>/me/work/</d:href><d:propstat><d:prop>
<d:resourcetype><c:calendar/></d:resourcetype>
</d:prop></d:propstat></d:response></d:multistatus>"""


def test_a_calendar_that_takes_no_time_is_left_out_and_its_host_is_the_servers_to_name() -> None:
    asked = []

    def told(url: str, question: Question) -> bytes:
        asked.append((question.method, url))
        return (PAGE if "example.org" in url else HOME).encode()

    text_of("https://a:b@example.org/", MONDAY, NEXT_MONDAY, told)
    assert asked == [
        ("PROPFIND", "https://a:b@example.org/"),
        ("PROPFIND", "https://a:b@of-paul.example.net/me/"),
        ("REPORT", "https://a:b@of-paul.example.net/me/work/"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Welcome",
        b"",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<d:multistatus xmlns:d='DAV:'/>",
    ],
)
def test_what_is_no_answer_of_caldav_is_said_to_be_none(answer: bytes) -> None:
    def odd(_url: str, _question: Question) -> bytes:
        return answer

    with pytest.raises(FeedError) as told:
        busy(
            text_of("https://a:b@example.org/", MONDAY, NEXT_MONDAY, odd),
            "Europe/Paris",
            MONDAY,
            NEXT_MONDAY,
        )
    assert told.value.trouble is FeedTrouble.NO_CALENDAR
