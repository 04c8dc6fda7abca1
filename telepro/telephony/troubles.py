"""What a failed request to the carrier proves: refused, never sent, or unknown."""

from enum import StrEnum

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from urllib3.exceptions import NewConnectionError

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class Trouble(StrEnum):
    """What a failed request to the carrier proves."""

    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


class TelephonyError(Exception):
    """The carrier did not do what was asked; `trouble` says what is known of the call."""

    def __init__(self, trouble: Trouble, code: str, words: str) -> None:
        super().__init__(words)
        self.trouble = trouble
        self.code = code
        self.words = words


class translated:
    """Turns what the client library raises into what it proves about the call."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TwilioRestException):
            raise _from_reply(error.status, str(error.code), error.msg) from error
        if isinstance(error, requests.RequestException):
            raise _from_network(error) from error
        if isinstance(error, TwilioException):
            raise TelephonyError(Trouble.UNKNOWN, "unknown", str(error)) from error


def _from_reply(status: int, code: str, words: str) -> TelephonyError:
    if status == TOO_MANY_REQUESTS:
        return TelephonyError(Trouble.NOT_SENT, code, words)
    if status >= SERVER_ERROR:
        return TelephonyError(Trouble.UNKNOWN, code, words)
    return TelephonyError(Trouble.REFUSED, code, words)


def _from_network(error: requests.RequestException) -> TelephonyError:
    before_any_byte = isinstance(error, requests.ConnectTimeout) or (
        isinstance(error, requests.ConnectionError) and _never_connected(error)
    )
    trouble = Trouble.NOT_SENT if before_any_byte else Trouble.UNKNOWN
    return TelephonyError(trouble, type(error).__name__, "The carrier could not be reached.")


def _never_connected(error: requests.ConnectionError) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)
