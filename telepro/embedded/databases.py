"""Which databases an instance uses: those the environment names, and embedded ones for the rest."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from telepro.embedded.binaries import postgres_binaries, valkey_binary
from telepro.embedded.keys import keys_of
from telepro.embedded.layout import Layout, socket_place
from telepro.embedded.lodging import lodge
from telepro.embedded.postgres import Durability, Postgres
from telepro.embedded.processes import Process
from telepro.embedded.supervisor import Supervisor
from telepro.embedded.valkey import Valkey

NAMES = ("DATABASE_URL", "REDIS_URL")


@dataclass(frozen=True, slots=True)
class Databases:
    """What must be launched; None for a server that the environment names."""

    postgres: Postgres | None
    valkey: Valkey | None
    sockets: Path

    def environment(self) -> dict[str, str]:
        """The addresses of what is launched here."""
        addresses = zip(NAMES, (self.postgres, self.valkey), strict=True)
        return {name: server.url for name, server in addresses if server}

    def start(self, supervisor: Supervisor) -> None:
        """Launch them, make the cluster and the application's database where there is none."""
        first: tuple[Process | None, ...] = (
            self.valkey.serve() if self.valkey else None,
            self.postgres.initialise() if self.postgres else None,
        )
        supervisor.start(tuple(process for process in first if process))
        if self.postgres:
            supervisor.start((self.postgres.serve(),))
            self.postgres.prepare()


@contextmanager
def databases(
    layout: Layout,
    environ: Mapping[str, str],
    durability: Durability = Durability.DURABLE,
) -> Iterator[Databases]:
    """Decide what to launch; the sockets' short directory lives as long as the context."""
    sockets = socket_place()
    try:
        yield Databases(
            None if environ.get("DATABASE_URL") else _postgres(layout, durability, sockets),
            None if environ.get("REDIS_URL") else _valkey(layout, sockets),
            sockets,
        )
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


def _postgres(layout: Layout, durability: Durability, sockets: Path) -> Postgres:
    lodging = lodge(postgres_binaries(), layout)
    place = sockets / "postgres"
    place.mkdir(mode=0o700)
    lodging.hand_over(place)
    if lodging.account:
        sockets.chmod(0o711)
    keys = keys_of(layout)
    return Postgres(
        lodging, place, keys["POSTGRES_PASSWORD"], keys["DATABASE_PASSWORD"], durability
    )


def _valkey(layout: Layout, sockets: Path) -> Valkey:
    place = sockets / "valkey"
    place.mkdir(mode=0o700)
    return Valkey(valkey_binary(), layout.valkey, place)
