"""A local Twilio over real HTTP and an application that answers its webhooks, for tests."""

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from telepro.localtwilio.exchange import Setup
from telepro.localtwilio.options import Options
from telepro.localtwilio.scenario import scenario_of
from telepro.localtwilio.server import serve
from tests.localtwilio.bench import ACCOUNT, humans

PATIENCE_SECONDS = 10.0


@dataclass
class Heard:
    """One webhook as it arrived."""

    method: str
    path: str
    url: str
    fields: dict[str, str]
    headers: dict[str, str]


@dataclass
class Application:
    """Answers webhooks by path: TwiML where it has some, else 204."""

    url: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)

    def told(self, path: str) -> list[dict[str, str]]:
        """The fields of what arrived at this path."""
        return [heard.fields for heard in list(self.heard) if heard.path == path]


class BaseUrlHttpClient(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """Sends every request for twilio.com to another base URL."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=5)
        self.base_url = base_url

    def request(self, method: str, url: str, *rest: Any, **named: Any) -> Any:
        """Send the request to the base URL instead."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, self.base_url + parts.path + query, *rest, **named)


def client_of(url: str) -> Any:
    """The official client library, speaking to the local Twilio."""
    return Client(ACCOUNT.sid, ACCOUNT.token, http_client=BaseUrlHttpClient(url))


class _Server(ThreadingHTTPServer):
    request_queue_size = 1024

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Fail loudly, except when the local Twilio stopped while its answer was on its way."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def application() -> Iterator[Application]:
    """An application on a free port."""
    app = Application()
    server = _Server(("127.0.0.1", 0), _handler_of(app))
    app.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield app
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler_of(app: Application) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            path = urlsplit(self.path).path
            fields = dict(parse_qsl(body, keep_blank_values=True))
            url = app.url + self.path
            app.heard.append(Heard(self.command, path, url, fields, dict(self.headers)))
            document = app.documents.get(path)
            self.send_response(200 if document else 204)
            if document:
                self.send_header("Content-Type", "text/xml")
                self.send_header("Content-Length", str(len(document.encode())))
            self.end_headers()
            self.wfile.write(document.encode() if document else b"")

        do_GET = do_POST

        def log_message(self, format: str, *args: Any) -> None:
            """Tests need no access log."""

    return Handler


@contextmanager
def local_twilio(
    voice_url: str = "",
    ledger: Path | None = None,
    people: Any = None,
    number_url: str = "",
    **setup: Any,
) -> Iterator[str]:
    """A local Twilio on a free port; gives its address."""
    scenario = scenario_of(humans() if people is None else people)
    account = replace(ACCOUNT, voice_url=voice_url, number_url=number_url)
    made = Setup(account, scenario, **({"cps": 50.0, "speed": 20.0} | setup))
    started, address = threading.Event(), []
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    def ready(url: str) -> None:
        address.append(url)
        started.set()

    def body() -> None:
        loop.run_until_complete(serve(Options(0, made, ledger), stop, ready))

    thread = threading.Thread(target=body)
    thread.start()
    assert started.wait(PATIENCE_SECONDS)
    try:
        yield address[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def eventually(condition: Callable[[], Any]) -> Any:
    """What the condition gives once it is true; fails when that takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.02)
    return condition()
