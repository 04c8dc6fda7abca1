"""Who may listen to which topics: a signed token, made by the page and read by the push process."""

from collections.abc import Sequence

from itsdangerous import URLSafeTimedSerializer

TOKEN_SECONDS = 12 * 3600
SALT = "telepro.push"


def signer(secret: str) -> URLSafeTimedSerializer:
    """What signs and reads stream tokens."""
    return URLSafeTimedSerializer(secret, salt=SALT)


def token(secret: str, topics: Sequence[str]) -> str:
    """A token for a stream of these topics; the page that asks was allowed to see them."""
    return signer(secret).dumps(list(topics))
