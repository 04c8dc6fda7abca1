"""The secrets of an instance: made once, kept in its data directory, readable by its owner only."""

import secrets
from collections.abc import Callable

from telepro.embedded.layout import Layout, read_private, write_private


def _hex32() -> str:
    return secrets.token_hex(16)


def _hex64() -> str:
    return secrets.token_hex(32)


def _sid(prefix: str) -> Callable[[], str]:
    return lambda: prefix + _hex32()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": _hex64,
    "FINGERPRINT_KEY": _hex64,
    "POSTGRES_PASSWORD": _hex32,
    "DATABASE_PASSWORD": _hex32,
    "TWILIO_ACCOUNT_SID": _sid("AC"),
    "TWILIO_AUTH_TOKEN": _hex32,
    "TWILIO_API_KEY": _sid("SK"),
    "TWILIO_API_SECRET": _hex32,
    "TWILIO_APP_SID": _sid("AP"),
}


def keys_of(layout: Layout) -> dict[str, str]:
    """Every secret of this instance; those that are missing are made and kept first.

    The Twilio names are the local Twilio's account: real credentials come from the environment.
    """
    kept: dict[str, str] = read_private(layout.keys) or {}
    made = {name: make() for name, make in MAKERS.items() if name not in kept}
    if made:
        write_private(layout.keys, {**kept, **made})
    return {**kept, **made}
