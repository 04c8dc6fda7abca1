"""How the starter sees that a process is ready: a question each one answers with yes or not yet."""

import socket
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

Probe = Callable[[], bool]

HERE = "127.0.0.1"
PATIENCE = 2.0  # seconds for one answer


def at_once() -> bool:
    """For a process that nobody waits for."""
    return True


def accepts(port: int) -> Probe:
    """Ready when something listens on `port` of this machine."""

    def probe() -> bool:
        try:
            with socket.create_connection((HERE, port), timeout=PATIENCE):
                return True
        except OSError:
            return False

    return probe


def answers(port: int, path: str) -> Probe:
    """Ready when a GET of `path` is answered with 200; never through a proxy."""

    def probe() -> bool:
        connection = HTTPConnection(HERE, port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    return probe
