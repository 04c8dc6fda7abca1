"""What the debugger says of an application that does not answer as it should, over real HTTP."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.localtwilio.bench import OURS, THEM
from tests.localtwilio.theatre import client_of, eventually, local_twilio


@contextmanager
def listener(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """An application that does just this with every connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def said(*parts: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(b"".join(parts))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (said(HEAD, b"<Response>"), "11200"),
        (said(b"SIP/2.0 200 OK\r\n\r\n"), "11206"),
        (said(), "11200"),
    ],
)
def test_an_answer_that_is_none_is_named(
    answer: Callable[[socket.socket], None], code: str
) -> None:
    with listener(answer) as address, local_twilio() as url:
        assert codes_of(url, f"{address}/twiml") == [code]


def test_a_refused_connection_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with local_twilio() as url:
        assert codes_of(url, f"{free}/twiml") == ["11202"]


def test_a_document_of_more_than_64_kilobytes_is_not_run() -> None:
    body = b"<Response>" + b" " * 70_000 + b"</Response>"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    with listener(said(head.encode(), body)) as address, local_twilio() as url:
        assert codes_of(url, f"{address}/twiml") == ["11750"]


def codes_of(url: str, document: str) -> list[str]:
    client = client_of(url)
    call = client.calls.create(to=THEM, from_=OURS, url=document)
    eventually(lambda: client.calls(call.sid).fetch().status == "completed")
    return [entry.error_code for entry in client.calls(call.sid).notifications.list()]
