"""What a teleprospector asks of the call they are in, over HTTP.

POST /desk/entries/ID/data-requests {kind: access | erasure}   -> {}
POST /desk/attempts/ID/orders
     {client_key, order: hold | resume | keys | bring_in | let_go | hand_over, keys?, colleague_id?}
     -> {}; the desk's state tells what came of it: attempt.held_since, session.others,
     session.order_trouble
GET  /desk/attempts/ID/slots?zone=Europe/Paris
     -> {has_calendar, slots: [{calendar, local, day, time, who}]}: when the company can be met, on
     the clock of that zone, nine at most; `who` where there are several to meet. It is asked when a
     meeting's panel opens, never with the state.
"""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from campaigns.call.on_call import CallersOrder, Order
from campaigns.prospect_base.data_requests import RequestKind
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import desk_requests, offered_slots, on_call
from telepro.web import desk_forms
from telepro.web.access import current_person, teleprospector
from telepro.web.asked import body
from telepro.web.presentation import clock_time, day, local_minute

bp = Blueprint("desk_calls", __name__, url_prefix="/desk")


@bp.post("/entries/<entry>/data-requests")
@teleprospector
def ask_for_data(entry: str) -> dict[str, str]:
    """Pass on that the person asks for their data, or to be forgotten."""
    kind = desk_forms.Reader(body()).code("kind", RequestKind) or RequestKind.ACCESS
    desk_requests.ask(current_person().person_id, entry, kind, clock.now())
    return {}


@bp.post("/attempts/<attempt>/orders")
@teleprospector
def order(attempt: str) -> ResponseReturnValue:
    """Hold, keys, a colleague, a hand-over: written down now, done a moment later."""
    reader = desk_forms.Reader(body())
    wanted = reader.code("order", CallersOrder)
    asked = on_call.Asked(
        order=Order(wanted or CallersOrder.RESUME),
        client_key=desk_forms.client_key(reader),
        keys=reader.text("keys", 33),
        colleague_id=reader.text("colleague_id", 40) or None,
    )
    reader.require("order", wanted, ", ".join(CallersOrder))
    reader.done()
    on_call.ask(current_person().person_id, attempt, asked, clock.now())
    queue.ring(Bell.DIAL)
    return {}


@bp.get("/attempts/<attempt>/slots")
@teleprospector
def slots(attempt: str) -> dict[str, Any]:
    """When the company of a call can be met."""
    reader = desk_forms.Reader(request.args)
    zone = reader.zone("zone")
    reader.done()
    offer = offered_slots.of_call(current_person().person_id, attempt, clock.now())
    several = len({slot.calendar_id for slot in offer.slots}) > 1
    shown = [
        {
            "calendar": slot.calendar_id,
            "local": local_minute(slot.starts_at, zone),
            "day": day(slot.starts_at, zone),
            "time": clock_time(slot.starts_at, zone),
            "who": slot.name if several else "",
        }
        for slot in offer.slots
    ]
    return {"has_calendar": offer.has_calendar, "slots": shown}
