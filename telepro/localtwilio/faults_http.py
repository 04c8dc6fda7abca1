"""Lets faults be asked for while the local Twilio runs: `/faults`, for scripts and curious people."""

import json

from aiohttp import web

from telepro.localtwilio.driver import DRIVER
from telepro.localtwilio.faults import BadFault, Wish, read_wish
from telepro.localtwilio.messages import FaultAsked

JSON = "application/json"
EXPECTED = 'expected JSON such as {"fault": "outage", "seconds": 20}, sent as application/json.'


async def show(request: web.Request) -> web.StreamResponse:
    """GET /faults: what may go wrong at present."""
    exchange = request.app[DRIVER].engine.exchange
    # Time has gone on since the engine last had something to do.
    return web.json_response(exchange.mischief.told(request.app[DRIVER].now()))


async def ask(request: web.Request) -> web.StreamResponse:
    """POST /faults: something is to go wrong. 400 with a sentence for what can't be understood."""
    # A page from elsewhere can't send this type without asking first, and gets no permission.
    if request.content_type != JSON:
        return _refused(f"Content-Type {request.content_type}: {EXPECTED}", 415)
    try:
        wish = read_wish(json.loads(await request.read()))
    except BadFault as bad:
        return _refused(str(bad), 400)
    except ValueError as broken:
        return _refused(f"The body can't be read ({broken}): {EXPECTED}", 400)
    return await _told(request, wish)


async def clear(request: web.Request) -> web.StreamResponse:
    """DELETE /faults: nothing goes wrong any more, not even what the command line asked for."""
    return await _told(request, None)


async def _told(request: web.Request, wish: Wish | None) -> web.StreamResponse:
    request.app[DRIVER].handle(FaultAsked(wish))
    return await show(request)


def _refused(sentence: str, status: int) -> web.Response:
    return web.json_response({"message": sentence}, status=status)


ROUTES = (
    web.get("/faults", show),
    web.post("/faults", ask),
    web.delete("/faults", clear),
)
