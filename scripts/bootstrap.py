"""How .venv comes to be, with nothing but Python 3.11 to begin with: venv or uv, then a hashed lock.

Runs before anything is installed, so it uses the standard library alone. All it says goes to
standard error: standard output belongs to the command that called.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BOOT = ROOT / ".boot"
UV_HOME = BOOT / "uv"
UV = UV_HOME / "bin" / "uv"
# What is installed for a test also serves a run.
SERVES = {"run": ("run",), "test": ("test", "run")}


class CannotInstall(Exception):
    """Why there is no .venv, in a sentence that says what to do."""


def main(kind: str) -> int:
    """Bring .venv up to date for `kind` (run or test); 0 when it is, 1 with a sentence when not."""
    if is_up_to_date(kind):
        return 0
    try:
        BOOT.mkdir(exist_ok=True)
        with (BOOT / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_up_to_date(kind):
                install(kind)
    except CannotInstall as problem:
        say(str(problem))
        return 1
    except OSError as error:
        say(f"{error.filename or ROOT}: {error.strerror}. Run this as the owner of {ROOT}.")
        return 1
    return 0


def is_up_to_date(kind: str) -> bool:
    """True when this very lock was installed whole, with a Python that still exists."""
    try:
        return os.access(PYTHON, os.X_OK) and stamp(kind).read_text() == digest(kind)
    except OSError:
        return False


def stamp(kind: str) -> Path:
    """The file that says which lock is installed."""
    return VENV / f"telepro-{kind}.sha256"


def digest(kind: str) -> str:
    """The fingerprint of the lock as it stands now."""
    lock = (SCRIPTS / f"{kind}.lock").read_bytes()
    return hashlib.sha256(lock).hexdigest()


def install(kind: str) -> None:
    """Make .venv where it is missing, install the lock, then stamp it."""
    begun = time.monotonic()
    if not os.access(PYTHON, os.X_OK):
        make_venv()
    lock = SCRIPTS / f"{kind}.lock"
    count = sum("==" in line for line in lock.read_text().splitlines())
    say(f"Installing {count} packages into .venv")
    if not (uv_installs(lock) or pip_installs(lock)):
        raise CannotInstall(
            "The packages could not be installed (see above). Check that this machine reaches "
            "https://pypi.org, or set PIP_INDEX_URL and UV_DEFAULT_INDEX to an index it reaches."
        )
    for served in SERVES[kind]:
        stamp(served).write_text(digest(served))
    say(f"Installed in {time.monotonic() - begun:.0f} s")


def make_venv() -> None:
    """Make .venv by the standard way, or by uv where Python came without ensurepip."""
    say(f"Making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    if succeeds([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not (have_uv() and succeeds([str(UV), "venv", "--python", sys.executable, str(VENV)])):
        raise CannotInstall(
            "Python's venv: found it without ensurepip and no pip to replace it. "
            "Install both, on Debian with: apt-get install python3-venv"
        )


def uv_installs(lock: Path) -> bool:
    """Install with uv, which is about four times as fast as pip; False when that failed."""
    options = ["--no-config", "--quiet", "--python", str(PYTHON), "--compile-bytecode"]
    hashed = ["--require-hashes", "-r", str(lock)]
    return have_uv() and succeeds([str(UV), "pip", "install", *options, *hashed], output=sys.stderr)


def pip_installs(lock: Path) -> bool:
    """Install with pip; False when that failed."""
    say("uv did not work here; using pip, which takes longer")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    return succeeds(command, output=sys.stderr)


def have_uv() -> bool:
    """Fetch uv by the first pip that there is; False when there is none or it failed."""
    if UV.exists():
        return True
    lock = SCRIPTS / "boot.lock"
    part = BOOT / "uv.part"
    for pip in pips():
        shutil.rmtree(part, ignore_errors=True)
        options = ["--quiet", "--require-hashes", "--target", str(part), "-r", str(lock)]
        if succeeds([*pip, "install", *options]):
            shutil.rmtree(UV_HOME, ignore_errors=True)
            part.rename(UV_HOME)
            return True
    return False


def pips() -> Iterator[list[str]]:
    """The ways to run pip, the likeliest first; the last is Debian's wheel, fetched unprivileged."""
    yield [str(PYTHON), "-m", "pip"]
    yield [sys.executable, "-m", "pip"]
    yield debian_pip()


def debian_pip() -> list[str]:
    """Run pip from Debian's own wheel of it, unpacked beside us; it needs no installation."""
    place = BOOT / "debian"
    if not list(place.glob("**/pip-*.whl")) and shutil.which("apt-get"):
        place.mkdir(exist_ok=True)
        fetch_debian_pip(place)
    wheels = [str(path / "pip") for path in place.glob("**/pip-*.whl")]
    return [sys.executable, *wheels[:1]] if wheels else ["pip3"]


def fetch_debian_pip(place: Path) -> None:
    """Download and unpack the package; slim images have no package lists, so ours are kept here."""
    fetch = ["download", "--quiet", "python3-pip-whl"]
    own = [f"-oDir::State::lists={place}/lists", f"-oDir::Cache={place}/cache"]
    if not succeeds(["apt-get", *fetch], folder=place):
        (place / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        (place / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
        succeeds(["apt-get", *own, "update"], folder=place)
        succeeds(["apt-get", *own, *fetch], folder=place)
    for package in place.glob("*.deb"):
        succeeds(["dpkg-deb", "-x", str(package), str(place)])


def succeeds(
    command: list[str], folder: Path = ROOT, output: IO[str] | int = subprocess.DEVNULL
) -> bool:
    """Run a command and tell whether it ended well; what it says goes to `output`."""
    try:
        ran = subprocess.run(
            command,
            cwd=folder,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    except FileNotFoundError:
        return False
    return ran.returncode == 0


def surroundings() -> dict[str, str]:
    """The environment for installers: what a user set for other projects must not bend this one."""
    environment = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    # As pip does: a network may have an authority of its own, which only this machine knows.
    environment.setdefault("UV_SYSTEM_CERTS", "1")
    if not os.access(Path.home(), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(BOOT / "cache"))
    return environment


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
