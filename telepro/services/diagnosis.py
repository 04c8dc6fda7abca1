"""What the doctor sees: versions, addresses, migrations, and whether the carrier answers."""

import sys
from datetime import datetime
from importlib.metadata import version
from typing import Any

import requests
from flask import current_app
from redis.exceptions import RedisError
from sqlalchemy import text

from telepro import clock, queue
from telepro.db import transaction
from telepro.services import health
from telepro.settings import Settings

PACKAGES = ("flask", "sqlalchemy", "rq", "redis", "twilio", "psycopg")
PATIENCE_SECONDS = 3


def examine(now: datetime) -> dict[str, Any]:
    """Everything at once, as one answer; "ok" is false when something can't work."""
    settings: Settings = current_app.extensions["telepro.settings"]
    database, redis, carrier = health.database(), _redis(), _carrier(settings)
    return {
        "ok": database == "ok" and redis.startswith("ok") and not carrier.startswith("away"),
        "database": database,
        "postgresql": _server(),
        "migration": _migration(),
        "redis": redis,
        "twilio": carrier,
        "public_base_url": settings.public_base_url,
        "push_public_url": settings.push_public_url,
        "clock": now.isoformat(),
        "clock_shift_seconds": clock.shift().total_seconds(),
        "python": sys.version.split()[0],
        "packages": {name: version(name) for name in PACKAGES},
        "gauges": {name: value for name, (_, value) in health.gauges(now).items()},
    }


def _server() -> str:
    with transaction() as session:
        return str(session.scalar(text("show server_version")))


def _migration() -> str:
    with transaction() as session:
        return str(session.scalar(text("select version_num from alembic_version")))


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
