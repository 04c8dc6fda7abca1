"""What the small house is made of: a step, a web server on a lent socket, a worker with a child.

Knows nothing of TelePro, so that each part is there at once.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer


class Page(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_GET(self) -> None:
        """Answer 200."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


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
    PARTS[sys.argv[1]](*sys.argv[2:])
