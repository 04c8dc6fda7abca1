"""The real starter with a small table: databases, a web server on the lent socket, a busy worker.

Run as `python -m tests.embedded.small_house` with the flags of `scripts/start`.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

from telepro.embedded import start
from telepro.embedded.processes import Lifetime, Process, Tier
from telepro.embedded.table import ROOT, python


class Page(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_GET(self) -> None:
        """Answer 200."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def small(planned: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The same shape as the whole table: a step, a web server, a worker with a child of its own."""
    (web,) = (process for tier in planned for process in tier if process.name == "web")
    descriptor = str(web.descriptors[0])
    return (
        (_row("migrate", "step", lifetime=Lifetime.STEP),),
        (
            replace(web, command=python("tests.embedded.small_house", "web", descriptor)),
            _row("worker", "worker"),
        ),
    )


def _row(name: str, *arguments: str, lifetime: Lifetime = Lifetime.SERVICE) -> Process:
    command = python("tests.embedded.small_house", *arguments)
    return Process(name, command, lifetime=lifetime, folder=ROOT)


def _step() -> None:
    print("done")


def _web(descriptor: str) -> None:
    server = HTTPServer(("127.0.0.1", 0), Page, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=int(descriptor))
    server.serve_forever()


def _worker() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    print(f"grandchild {child.pid}", flush=True)
    time.sleep(600)


PARTS: dict[str, Callable[..., None]] = {"step": _step, "web": _web, "worker": _worker}

if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in PARTS:
        PARTS[sys.argv[1]](*sys.argv[2:])
        sys.exit(0)
    sys.exit(start.main(sys.argv[1:], amend=small))
