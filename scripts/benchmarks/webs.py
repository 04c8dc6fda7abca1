"""Runs web servers as the starter runs ours, for as long as a benchmark needs them."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from scripts.benchmarks.place import Place, no_marks, nothing, tell
from telepro.embedded import table
from telepro.embedded.layout import Layout
from telepro.embedded.ports import Ports, free_port, listen
from telepro.embedded.processes import Process
from telepro.embedded.supervisor import Notes, Supervisor

HELLO = "scripts.benchmarks.hello:app"


@contextmanager
def serving(place: Place, environment: Mapping[str, str], application: str = "") -> Iterator[int]:
    """The product's web server, or `application` on the same one; gives its port."""
    layout = Layout.at(place.folder)
    with ExitStack() as held:
        socket = held.enter_context(listen(free_port()))
        port = int(socket.getsockname()[1])
        places = table.Places(layout, Ports(port, free_port(), free_port()), socket.fileno())
        here = {**environment, "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}"}
        server = held.enter_context(
            Supervisor(layout.log, here, tell, Notes(no_marks, nothing), threading.Event())
        )
        server.start((_process(places, application),))
        yield port


def _process(places: table.Places, application: str) -> Process:
    ours = table.web(places)
    if not application:
        return ours
    return replace(ours, name="hello", command=(*ours.command[:-1], application))
