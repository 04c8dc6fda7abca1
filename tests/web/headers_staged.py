"""The headers of every answer, staged: those of a house in production, so that what is weighed is what is sent."""

from flask import Response

from telepro.settings import Settings
from telepro.web import content_policy, security

PRODUCTION = Settings.from_environ(
    {
        "DATABASE_URL": "postgresql://telepro:word@localhost/telepro",
        "REDIS_URL": "redis://localhost:6379/0",
        "SECRET_KEY": "s" * 32,
        "FINGERPRINT_KEY": "f" * 32,
        "PUBLIC_BASE_URL": "https://appels.example.org",
        "PUSH_PUBLIC_URL": "https://direct.example.org",
    }
)
POLICY = content_policy.of_desk(PRODUCTION)


def hardened(response: Response) -> Response:
    """An answer with all that is told to a browser beside it."""
    return security.harden(response, POLICY, PRODUCTION)
