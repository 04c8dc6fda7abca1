"""Decides the signature a webhook carries: Twilio's HMAC-SHA1 over URL and sorted form fields."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

Form = tuple[tuple[str, str], ...]


def sign(token: str, url: str, form: Iterable[tuple[str, str]] = ()) -> str:
    """The X-Twilio-Signature for a request to `url` with the form fields of its body.

    Fragment and user information are no part of it. A GET or JSON request passes no form.
    Repeated names contribute each distinct value once, in order.
    """
    fields = sorted(set(form))
    message = bare(url) + "".join(name + value for name, value in fields)
    digest = hmac.new(token.encode(), message.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def bare(url: str) -> str:
    """The URL as it goes on the wire and under the signature: no fragment, no user information."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def signed_url(url: str) -> str:
    """The URL that voice webhooks are signed over: an https port is dropped, an http one kept."""
    parts = urlsplit(bare(url))
    host = parts.netloc
    if parts.scheme == "https" and parts.port is not None:
        host = host.rpartition(":")[0]
    return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
