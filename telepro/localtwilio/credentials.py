"""Decides how a webhook proves who it is where its URL names a user: Basic or Digest, once asked."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote, urlsplit
from urllib.request import parse_http_list, parse_keqv_list


@dataclass(slots=True)
class Challenge:
    """What a server asked for, and how often it was answered so: Digest counts."""

    text: str
    answered: int = 0


def user_of(url: str) -> tuple[str, str] | None:
    """User and password in a URL, decoded; None where it names nobody."""
    parts = urlsplit(url)
    if parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")


def origin_of(url: str) -> str:
    """What one challenge holds for: scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def authorization(
    challenge: Challenge, user: tuple[str, str], method: str, url: str, nonce: str
) -> str | None:
    """The Authorization header that answers the challenge; None for a scheme Twilio does not speak.

    `nonce` is the client's own, never used before. Source: RFC 7617, RFC 7616.
    """
    scheme, _, rest = challenge.text.partition(" ")
    if scheme.lower() == "basic":
        return "Basic " + base64.b64encode(":".join(user).encode()).decode()
    asked = parse_keqv_list(parse_http_list(rest))
    digest = HASHES.get(asked.get("algorithm", "MD5").upper())
    if scheme.lower() != "digest" or digest is None or "nonce" not in asked:
        return None
    challenge.answered += 1
    return _digest(digest, asked, user, (method, _address(url)), (challenge.answered, nonce))


HASHES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "MD5": lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
        "SHA-256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
    }
)


def _address(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _digest(
    digest: Callable[[str], str],
    asked: Mapping[str, str],
    user: tuple[str, str],
    request: tuple[str, str],
    count: tuple[int, str],
) -> str:
    (name, password), (method, address), (turn, nonce) = user, request, count
    secret = digest(f"{name}:{asked.get('realm', '')}:{password}")
    subject = digest(f"{method}:{address}")
    counted = "auth" in asked.get("qop", "").replace(" ", "").split(",")
    middle = f"{asked['nonce']}:{turn:08x}:{nonce}:auth" if counted else asked["nonce"]
    said = {
        "username": name,
        "realm": asked.get("realm", ""),
        "nonce": asked["nonce"],
        "uri": address,
        "response": digest(f"{secret}:{middle}:{subject}"),
        **{key: asked[key] for key in ("opaque",) if key in asked},
    }
    bare = {key: asked[key] for key in ("algorithm",) if key in asked}
    if counted:
        said, bare = {**said, "cnonce": nonce}, {**bare, "qop": "auth", "nc": f"{turn:08x}"}
    quoted = [f'{key}="{value}"' for key, value in said.items()]
    return "Digest " + ", ".join([*quoted, *(f"{key}={value}" for key, value in bare.items())])
