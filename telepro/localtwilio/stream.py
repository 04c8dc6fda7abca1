"""Gives a browser its leg: a stream of server-sent events that stands as long as the call.

Voices don't travel here; the page learns what a real softphone would let its user hear.
"""

import asyncio
import contextlib
import json
from urllib.parse import parse_qsl

from aiohttp import web

from telepro import clock
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.driver import DRIVER, Driver
from telepro.localtwilio.messages import (
    Microphone,
    SoftphoneClosed,
    SoftphoneMuted,
    SoftphoneOpened,
    Tell,
)
from telepro.localtwilio.softphone import leg_named, source_for
from telepro.localtwilio.tokens import BadToken, Passport, read_token

KEEP_ALIVE_SECONDS = 10.0
NO_VOICE_URL = "No application answers softphones: start the local Twilio with TWILIO_VOICE_URL or --voice-url."


async def connect(request: web.Request) -> web.StreamResponse:
    """Open a leg for the token's identity and stream what happens on it until it ends."""
    # An EventSource reconnects by itself; a second leg must be asked for by the page.
    if "Last-Event-ID" in request.headers:
        return web.Response(status=204)
    driver = request.app[DRIVER]
    asked = dict(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    try:
        passport = read_token(asked.pop("token", ""), driver.account, clock.real_now())
    except BadToken as bad:
        return web.json_response({"code": bad.code, "message": str(bad)}, status=401)
    if not source_for(driver.engine.exchange, passport.application_sid).url:
        return web.json_response({"code": 20101, "message": NO_VOICE_URL}, status=409)
    return await _stream(request, driver, passport, asked)


async def _stream(
    request: web.Request, driver: Driver, passport: Passport, asked: dict[str, str]
) -> web.StreamResponse:
    response = web.StreamResponse(headers=allow_origin(request) | {"Cache-Control": "no-store"})
    response.content_type = "text/event-stream"
    await response.prepare(request)
    line = driver.new_line()
    parameters = tuple({**asked, **dict(passport.parameters)}.items())
    driver.handle(SoftphoneOpened(line, passport.identity, passport.application_sid, parameters))
    try:
        # A browser that went away is told no more; its leg ends below.
        with contextlib.suppress(ConnectionError):
            await _tell_until_over(response, driver.lines[line])
    finally:
        driver.handle(SoftphoneClosed(line))
        del driver.lines[line]
    return response


async def _tell_until_over(response: web.StreamResponse, queue: asyncio.Queue[Tell]) -> None:
    await tell_until(response, queue, frozenset({"ended"}))


async def tell_until(
    response: web.StreamResponse, queue: asyncio.Queue[Tell], last: frozenset[str]
) -> None:
    """Write what the queue holds as server-sent events, up to and including one named in `last`."""
    number, over = 0, False
    while not over:
        try:
            tell = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        number, over = number + 1, tell.event in last
        text = f"id: {number}\nevent: {tell.event}\ndata: {json.dumps(tell.facts)}\n\n"
        await response.write(text.encode())


async def hang_up(request: web.Request) -> web.StreamResponse:
    """End the browser's leg."""
    line = _line(request)
    request.app[DRIVER].handle(SoftphoneClosed(line, "hung up in the browser"))
    return web.Response(status=204)


async def mute(request: web.Request) -> web.StreamResponse:
    """Close the browser's microphone, or open it with the form field muted=false."""
    line = _line(request)
    muted = (await request.post()).get("muted", "true")
    microphone = Microphone.OPEN if muted == "false" else Microphone.MUTED
    request.app[DRIVER].handle(SoftphoneMuted(line, microphone))
    return web.Response(status=204)


def _line(request: web.Request) -> int:
    call = leg_named(request.app[DRIVER].engine.exchange, request.match_info["call_sid"])
    if call is None or call.line is None:
        raise web.HTTPNotFound(text="This is not a softphone's call, or it is over.")
    return call.line


def allow_origin(request: web.Request) -> dict[str, str]:
    """The headers that let a page of this machine, on any port, read the answer."""
    origin = request.headers.get("Origin", "")
    if not origin or refusal_of(origin):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
