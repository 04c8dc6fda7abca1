"""Decides whether a browser's access token may open a leg, and as whom."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telepro.localtwilio.exchange import Account
from telepro.localtwilio.signing import Form


class BadToken(Exception):
    """A token that opens nothing; `code` is Twilio's: 20101 invalid, 20104 expired, 20107 forged."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Passport:
    """What a valid token proves: who speaks, and which application leads the call."""

    identity: str
    application_sid: str
    parameters: Form


def read_token(token: str, account: Account, now: datetime) -> Passport:
    """Check signature (HS256, API key secret), times, account and grants; `now` is the real time.

    Raises BadToken. Source: Twilio access tokens, RFC 7519.
    """
    return _passport(_grants(token, account, now), account)


def read_registration(token: str, account: Account, now: datetime) -> str:
    """The identity that may take calls by this token; `now` is the real time.

    Raises BadToken, also for a token whose voice grant doesn't allow incoming calls.
    """
    grants = _grants(token, account, now)
    incoming = _table(_table(grants, "voice"), "incoming")
    if incoming.get("allow") is not True:
        raise BadToken(20101, "The token may not take calls: expected incoming.allow to be true.")
    return _identity(grants)


def _grants(token: str, account: Account, now: datetime) -> Mapping[str, Any]:
    claims = _claims(token, account.api_secret)
    _check_times(claims, now)
    if claims.get("sub") != account.sid:
        raise BadToken(20101, f"The token is for account {claims.get('sub')}, not {account.sid}.")
    if account.api_key and claims.get("iss") != account.api_key:
        raise BadToken(20101, f"The token was issued with key {claims.get('iss')}, unknown here.")
    return _table(claims, "grants")


def _identity(grants: Mapping[str, Any]) -> str:
    identity = grants.get("identity")
    if not isinstance(identity, str) or not identity:
        raise BadToken(20101, "The token names no identity: expected grants.identity.")
    return identity


def _passport(grants: Mapping[str, Any], account: Account) -> Passport:
    identity = _identity(grants)
    outgoing = _table(_table(grants, "voice"), "outgoing")
    application = outgoing.get("application_sid")
    if not isinstance(application, str) or not application:
        raise BadToken(20101, "The token may not call: expected a voice grant with an application.")
    if account.application_sid and application != account.application_sid:
        raise BadToken(20101, f"Application {application} is not known here.")
    parameters = _table(outgoing, "params")
    return Passport(identity, application, tuple((k, str(v)) for k, v in parameters.items()))


def _claims(token: str, secret: str) -> Mapping[str, Any]:
    head, _, signature = token.rpartition(".")
    header_part, _, body_part = head.partition(".")
    header, claims = _decoded(header_part), _decoded(body_part)
    if header.get("alg") != "HS256":
        raise BadToken(20101, "The token is not signed with HS256.")
    expected = hmac.new(secret.encode(), head.encode(), hashlib.sha256).digest()
    if not secret or not hmac.compare_digest(expected, _bytes(signature)):
        raise BadToken(20107, "The token's signature does not match the API key's secret.")
    return claims


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    expires, begins = claims.get("exp"), claims.get("nbf", 0)
    if not isinstance(expires, int | float) or not isinstance(begins, int | float):
        raise BadToken(20101, "The token has no usable exp: expected seconds since 1970.")
    if now.timestamp() >= expires:
        raise BadToken(20104, "The token has expired: ask the application for a new one.")
    if now.timestamp() < begins:
        raise BadToken(20101, "The token is not valid yet: compare the two clocks.")


def _table(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = claims.get(name, {})
    return value if isinstance(value, dict) else {}


def _decoded(part: str) -> Mapping[str, Any]:
    try:
        content = json.loads(_bytes(part))
    except ValueError as broken:
        raise BadToken(
            20101, "The token can't be read: expected header.claims.signature."
        ) from broken
    if not isinstance(content, dict):
        raise BadToken(20101, "The token can't be read: expected JSON objects.")
    return content


def _bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadToken(20101, "The token can't be read: expected base64url.") from broken
