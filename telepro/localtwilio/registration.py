"""Lets a browser wait for calls: a stream of server-sent events that stands until it goes away.

Events: `registered` (its line), `incoming` and `cancel` for calls that ring, and, once one was
taken, the same `connected`, `conference` and `ended` as on a stream that called out itself.
"""

import contextlib
from urllib.parse import parse_qsl

from aiohttp import web

from telepro import clock
from telepro.localtwilio.driver import DRIVER, Driver
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import (
    SoftphoneAnswered,
    SoftphoneDeclined,
    SoftphoneRegistered,
    SoftphoneUnregistered,
    Tell,
)
from telepro.localtwilio.stream import allow_origin, tell_until
from telepro.localtwilio.tokens import BadToken, read_registration

LAST = frozenset({"stopped"})


async def register(request: web.Request) -> web.StreamResponse:
    """Register the token's identity and stream what rings for it. An EventSource may reconnect."""
    driver = request.app[DRIVER]
    asked = dict(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    try:
        identity = read_registration(asked.get("token", ""), driver.account, clock.real_now())
    except BadToken as bad:
        return web.json_response({"code": bad.code, "message": str(bad)}, status=401)
    response = web.StreamResponse(headers=allow_origin(request) | {"Cache-Control": "no-store"})
    response.content_type = "text/event-stream"
    await response.prepare(request)
    await _stream(response, driver, identity)
    return response


async def _stream(response: web.StreamResponse, driver: Driver, identity: str) -> None:
    line = driver.new_line()
    queue = driver.lines[line]
    queue.put_nowait(Tell(line, "registered", {"line": line, "identity": identity}))
    driver.handle(SoftphoneRegistered(line, identity))
    driver.registered.add(line)
    try:
        # A browser that went away is told no more.
        with contextlib.suppress(ConnectionError):
            await tell_until(response, queue, LAST)
    finally:
        driver.registered.discard(line)
        driver.handle(SoftphoneUnregistered(line))
        del driver.lines[line]


async def accept(request: web.Request) -> web.StreamResponse:
    """Take a call that rings; the form field `line` says in which browser."""
    call_sid, line = await _ringing(request)
    request.app[DRIVER].handle(SoftphoneAnswered(call_sid, line))
    return web.Response(status=204)


async def reject(request: web.Request) -> web.StreamResponse:
    """Reject a call that rings."""
    call_sid, line = await _ringing(request)
    request.app[DRIVER].handle(SoftphoneDeclined(call_sid, line))
    return web.Response(status=204)


async def _ringing(request: web.Request) -> tuple[str, int | None]:
    exchange: Exchange = request.app[DRIVER].engine.exchange
    call_sid = request.match_info["call_sid"]
    ring = exchange.browsers.ringing(call_sid)
    if ring is None:
        raise web.HTTPNotFound(text="This call rings in no browser: it was taken, or is over.")
    text = str((await request.post()).get("line", ""))
    if not text:
        return call_sid, None
    if not text.isascii() or not text.isdigit() or int(text[:9]) not in ring.lines:
        rung = ", ".join(map(str, ring.lines))
        raise web.HTTPConflict(text=f"line={text}: the call rings on {rung or 'no line'}.")
    return call_sid, int(text)
