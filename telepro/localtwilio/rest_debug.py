"""Answers the REST requests about what a call asked the application, and one line of the debugger."""

from typing import Any

from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.journal import Try
from telepro.localtwilio.messages import Reply, Response, RestRequest
from telepro.localtwilio.paging import page_of
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import notification_resource
from telepro.localtwilio.rest_calls import named
from telepro.localtwilio.signing import bare

NOT_KEPT = dict.fromkeys(("request_variables", "response_body", "response_headers"), "")
"""What a single notification has beyond its line in a list; it stands in the call's events."""


def events(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Calls/{sid}/Events: its webhooks, the latest first, as far as they are remembered."""
    named(exchange, request, sid)
    tries = tuple(reversed(exchange.journal.of(sid)))
    return Response(200, page_of(request, "events", tries, _name, _event))


def notification(exchange: Exchange, request: RestRequest, sid: str, which: str) -> Response:
    """GET Calls/{sid}/Notifications/{which}."""
    for entry in exchange.notifications:
        if (entry.call_sid, entry.sid) == (sid, which):
            return Response(200, notification_resource(exchange.account, entry) | NOT_KEPT)
    raise Refused(20404, request.path)


def _name(entry: Try) -> str:
    return f"{entry.token}-{entry.turn}"


def _event(entry: Try) -> dict[str, Any]:
    answer = entry.answer if isinstance(entry.answer, Reply) else Reply(0)
    return {
        "request": {
            "method": entry.method,
            "url": bare(entry.url),
            "parameters": dict(entry.fields),
        },
        "response": {
            "response_code": answer.status or None,
            "request_duration": round((entry.answered - entry.asked).total_seconds() * 1000),
            "content_type": answer.content_type or None,
            "response_body": answer.body.decode("utf-8", "replace"),
            "date_created": rfc2822(entry.asked),
        },
    }
