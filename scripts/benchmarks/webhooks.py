"""Measures signed status callbacks, from the socket to the durable inbox and back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlencode

from sqlalchemy import func, select

from scripts.benchmarks import rows
from scripts.benchmarks.load import HERE, Loaded, load
from scripts.benchmarks.measuring import Pair, percentile
from scripts.benchmarks.place import KEYS, Place
from scripts.benchmarks.webs import HELLO, serving
from scripts.benchmarks.workloads import Size
from telepro.db.calling import CallInbox
from telepro.localtwilio.signing import sign

REQUESTS = 20_000
CONNECTIONS = 32
STATUSES = ("initiated", "ringing", "in-progress", "completed")
ACCOUNT, TOKEN = KEYS["TWILIO_ACCOUNT_SID"], KEYS["TWILIO_AUTH_TOKEN"]
ACCEPTED, HELLO_SAID = b"HTTP/1.1 204", b"HTTP/1.1 200"
BARE = f"Flask hello on the same server, {CONNECTIONS} connections"


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Callbacks of calls beside hello, on two servers that are started alike."""
    requests = size.of(REQUESTS, 200)
    with (
        place.house("webhook") as house,
        serving(place, house.environment) as ours,
        serving(place, house.environment, HELLO) as bare,
    ):
        carrier = Carrier(ours)
        hello = request_of("GET", "/", bare, b"")

        def callbacks() -> float:
            with house.app.app_context():
                before = kept()
                told = load(ours, carrier.next(requests), CONNECTIONS, ACCEPTED)
                rows.rows().rollback()
                assert not told.wrong and kept() - before == requests, told.wrong
            return told.rate

        def hellos() -> float:
            return load(bare, [hello] * requests, CONNECTIONS, HELLO_SAID).rate

        yield (Pair("webhook", "requests/s", callbacks, hellos, BARE, 0.2, 0.5),)


class Carrier:
    """Writes callbacks as the carrier signs them, no two alike."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count()

    def next(self, how_many: int) -> list[bytes]:
        """The next requests, whole."""
        return [self._request(next(self._numbers)) for _ in range(how_many)]

    def _request(self, number: int) -> bytes:
        call, step = divmod(number, len(STATUSES))
        path = f"/twilio/events/{call:020x}"
        fields = _fields(call, step)
        signature = sign(TOKEN, f"http://{HERE}:{self.port}{path}", fields.items())
        body = urlencode(fields).encode()
        return request_of("POST", path, self.port, body, f"X-Twilio-Signature: {signature}\r\n")


def request_of(method: str, path: str, port: int, body: bytes, more: str = "") -> bytes:
    """A request as it goes over the wire."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {HERE}:{port}\r\n{more}"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _fields(call: int, step: int) -> dict[str, str]:
    return {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallSid": f"CA{call:032x}",
        "CallStatus": STATUSES[step],
        "CallbackSource": "call-progress-events",
        "Called": "+33140000001",
        "Caller": "+33199009990",
        "Direction": "outbound-api",
        "From": "+33199009990",
        "SequenceNumber": str(step),
        "Timestamp": "Tue, 24 Nov 2026 09:00:00 +0000",
        "To": "+33140000001",
        "CallDuration": "0",
    }


def kept() -> int:
    """How many messages the inbox holds."""
    return rows.rows().scalar(select(func.count()).select_from(CallInbox)) or 0


def slowest(told: Loaded) -> float:
    """Milliseconds that 99 of 100 requests did not exceed."""
    return 1000 * percentile(told.seconds, 99)
