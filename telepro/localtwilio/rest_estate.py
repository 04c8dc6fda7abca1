"""Answers the REST requests about owned numbers, caller IDs and TwiML applications."""

from collections.abc import Mapping, Sequence
from typing import Any

from telepro.localtwilio.estate import Possession, add_application
from telepro.localtwilio.exchange import API_VERSION, Account, Exchange
from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.numbers import kind_of
from telepro.localtwilio.paging import page_of
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import base_path
from telepro.localtwilio.setting_checks import (
    OF_APPLICATIONS,
    OF_NUMBERS,
    read_name,
    read_settings,
)


def numbers(exchange: Exchange, request: RestRequest) -> Response:
    """GET IncomingPhoneNumbers: by a part of PhoneNumber, by FriendlyName."""
    return _numbers(exchange, request, "incoming_phone_numbers", number_resource)


def caller_ids(exchange: Exchange, request: RestRequest) -> Response:
    """GET OutgoingCallerIds. Nothing is verified here: every number to call from is an owned one."""
    return _numbers(exchange, request, "outgoing_caller_ids", caller_id_resource)


def number(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET IncomingPhoneNumbers/{PN}."""
    owned = _named(exchange.estate.numbers, request, sid)
    return Response(200, number_resource(exchange.account, owned))


def caller_id(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET OutgoingCallerIds/{PN}."""
    owned = _named(exchange.estate.numbers, request, sid)
    return Response(200, caller_id_resource(exchange.account, owned))


def update_number(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST IncomingPhoneNumbers/{PN}: what its incoming calls and messages are answered with."""
    owned, form = _named(exchange.estate.numbers, request, sid), dict(request.form)
    settings = read_settings(form, OF_NUMBERS)
    for key in ("voice_application_sid", "sms_application_sid"):
        if settings.get(key) and exchange.estate.application(settings[key]) is None:
            raise Refused(21218, settings[key])
    _set(exchange, owned, read_name(form, owned.friendly_name), settings)
    return Response(200, number_resource(exchange.account, owned))


def applications(exchange: Exchange, request: RestRequest) -> Response:
    """GET Applications: newest first, by FriendlyName."""
    asked = dict(request.query).get("FriendlyName")
    chosen = [
        owned
        for owned in reversed(exchange.estate.applications.values())
        if asked in (None, owned.friendly_name)
    ]
    account = exchange.account
    page = page_of(
        request, "applications", chosen, _sid, lambda owned: application_resource(account, owned)
    )
    return Response(200, page)


def create_application(exchange: Exchange, request: RestRequest) -> Response:
    """POST Applications."""
    form = dict(request.form)
    settings, name = read_settings(form, OF_APPLICATIONS), read_name(form, "")
    owned = add_application(exchange.estate, exchange.sid("AP"), name, "", exchange.now)
    owned.settings |= settings
    return Response(201, application_resource(exchange.account, owned))


def application(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Applications/{AP}."""
    owned = _named(exchange.estate.applications, request, sid)
    return Response(200, application_resource(exchange.account, owned))


def update_application(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST Applications/{AP}: calls that begin from now on are led by the new settings."""
    owned, form = _named(exchange.estate.applications, request, sid), dict(request.form)
    settings = read_settings(form, OF_APPLICATIONS)
    _set(exchange, owned, read_name(form, owned.friendly_name), settings)
    return Response(200, application_resource(exchange.account, owned))


def delete_application(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """DELETE Applications/{AP}: numbers that named it are answered by their own URLs again."""
    _named(exchange.estate.applications, request, sid)
    del exchange.estate.applications[sid]
    return Response(204, None)


def number_resource(account: Account, owned: Possession) -> dict[str, Any]:
    """An owned phone number."""
    return {
        **owned.settings,
        **_facts(account, owned, "IncomingPhoneNumbers"),
        "phone_number": owned.number,
        "type": kind_of(owned.number),
        "api_version": API_VERSION,
    }


def caller_id_resource(account: Account, owned: Possession) -> dict[str, Any]:
    """A number that calls may be made from."""
    return {**_facts(account, owned, "OutgoingCallerIds"), "phone_number": owned.number}


def application_resource(account: Account, owned: Possession) -> dict[str, Any]:
    """A TwiML application."""
    return {
        **owned.settings,
        **_facts(account, owned, "Applications"),
        "api_version": API_VERSION,
    }


def _facts(account: Account, owned: Possession, folder: str) -> dict[str, Any]:
    return {
        "sid": owned.sid,
        "account_sid": account.sid,
        "friendly_name": owned.friendly_name,
        "date_created": rfc2822(owned.created),
        "date_updated": rfc2822(owned.updated or owned.created),
        "uri": f"{base_path(account)}/{folder}/{owned.sid}.json",
    }


def _numbers(exchange: Exchange, request: RestRequest, key: str, resource: Any) -> Response:
    asked = dict(request.query)
    chosen: Sequence[Possession] = [
        owned
        for owned in exchange.estate.numbers.values()
        if asked.get("PhoneNumber", "") in owned.number
        and asked.get("FriendlyName", owned.friendly_name) == owned.friendly_name
    ]
    account = exchange.account
    page = page_of(request, key, chosen, _sid, lambda owned: resource(account, owned))
    return Response(200, page)


def _set(exchange: Exchange, owned: Possession, name: str, settings: dict[str, Any]) -> None:
    owned.friendly_name, owned.updated = name, exchange.now
    owned.settings |= settings


def _named(owned: Mapping[str, Possession], request: RestRequest, sid: str) -> Possession:
    if sid not in owned:
        raise Refused(20404, request.path)
    return owned[sid]


def _sid(owned: Possession) -> str:
    return owned.sid
