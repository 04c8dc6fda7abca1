"""Answers the REST requests about conferences."""

from collections.abc import Mapping

from telepro.localtwilio import announcing, rooms
from telepro.localtwilio.calls import Conference
from telepro.localtwilio.codes import ConferenceEnd, ConferenceStatus
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.paging import page_of, period
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import conference_resource
from telepro.localtwilio.rest_participants import document


def listing(exchange: Exchange, request: RestRequest) -> Response:
    """GET Conferences: newest first, by FriendlyName, Status, DateCreated and DateUpdated."""
    asked = dict(request.query)
    created, updated = period(request, "DateCreated"), period(request, "DateUpdated")
    chosen = [
        room
        for room in reversed(exchange.conferences.values())
        if created.holds(room.created)
        and updated.holds(room.updated or room.created)
        and asked.get("FriendlyName", room.name) == room.name
        and asked.get("Status", room.status) == room.status
    ]
    return Response(
        200,
        page_of(
            request,
            "conferences",
            chosen,
            lambda room: room.sid,
            lambda room: conference_resource(exchange.account, room),
        ),
    )


def fetch(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Conferences/{sid}."""
    return Response(200, conference_resource(exchange.account, _room(exchange, request, sid)))


def update(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST Conferences/{sid}: Status=completed lets everyone leave, AnnounceUrl lets them listen."""
    room, fields = _room(exchange, request, sid), dict(request.form)
    status = fields.get("Status", "")
    if status not in ("", ConferenceStatus.COMPLETED):
        raise Refused(20001, f"Status={status}: expected completed")
    if fields.get("AnnounceUrl"):
        _announce(exchange, room, fields)
    if status and room.status is not ConferenceStatus.COMPLETED:
        rooms.end(exchange, room, ConferenceEnd.BY_API)
    return Response(200, conference_resource(exchange.account, room))


def _room(exchange: Exchange, request: RestRequest, sid: str) -> Conference:
    if sid not in exchange.conferences:
        raise Refused(20404, request.path)
    return exchange.conferences[sid]


def _announce(exchange: Exchange, room: Conference, fields: Mapping[str, str]) -> None:
    source = document(fields, "AnnounceUrl")
    if room.status is ConferenceStatus.COMPLETED:
        raise Refused(16022, room.sid)
    exchange.kernel.spawn(announcing.to_everybody(exchange, room, source))
