"""Tokens that let one teleprospector's softphone speak for one work session, for an hour."""

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telepro.settings import Carrier

TOKEN_SECONDS = 3600
PREFIX = "session_"
LISTENER = "listener_"


def token_for(account: Carrier, session: str) -> str:
    """A Twilio access token whose identity is the work session's opaque id."""
    return _token(account, PREFIX + session)


def listener_token(account: Carrier, leg: str) -> str:
    """A Twilio access token whose identity is the leg of a manager who listens."""
    return _token(account, LISTENER + leg)


def _token(account: Carrier, identity: str) -> str:
    token = AccessToken(
        account.account_sid,
        account.api_key,
        account.api_secret,
        identity=identity,
        ttl=TOKEN_SECONDS,
    )
    token.add_grant(VoiceGrant(outgoing_application_sid=account.app_sid, incoming_allow=False))
    return str(token.to_jwt())


def session_of(caller: str) -> str | None:
    """The work session that `client:session_…` speaks for, or None; never read from a parameter."""
    return _named(caller, PREFIX)


def listener_of(caller: str) -> str | None:
    """The leg that `client:listener_…` speaks for, or None; never read from a parameter."""
    return _named(caller, LISTENER)


def _named(caller: str, prefix: str) -> str | None:
    identity = caller.removeprefix("client:")
    if identity == caller or not identity.startswith(prefix):
        return None
    return identity.removeprefix(prefix)
