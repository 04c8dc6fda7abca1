"""Fetches a calendar file from an address that somebody typed: https only, and never from inside our own network.

The name is looked up once, every address it has is judged, and the connection goes to one that was:
a name that changes its mind between the look and the connection leads nowhere else.
"""

import base64
import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from telepro.files.feed_troubles import FeedError, FeedTrouble

SECONDS = 5  # for each step of the conversation; the process that asks is stopped after more in all
LARGEST = 5 * 1024 * 1024
REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
ANSWERED = frozenset({http.client.OK, http.client.MULTI_STATUS})
PORT = 443

Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """What an address is asked: a method of HTTP with its headers and its body."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None = None


CALENDAR = Question("GET", {"Accept": "text/calendar"})


def is_public(address: str) -> bool:
    """True for an address of the public internet: not ours, not a neighbour's, not a test range."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inside is not None:
            return is_public(str(inside))
    return found.is_global and not found.is_multicast and not found.is_reserved


def fetch(
    url: str,
    allowed: Allowed = is_public,
    context: ssl.SSLContext | None = None,
    question: Question = CALENDAR,
) -> bytes:
    """What an address answers, redirects followed and judged anew; raises `FeedError`."""
    first = urlsplit(url)
    for _step in range(REDIRECTS + 1):
        parts = urlsplit(url)
        # A name and a password are for the host that they were typed for, and no other.
        credentials = _credentials(first) if parts.hostname == first.hostname else {}
        headers = {"User-Agent": "TelePro", **question.headers, **credentials}
        asked = Question(question.method, headers, question.body)
        answer = _ask(parts, asked, allowed, context or ssl.create_default_context())
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise FeedError(FeedTrouble.REDIRECTS)


def _ask(
    parts: SplitResult, asked: Question, allowed: Allowed, context: ssl.SSLContext
) -> bytes | str:
    """What an address answers: its bytes, or where it says to look instead."""
    if parts.scheme != "https" or not parts.hostname:
        raise FeedError(FeedTrouble.NOT_HTTPS)
    try:
        port = parts.port or PORT
        connection = _Pinned(parts.hostname, port, allowed, context)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(asked.method, path, asked.body, dict(asked.headers))
            with connection.getresponse() as response:
                return _read(response)
        finally:
            connection.close()
    except TimeoutError as trouble:
        raise FeedError(FeedTrouble.TOO_SLOW) from trouble
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise FeedError(FeedTrouble.UNREACHABLE) from trouble


def _read(response: http.client.HTTPResponse) -> bytes | str:
    if response.status in MOVED:
        return response.getheader("Location") or ""
    if response.status not in ANSWERED:
        raise FeedError(FeedTrouble.REFUSED)
    text = response.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise FeedError(FeedTrouble.TOO_LARGE)
    return text


def _credentials(parts: SplitResult) -> dict[str, str]:
    if not parts.username:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was judged, under the name that its certificate must show."""

    def __init__(self, host: str, port: int, allowed: Allowed, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=SECONDS, context=context)
        self._allowed = allowed
        self._tls = context

    def connect(self) -> None:
        """Look the name up, judge all it stands for, connect to the first."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not addresses or not all(self._allowed(address) for address in addresses):
            raise FeedError(FeedTrouble.PRIVATE)
        plain = socket.create_connection((addresses[0], self.port), SECONDS)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
