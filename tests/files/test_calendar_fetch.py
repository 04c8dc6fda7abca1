"""A calendar is fetched over https from the public internet, and from nowhere else."""

import base64
from pathlib import Path

import pytest

from telepro.files import calendar_fetch
from telepro.files.calendar_feeds import taken
from telepro.files.calendar_fetch import fetch, is_public
from telepro.files.feed_troubles import FeedError, FeedTrouble
from tests.conftest import TUESDAY_TEN
from tests.files.tls_server import Answer, serving, trusting

ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
     "100.64.0.1",
     "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1",
     "198.18.0.1", "255.255.255.255"],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111"])
def test_addresses_outside_are(address: str) -> None:
    assert is_public(address)


def trouble_of(url: str) -> FeedTrouble:
    with pytest.raises(FeedError) as told:
        fetch(url)
    return told.value.trouble


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org/a.ics", FeedTrouble.NOT_HTTPS),
        ("file:///etc/passwd", FeedTrouble.NOT_HTTPS),
        ("https://", FeedTrouble.NOT_HTTPS),
        ("https://localhost/a.ics", FeedTrouble.PRIVATE),
        ("https://127.0.0.1:5432/", FeedTrouble.PRIVATE),
        ("https://[::1]/", FeedTrouble.PRIVATE),
        ("https://2130706433/", FeedTrouble.PRIVATE),
        ("https://0177.0.0.1/", FeedTrouble.PRIVATE),
        ("https://localhost:99999/", FeedTrouble.UNREACHABLE),
    ],
)
def test_what_is_not_asked(url: str, expected: FeedTrouble) -> None:
    assert trouble_of(url) is expected


def answering(path: str, authorization: str) -> Answer:
    if path == "/moved":
        return 302, {"Location": "/basic"}, b""
    if path == "/inside":
        return 302, {"Location": "https://127.0.0.1:1/a.ics"}, b""
    if path == "/round":
        return 302, {"Location": "/round"}, b""
    if path == "/plain":
        return 302, {"Location": "http://localhost/a.ics"}, b""
    if path == "/large":
        return 200, {}, b"x" * (calendar_fetch.LARGEST + 1)
    if path == "/basic":
        expected = base64.b64encode("paul:p@ss é".encode()).decode()
        return (200, {}, ICS) if authorization == f"Basic {expected}" else (401, {}, b"")
    return 404, {}, b""


def test_a_server_is_asked_as_it_should_be(tmp_path: Path) -> None:
    def anywhere(_address: str) -> bool:
        return True

    def only_first(address: str) -> bool:
        seen.append(address)
        return len(seen) < 2

    seen: list[str] = []
    with serving(tmp_path, answering) as base:
        with_name = base.replace("https://", "https://paul:p%40ss%20%C3%A9@")
        assert fetch(f"{with_name}/moved", anywhere, trusting()) == ICS
        for path, trouble in (
            ("/absent", FeedTrouble.REFUSED),
            ("/basic", FeedTrouble.REFUSED),
            ("/round", FeedTrouble.REDIRECTS),
            ("/plain", FeedTrouble.NOT_HTTPS),
            ("/large", FeedTrouble.TOO_LARGE),
        ):
            with pytest.raises(FeedError) as told:
                fetch(base + path, anywhere, trusting())
            assert told.value.trouble is trouble, path
        with pytest.raises(FeedError) as told:
            fetch(f"{base}/inside", only_first, trusting())
        assert told.value.trouble is FeedTrouble.PRIVATE
        with pytest.raises(FeedError) as told:
            fetch(f"{with_name}/moved", anywhere)
        assert told.value.trouble is FeedTrouble.UNREACHABLE


def test_the_process_that_asks_says_what_was_wrong() -> None:
    with pytest.raises(FeedError) as told:
        taken("https://127.0.0.1/a.ics", "Europe/Paris", TUESDAY_TEN, TUESDAY_TEN)
    assert told.value.trouble is FeedTrouble.PRIVATE
