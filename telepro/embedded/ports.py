"""Which ports an instance takes: the one asked for or the next free one, any for what stays inside."""

import errno
import socket
from dataclasses import dataclass

from campaigns.problems import Problem, Refused
from telepro.embedded.probes import HERE

TRIED = 100  # ports, from the one asked for upwards
LAST = 65_535
BACKLOG = 2048


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of one instance, all on this machine's own address."""

    web: int
    push: int
    twilio: int


def listen(port: int) -> socket.socket:
    """Take `port`, or the next free one above, and listen.

    The starter keeps this socket and lends it to the web server, so that two instances that start
    at the same moment never choose the same port.
    """
    for candidate in range(port, min(port + TRIED, LAST + 1)):
        if listener := _listen(candidate):
            return listener
    last = min(port + TRIED - 1, LAST)
    raise Refused(
        Problem(
            "--port",
            f"no free port from {port} to {last}",
            f"a free port between 1 and {LAST}",
            "Stop what uses them, or name another port.",
        )
    )


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _listen(port: int) -> socket.socket | None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HERE, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            return None
        raise
    return listener
