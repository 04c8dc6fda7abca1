"""Addresses for people without an account: an id and a signature over it, which nobody can make up."""

import hmac
from hashlib import sha256

PURPOSE = "telepro.meeting"
SIGNATURE = 32  # hexadecimal digits: 128 bits


def token(secret: str, public_id: str) -> str:
    """The part of an address that opens one thing to whoever holds it."""
    return f"{public_id}{_signature(secret, public_id)}"


def opened(secret: str, token_given: str) -> str | None:
    """The public id that a token opens; None for one that we did not make."""
    public_id, signature = token_given[:-SIGNATURE], token_given[-SIGNATURE:]
    if not public_id or not token_given.isascii():
        return None
    return public_id if hmac.compare_digest(signature, _signature(secret, public_id)) else None


def _signature(secret: str, public_id: str) -> str:
    text = f"{PURPOSE} {public_id}".encode()
    return hmac.new(secret.encode(), text, sha256).hexdigest()[:SIGNATURE]
