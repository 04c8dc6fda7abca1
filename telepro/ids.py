"""The only source of randomness of the application: opaque public ids, keys and seeds."""

import secrets
from collections.abc import Callable

_draw: Callable[[int], bytes] = secrets.token_bytes


def use_source(draw: Callable[[int], bytes]) -> None:
    """Draw from `draw(count) -> bytes` from now on; a simulation gives a seeded one."""
    global _draw
    _draw = draw


def public_id() -> str:
    """A 20-character id for addresses and callbacks: 80 bits that tell nothing about the row."""
    return _draw(10).hex()


def secret_token() -> str:
    """A 256-bit secret for a one-time link, as 64 hexadecimal characters."""
    return _draw(32).hex()


def dial_in_code() -> str:
    """Eight digits that a teleprospector presses on their own telephone."""
    return f"{int.from_bytes(_draw(8), 'big') % 10**8:08d}"


def seed() -> str:
    """The seed of one deal, committed before the cards are dealt."""
    return _draw(16).hex()
