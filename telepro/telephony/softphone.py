"""Tokens that let one teleprospector's softphone speak for one work session, or try its line, for an hour."""

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telepro.settings import Carrier

TOKEN_SECONDS = 3600
PREFIX = "session_"
LISTENER = "listener_"
TRIAL_PREFIX = "trial_"


def token_for(account: Carrier, session: str) -> str:
    """A Twilio access token whose identity is the work session's opaque id."""
    return _signed(account, PREFIX + session, _calling(account))


def listener_token(account: Carrier, leg: str) -> str:
    """A Twilio access token whose identity is the leg of a manager who listens."""
    return _signed(account, LISTENER + leg, _calling(account))


def trial_token_for(account: Carrier, person: str) -> str:
    """A token to try a line with before any work; its identity joins no conference.

    Twilio's own trial registers before it calls, which takes the right to be called. Nobody calls it.
    """
    grant = VoiceGrant(outgoing_application_sid=account.app_sid, incoming_allow=True)
    return _signed(account, TRIAL_PREFIX + person, grant)


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


def is_trial(caller: str) -> bool:
    """True for the leg of somebody who tries their line before they work."""
    return caller.startswith(f"client:{TRIAL_PREFIX}")


def _calling(account: Carrier) -> VoiceGrant:
    return VoiceGrant(outgoing_application_sid=account.app_sid, incoming_allow=False)


def _signed(account: Carrier, identity: str, grant: VoiceGrant) -> str:
    token = AccessToken(
        account.account_sid,
        account.api_key,
        account.api_secret,
        identity=identity,
        ttl=TOKEN_SECONDS,
    )
    token.add_grant(grant)
    return str(token.to_jwt())
