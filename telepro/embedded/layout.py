"""Where an instance keeps what: every path below its data directory, and its short socket places."""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# PostgreSQL refuses socket paths above 107 bytes; the file's own name needs about 20 of them.
LONGEST_SOCKET_PLACE = 80


@dataclass(frozen=True, slots=True)
class Layout:
    """The data directory of one instance; two instances in two directories never meet."""

    data: Path

    @classmethod
    def at(cls, data: str | Path) -> "Layout":
        """The layout below `data`, whatever the current directory becomes later."""
        return cls(Path(data).expanduser().resolve())

    @property
    def postgres(self) -> Path:
        """PostgreSQL's cluster, when it lives here (see `lodging`)."""
        return self.data / "postgres"

    @property
    def postgres_pointer(self) -> Path:
        """Names the private directory elsewhere that holds the cluster, when it can't live here."""
        return self.data / "postgres.place"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only file."""
        return self.data / "valkey"

    @property
    def log(self) -> Path:
        """One log file per process."""
        return self.data / "log"

    @property
    def output(self) -> Path:
        """What steps such as the demo printed, for the starter to read."""
        return self.data / "output"

    @property
    def lock(self) -> Path:
        """Held by the one process that owns this directory's services."""
        return self.data / "owner.lock"

    @property
    def users_lock(self) -> Path:
        """Held, shared, by every command that borrows the owner's services."""
        return self.data / "users.lock"

    @property
    def record(self) -> Path:
        """What runs now: processes with their start marks, and how to reach the services."""
        return self.data / "running.json"

    @property
    def keys(self) -> Path:
        """The secrets of this instance."""
        return self.data / "keys.json"

    @property
    def clock(self) -> Path:
        """The last instant seen and the shift."""
        return self.data / "clock.json"

    @property
    def ledger(self) -> Path:
        """The local Twilio's account of every call."""
        return self.data / "ledger.jsonl"

    def make(self) -> None:
        """Create the directories, closed to other users; OSError when they belong to somebody else."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.valkey, self.log, self.output):
            folder.mkdir(mode=0o700, exist_ok=True)
        self.lock.open("a").close()


def write_private(path: Path, content: Any) -> None:
    """Put `content` as JSON in place of what `path` held, whole or not at all, for its owner only."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
    Path(name).replace(path)


def read_private(path: Path) -> Any:
    """What `write_private` put there; None where there is nothing or a half-made disk left noise."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def socket_place() -> Path:
    """A new directory of our own with a path short enough for sockets."""
    usual = tempfile.gettempdir()
    place = usual if len(os.fsencode(usual)) < LONGEST_SOCKET_PLACE else "/tmp"  # noqa: S108
    return Path(tempfile.mkdtemp(prefix="telepro-", dir=place))
