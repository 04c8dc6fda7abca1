"""How the embedded PostgreSQL is made, started, reached and prepared for the application."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from telepro.embedded.lodging import Lodging
from telepro.embedded.processes import Lifetime, Process

ROLE = "telepro"
SUPERUSER = "postgres"
BUILTIN_SINCE = 17
CONNECT_TIMEOUT = 5  # seconds


class Durability(StrEnum):
    """Whether a committed row must outlive a power cut; only tests may do without."""

    DURABLE = "durable"
    THROWAWAY = "throwaway"


SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "log_min_messages": "warning",
    # The details of an error quote the row it stumbled over.
    "log_error_verbosity": "terse",
}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Postgres:
    """One embedded server: where it lives, its socket's directory, its passwords."""

    lodging: Lodging
    sockets: Path
    superuser_password: str
    role_password: str
    durability: Durability = Durability.DURABLE

    @property
    def url(self) -> str:
        """The address for the application: owner of its database and no superuser."""
        return self.url_of(ROLE, self.role_password, ROLE)

    @property
    def superuser_url(self) -> str:
        """The address for making roles and databases."""
        return self.url_of(SUPERUSER, self.superuser_password, "postgres")

    def url_of(self, user: str, password: str, database: str) -> str:
        """The address of `database` on this server, over its socket."""
        return f"postgresql://{user}:{password}@/{database}?host={quote(str(self.sockets))}"

    def initialise(self) -> Process | None:
        """The step that makes the cluster; None when there is one."""
        cluster = self.lodging.cluster
        if (cluster / "PG_VERSION").exists():
            return None
        arguments = [
            f"--pgdata={cluster}",
            f"--username={SUPERUSER}",
            f"--pwfile={self._password_file()}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *_locale(self.lodging.version),
        ]
        if self.durability is Durability.THROWAWAY:
            arguments.append("--no-sync")
        return Process(
            "initdb",
            self.lodging.command("initdb", *arguments),
            lifetime=Lifetime.STEP,
            account=self.lodging.account,
            folder=cluster.parent,
            patience=120.0,
        )

    def serve(self) -> Process:
        """The server itself; stopped by a fast shutdown, which ends sessions and keeps all rows."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        if self.durability is Durability.THROWAWAY:
            settings |= THROWAWAY_SETTINGS
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Process(
            "postgres",
            self.lodging.command("postgres", "-D", str(self.lodging.cluster), *options),
            ready=self.answers,
            stop_signal=signal.SIGINT,
            grace=30.0,
            account=self.lodging.account,
            folder=self.lodging.cluster.parent,
        )

    def answers(self) -> bool:
        """True once the server takes connections."""
        try:
            psycopg.connect(self.superuser_url, connect_timeout=CONNECT_TIMEOUT).close()
        except psycopg.OperationalError:
            return False
        return True

    def prepare(self) -> None:
        """Make the application's role and database where they are missing."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            role, password = sql.Identifier(ROLE), sql.Literal(self.role_password)
            if not _exists(connection, "select from pg_roles where rolname = %s"):
                connection.execute(sql.SQL("create role {} login").format(role))
                connection.execute(sql.SQL("alter role {} password {}").format(role, password))
            if not _exists(connection, "select from pg_database where datname = %s"):
                connection.execute(sql.SQL("create database {} owner {}").format(role, role))
        with suppress(FileNotFoundError):
            self._password_path.unlink()

    @property
    def _password_path(self) -> Path:
        return self.sockets / "password"

    def _password_file(self) -> Path:
        handle = os.open(self._password_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(self.superuser_password)
        self.lodging.hand_over(self._password_path)
        return self._password_path


def _locale(version: int) -> tuple[str, ...]:
    # The provider of PostgreSQL 17 sorts and folds the same on every machine.
    builtin = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    return builtin if version >= BUILTIN_SINCE else ("--locale=C.UTF-8",)


def _exists(connection: psycopg.Connection[tuple[object, ...]], query: str) -> bool:
    return connection.execute(query, (ROLE,)).rowcount > 0
