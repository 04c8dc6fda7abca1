"""How the embedded Valkey is started and reached: on a socket of its own, nothing evicted."""

from dataclasses import dataclass
from pathlib import Path

import redis

from telepro.embedded.processes import Process

SOCKET = "valkey.sock"


@dataclass(frozen=True, slots=True)
class Valkey:
    """One embedded server: its binary, its data, its socket's directory."""

    binary: Path
    data: Path
    sockets: Path

    @property
    def url(self) -> str:
        """The address for the application."""
        return f"unix://{self.sockets / SOCKET}?db=0"

    def serve(self) -> Process:
        """The server; a power cut costs at most a second of doorbell rings, which the sweep repeats."""
        settings = {
            "port": "0",
            "unixsocket": str(self.sockets / SOCKET),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return Process("valkey", (str(self.binary), *options), ready=self.answers)

    def answers(self) -> bool:
        """True once the server has loaded its file and takes commands."""
        client = redis.Redis.from_url(self.url)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()
