"""Answers the REST requests about text messages."""

from datetime import datetime

from telepro.localtwilio import text_creation
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.paging import page_of, period
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.text_fields import message_resource
from telepro.localtwilio.texts import TextMessage


def create(exchange: Exchange, request: RestRequest) -> Response:
    """POST Messages: 201 with the message, queued, or accepted by a messaging service."""
    message = text_creation.create(exchange, request)
    return Response(201, message_resource(exchange.account, message))


def listing(exchange: Exchange, request: RestRequest) -> Response:
    """GET Messages: newest first, by To, From and DateSent."""
    asked, sent = dict(request.query), period(request, "DateSent")
    chosen = [
        message
        for message in reversed(exchange.texts.values())
        if sent.holds(message.sent or _received(message))
        and asked.get("To", message.to) == message.to
        and asked.get("From", message.from_) == message.from_
    ]
    account = exchange.account
    return Response(
        200,
        page_of(
            request,
            "messages",
            chosen,
            lambda message: message.sid,
            lambda message: message_resource(account, message),
        ),
    )


def _received(message: TextMessage) -> datetime | None:
    return message.created if message.settled else None


def fetch(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Messages/{sid}."""
    return Response(200, message_resource(exchange.account, _named(exchange, request, sid)))


def update(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST Messages/{sid} with an empty Body: what was said is forgotten, the rest kept."""
    message = _settled(exchange, request, sid)
    body = dict(request.form).get("Body")
    if body != "":
        raise Refused(20001, f"Body={body}: expected an empty one, which redacts the message")
    message.body, message.updated = "", exchange.now
    return Response(200, message_resource(exchange.account, message))


def delete(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """DELETE Messages/{sid}: forgets a message whose status won't change any more."""
    _settled(exchange, request, sid)
    del exchange.texts[sid]
    return Response(204, None)


def media(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Messages/{sid}/Media: none is ever kept."""
    _named(exchange, request, sid)
    return Response(200, page_of(request, "media_list", [], str, dict))


def _settled(exchange: Exchange, request: RestRequest, sid: str) -> TextMessage:
    message = _named(exchange, request, sid)
    if not message.settled:
        raise Refused(20009, f"message {sid} because its delivery has not been completed")
    return message


def _named(exchange: Exchange, request: RestRequest, sid: str) -> TextMessage:
    if sid not in exchange.texts:
        raise Refused(20404, request.path)
    return exchange.texts[sid]
