"""Decides what the debugger says of a webhook that got no answer over HTTP."""

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientConnectorSSLError,
    ClientPayloadError,
    ClientResponseError,
    ConnectionTimeoutError,
)

from telepro.localtwilio.messages import Unreached
from telepro.localtwilio.overrides import Trouble

NOT_CONNECTED = "{url} can't be reached: {trouble}."
NO_ANSWER = "{url} gave no usable answer: {trouble}."
BROKE_OFF = "{url} broke off its answer: {trouble}."
REFUSED = 11202

# The first that fits decides, so the narrower stands before the wider.
TROUBLES: tuple[tuple[type[Exception], Trouble, int, str], ...] = (
    (ClientConnectorCertificateError, Trouble.CONNECT, 11237, NOT_CONNECTED),
    (ClientConnectorSSLError, Trouble.CONNECT, 11220, NOT_CONNECTED),
    (ClientConnectorDNSError, Trouble.CONNECT, 11210, NOT_CONNECTED),
    (ConnectionTimeoutError, Trouble.CONNECT, 11201, NOT_CONNECTED),
    (ClientConnectorError, Trouble.CONNECT, 11205, NOT_CONNECTED),
    (ClientPayloadError, Trouble.PARTIAL, 11200, BROKE_OFF),
    (ClientResponseError, Trouble.READ, 11206, NO_ANSWER),
    (Exception, Trouble.READ, 11200, NO_ANSWER),
)


def unreached(url: str, trouble: Exception) -> Unreached:
    """What became of a request to `url` that ended with this exception."""
    kind, code, sentence = next(
        (kind, code, sentence)
        for raised, kind, code, sentence in TROUBLES
        if isinstance(trouble, raised)
    )
    refused = isinstance(trouble, ClientConnectorError) and isinstance(
        trouble.os_error, ConnectionRefusedError
    )
    said = sentence.format(url=url, trouble=trouble or type(trouble).__name__)
    return Unreached(kind, said, REFUSED if refused else code)
