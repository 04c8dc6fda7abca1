"""Decides which resource a REST request means, and refuses what Twilio would refuse first."""

import base64
import binascii
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import unquote

from telepro.localtwilio import (
    rest_calls,
    rest_conferences,
    rest_debug,
    rest_estate,
    rest_messages,
    rest_participants,
    rest_recordings,
)
from telepro.localtwilio.exchange import Account, Exchange, record
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import account_resource

WRONG_CREDENTIALS = "Your AccountSid or AuthToken was incorrect."

MEDIA = r"/2010-04-01/Accounts/([^/]+?)/Recordings/(RE[0-9a-f]{32})(|\.wav|\.mp3)"

Handler = Callable[..., Response]


def handle(exchange: Exchange, request: RestRequest) -> Response:
    """Answer one REST request, and enter it in the ledger."""
    try:
        if exchange.mischief.begins_outage(exchange.now):
            raise Refused(20503)
        response = _held_back(exchange, request, _answer(exchange, request))
    except Refused as refused:
        response = Response(refused.status, refused.body())
    record(
        exchange,
        "rest",
        method=request.method,
        path=request.path,
        query=list(request.query),
        form=list(request.form),
        status=response.status,
        lost=response.lost,
        code=(response.body or {}).get("code") if response.status >= 400 else None,
    )
    return response


def _held_back(exchange: Exchange, request: RestRequest, response: Response) -> Response:
    placed = response.status == 201 and request.path.endswith(PLACING)
    return replace(response, after=exchange.mischief.slowness()) if placed else response


PLACING = ("/Calls.json", "/Participants.json")


def _answer(exchange: Exchange, request: RestRequest) -> Response:
    account = exchange.account
    if not _may_enter(account, request.authorization):
        raise Refused(20003, detail=WRONG_CREDENTIALS)
    media = re.fullmatch(MEDIA, request.path)
    if media is not None and media[1] == account.sid:
        return rest_recordings.media(exchange, request, media[2], media[3])
    path = re.fullmatch(r"/2010-04-01/Accounts/([^/]+?)((?:/.*)?)\.json", request.path)
    if path is None or path[1] != account.sid:
        raise Refused(20404, request.path)
    for pattern, methods in ROUTES.items():
        if found := re.fullmatch(pattern, path[2]):
            if request.method not in methods:
                raise Refused(20004)
            return methods[request.method](exchange, request, *map(unquote, found.groups()))
    raise Refused(20404, request.path)


def _may_enter(account: Account, authorization: str) -> bool:
    scheme, _, encoded = authorization.partition(" ")
    try:
        user, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    keys = {account.sid: account.token, account.api_key: account.api_secret}
    expected = keys.get(user, "")
    known = bool(user and expected) and hmac.compare_digest(secret.encode(), expected.encode())
    return scheme.lower() == "basic" and known


def _account(exchange: Exchange, request: RestRequest) -> Response:
    return Response(200, account_resource(exchange.account, exchange.began))


ROUTES: Mapping[str, Mapping[str, Handler]] = MappingProxyType(
    {
        "": {"GET": _account},
        "/Calls": {"POST": rest_calls.create, "GET": rest_calls.listing},
        "/Calls/([^/]+)": {
            "GET": rest_calls.fetch,
            "POST": rest_calls.update,
            "DELETE": rest_calls.delete,
        },
        "/Calls/([^/]+)/Notifications": {"GET": rest_calls.notifications},
        "/Calls/([^/]+)/Recordings": {
            "POST": rest_recordings.start,
            "GET": rest_recordings.of_call,
        },
        "/Calls/([^/]+)/Recordings/([^/]+)": {
            "GET": rest_recordings.fetch_of_call,
            "POST": rest_recordings.update,
            "DELETE": rest_recordings.delete_of_call,
        },
        "/Recordings": {"GET": rest_recordings.of_account},
        "/Recordings/([^/]+)": {
            "GET": rest_recordings.fetch,
            "DELETE": rest_recordings.delete,
        },
        "/Conferences/([^/]+)/Recordings": {"GET": rest_recordings.of_conference},
        "/Conferences/([^/]+)/Recordings/([^/]+)": {
            "GET": rest_recordings.fetch_of_conference,
            "POST": rest_recordings.update_of_conference,
            "DELETE": rest_recordings.delete_of_conference,
        },
        "/Calls/([^/]+)/Notifications/([^/]+)": {"GET": rest_debug.notification},
        "/Calls/([^/]+)/Events": {"GET": rest_debug.events},
        "/Conferences": {"GET": rest_conferences.listing},
        "/Conferences/([^/]+)": {
            "GET": rest_conferences.fetch,
            "POST": rest_conferences.update,
        },
        "/Conferences/([^/]+)/Participants": {
            "GET": rest_participants.listing,
            "POST": rest_participants.create,
        },
        "/Conferences/([^/]+)/Participants/([^/]+)": {
            "GET": rest_participants.fetch,
            "POST": rest_participants.update,
            "DELETE": rest_participants.kick,
        },
        "/Messages": {"GET": rest_messages.listing, "POST": rest_messages.create},
        "/Messages/([^/]+)": {
            "GET": rest_messages.fetch,
            "POST": rest_messages.update,
            "DELETE": rest_messages.delete,
        },
        "/Messages/([^/]+)/Media": {"GET": rest_messages.media},
        "/IncomingPhoneNumbers": {"GET": rest_estate.numbers},
        "/IncomingPhoneNumbers/([^/]+)": {
            "GET": rest_estate.number,
            "POST": rest_estate.update_number,
        },
        "/OutgoingCallerIds": {"GET": rest_estate.caller_ids},
        "/OutgoingCallerIds/([^/]+)": {"GET": rest_estate.caller_id},
        "/Applications": {
            "GET": rest_estate.applications,
            "POST": rest_estate.create_application,
        },
        "/Applications/([^/]+)": {
            "GET": rest_estate.application,
            "POST": rest_estate.update_application,
            "DELETE": rest_estate.delete_application,
        },
    }
)
