"""What the doctor sees: versions, addresses, migrations, and whether the carrier answers."""

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import current_app
from redis.exceptions import RedisError
from sqlalchemy import text

from campaigns.problems import Problem
from telepro import clock, queue
from telepro.db import migrating, transaction, trigrams
from telepro.db.condition import Gauges
from telepro.settings import Settings

PACKAGES = ("flask", "sqlalchemy", "rq", "redis", "twilio", "psycopg")
PATIENCE_SECONDS = 3
LOCAL_TWILIO = "local-twilio"
AWAY = "away"
FIXES = {
    "database": "Start it, or check DATABASE_URL.",
    "redis": "Start it, or check REDIS_URL; then telepro queue rebuild.",
    "twilio": "Check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and the way to it.",
}


def examine(
    database: str, gauges: Gauges, processes: Mapping[str, int], now: datetime
) -> dict[str, Any]:
    """Everything at once, as one answer; "ok" is false, with its "problems", when a part can't work.

    `database` and `gauges` are what its health says of them; `processes` are those of the running instance, by name with their ids; empty when none runs.
    """
    settings: Settings = current_app.extensions["telepro.settings"]
    parts = {"database": database, "redis": _redis(), "twilio": _carrier(settings)}
    if settings.carrier.base_url and _is_away(parts["twilio"]) and LOCAL_TWILIO not in processes:
        parts["twilio"] = "not running: scripts/start brings the local Twilio"
    migration, newest = _migration(), migrating.newest()
    problems = [*_broken(parts), *_outdated(migration, newest)]
    return {
        "ok": not problems,
        "problems": [problem.as_dict() for problem in problems],
        **parts,
        "postgresql": _server(),
        "migration": migration,
        "search": _search(),
        "public_base_url": settings.public_base_url,
        "push_public_url": settings.push_public_url,
        "ports": _ports(settings),
        "calls_per_second": settings.carrier.calls_per_second,
        "clock": now.isoformat(),
        "clock_shift_seconds": clock.shift().total_seconds(),
        "python": sys.version.split()[0],
        "packages": {name: version(name) for name in PACKAGES},
        "gauges": {name: value for name, (_, value) in gauges.items()},
    }


def _broken(parts: Mapping[str, str]) -> Iterator[Problem]:
    for name, said in parts.items():
        if _is_away(said) or (name == "database" and said != "ok"):
            yield Problem(name, said, "an answer", FIXES[name])


def _is_away(said: str) -> bool:
    return said.startswith(AWAY)


def _outdated(migration: str, newest: str) -> Iterator[Problem]:
    if migration != newest:
        yield Problem("migration", migration, newest, "Run telepro migrate with this release.")


def _ports(settings: Settings) -> dict[str, int | None]:
    addresses = {
        "web": settings.public_base_url,
        "push": settings.push_public_url,
        "twilio": settings.carrier.base_url,
    }
    return {name: urlsplit(address).port for name, address in addresses.items() if address}


def _server() -> str:
    with transaction() as session:
        return str(session.scalar(text("show server_version")))


def _migration() -> str:
    with transaction() as session:
        return str(session.scalar(text("select version_num from alembic_version")))


def _search() -> str:
    with transaction() as session:
        return "ok" if trigrams.are_known(session) else trigrams.ADVICE


def _redis() -> str:
    try:
        info: dict[str, Any] = queue.redis().info("server")
    except RedisError as trouble:
        return f"away: {type(trouble).__name__}"
    return f"ok: {info.get('valkey_version') or info.get('redis_version')}"


def _carrier(settings: Settings) -> str:
    account = settings.carrier
    if not account.configured:
        return "not configured: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"
    base = account.base_url or "https://api.twilio.com"
    address = f"{base.rstrip('/')}/2010-04-01/Accounts/{account.account_sid}.json"
    try:
        answer = requests.get(
            address, auth=(account.account_sid, account.auth_token), timeout=PATIENCE_SECONDS
        )
    except requests.RequestException as trouble:
        return f"away: {type(trouble).__name__} at {base}"
    return f"ok: {base}" if answer.ok else f"away: {answer.status_code} at {base}"
