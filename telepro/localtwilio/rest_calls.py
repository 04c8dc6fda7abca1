"""Answers the REST requests about calls."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from telepro.localtwilio import creation, lines, rooms, script
from telepro.localtwilio.calls import Call, Callback, Source
from telepro.localtwilio.codes import UNANSWERED, CallEvent, CallStatus, Left
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.faults import Fault
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.paging import page_of, period
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import call_resource, notification_resource

NOT_YET_SHOWN: Mapping[str, Any] = {"date_created": None, "date_updated": None}
"""What Twilio leaves empty in the answer to a creation, and shows from then on."""
SHOWN: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "To": lambda call: call["to"],
    "From": lambda call: call["from"],
    "ParentCallSid": lambda call: call["parent_call_sid"],
    "Status": lambda call: call["status"],
}


def create(exchange: Exchange, request: RestRequest) -> Response:
    """POST Calls: 201 with the queued call, unless a fault was asked for."""
    fault = exchange.mischief.creation()
    if fault is Fault.CREATE_500:
        raise Refused(20500)
    if fault is Fault.CREATE_429:
        raise Refused(20429)
    shown = _show(exchange, creation.create(exchange, request))
    return Response(201, {**shown, **NOT_YET_SHOWN}, lost=fault is Fault.CREATE_LOST)


def listing(exchange: Exchange, request: RestRequest) -> Response:
    """GET Calls: newest first, by To, From, ParentCallSid, Status, StartTime and EndTime."""
    asked = {name: value for name, value in request.query if name in SHOWN and value}
    started, ended = period(request, "StartTime"), period(request, "EndTime")
    chosen = [
        call
        for call in reversed(exchange.calls.values())
        if started.holds(call.started) and ended.holds(call.ended) and _fits(exchange, call, asked)
    ]
    return Response(200, page_of(request, "calls", chosen, _sid, _shown_by(exchange)))


def _fits(exchange: Exchange, call: Call, asked: Mapping[str, str]) -> bool:
    if not asked:
        return True
    if asked.get("To", call.to) != call.to:
        return False
    shown = _show(exchange, call)
    return all(SHOWN[name](shown) == value for name, value in asked.items())


def _sid(call: Call) -> str:
    return call.sid


def _show(exchange: Exchange, call: Call) -> dict[str, Any]:
    return call_resource(exchange.account, call, exchange.now)


def _shown_by(exchange: Exchange) -> Callable[[Call], dict[str, Any]]:
    return lambda call: _show(exchange, call)


def fetch(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Calls/{sid}."""
    return Response(200, _show(exchange, named(exchange, request, sid)))


def delete(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """DELETE Calls/{sid}: forgets a finished call; 409 for one that is not over."""
    call = named(exchange, request, sid)
    if not call.over:
        raise Refused(20009, f"call {sid} because it is not over")
    del exchange.calls[sid]
    return Response(204, None)


def update(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST Calls/{sid}: hang up, put on another document, or change settings."""
    call, fields = named(exchange, request, sid), dict(request.form)
    for check in (
        creation.check_urls,
        creation.check_methods,
        creation.check_time_limit,
        creation.check_twiml,
    ):
        check(exchange, fields)
    if fields.get("Url") and fields.get("Twiml"):
        raise Refused(21200, "Url and Twiml can't both be given: expected one of them")
    status = fields.get("Status", "")
    if status not in ("", CallStatus.COMPLETED, CallStatus.CANCELED):
        raise Refused(21200, f"Status={status}: expected completed or canceled")
    if call.over:
        raise Refused(21220)
    if fields.get("Url") or fields.get("Twiml"):
        _redirect(exchange, call, fields)
    _change(exchange, call, fields)
    _end_as_asked(exchange, call, status)
    return Response(200, _show(exchange, call))


def _redirect(exchange: Exchange, call: Call, fields: Mapping[str, str]) -> None:
    if call.status is not CallStatus.IN_PROGRESS:
        raise Refused(21220)
    exchange.kernel.cancel(call.tasks.get("script"))
    call.farewell, call.speaking = None, False
    rooms.leave(exchange, call, Left.UPDATED)
    if call.bridged_to is not None:
        call.bridged_to.bridged_to, call.bridged_to = None, None
        exchange.kernel.fire(call.moved)
    for child in call.children:
        lines.hang_up(exchange, child, "its parent was given another document")
    source = creation.source_of(exchange, fields)
    call.source = _with_fallback(source, call.source)
    record(exchange, "redirected", call_sid=call.sid, url=source.url)
    call.tasks["script"] = exchange.kernel.spawn(script.run(exchange, call, call.source))


def _with_fallback(source: Source, before: Source) -> Source:
    if source.fallback_url:
        return source
    return Source(
        source.url, source.method, (), source.twiml, before.fallback_url, before.fallback_method
    )


def _change(exchange: Exchange, call: Call, fields: Mapping[str, str]) -> None:
    if fields.get("StatusCallback"):
        events = call.callback.events if call.callback else frozenset({CallEvent.COMPLETED})
        method = fields.get("StatusCallbackMethod", "POST")
        call.callback = Callback(fields["StatusCallback"], method, events)
    if fields.get("FallbackUrl"):
        url, method = fields["FallbackUrl"], fields.get("FallbackMethod", "POST")
        call.source = replace(call.source, fallback_url=url, fallback_method=method)
    if fields.get("TimeLimit"):
        call.time_limit = float(fields["TimeLimit"])
        lines.limit(exchange, call)


def _end_as_asked(exchange: Exchange, call: Call, status: str) -> None:
    if status == CallStatus.COMPLETED:
        lines.hang_up(exchange, call, "hung up through the API")
    # Twilio leaves a call that was already taken alone when it is asked to cancel it.
    elif status == CallStatus.CANCELED and call.status in UNANSWERED:
        lines.hang_up(exchange, call, "canceled through the API")


def notifications(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Calls/{sid}/Notifications: what the debugger says of this call."""
    named(exchange, request, sid)
    chosen = [entry for entry in reversed(exchange.notifications) if entry.call_sid == sid]
    return Response(
        200,
        page_of(
            request,
            "notifications",
            chosen,
            lambda entry: entry.sid,
            lambda entry: notification_resource(exchange.account, entry),
        ),
    )


def named(exchange: Exchange, request: RestRequest, sid: str) -> Call:
    """The call of this identifier. Raises Refused (404) when there is none."""
    if sid not in exchange.calls:
        raise Refused(20404, request.path)
    return exchange.calls[sid]
