"""Turns HTTP requests into events for the engine: the REST API, what people say."""

import asyncio
from urllib.parse import parse_qsl

from aiohttp import web

from telepro.localtwilio import keypad, media
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.driver import DRIVER
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import DigitsPressed, RestRequest


async def rest(request: web.Request) -> web.StreamResponse:
    """Anything under /2010-04-01."""
    body = (await request.read()).decode("utf-8", "replace")
    answer = request.app[DRIVER].handle(
        RestRequest(
            method=request.method,
            path=request.rel_url.raw_path,
            query=tuple(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True)),
            form=tuple(parse_qsl(body, keep_blank_values=True)),
            authorization=request.headers.get("Authorization", ""),
        )
    )
    if answer is not None and answer.after:
        await asyncio.sleep(answer.after)
    if answer is None or (answer.lost and request.transport is not None):
        _break_off(request)
        return web.Response()
    if answer.media is not None:
        return await media.play(request, answer.media)
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.json_response(dict(answer.body), status=answer.status)


def _break_off(request: web.Request) -> None:
    """Close the connection without an answer: the caller can't know what became of its request."""
    if request.transport is not None:
        request.transport.abort()


async def person(request: web.Request) -> web.StreamResponse:
    """What the person on a call says, as their voice would tell it."""
    words = _words(request.app[DRIVER].engine.exchange, request.match_info["call_sid"])
    if words is None:
        sentence = "Nobody speaks on this call: it was not answered by a person or a machine, or is unknown."
        return web.json_response({"message": sentence}, status=404)
    return web.json_response(words)


def _words(exchange: Exchange, call_sid: str) -> dict[str, str] | None:
    call = exchange.calls.get(call_sid)
    if call is None or call.person is None or call.answered is None or call.person.says is None:
        return None
    return {"says": call.person.says, "text": call.person.text, "kind": call.person.kind}


async def press(request: web.Request) -> web.StreamResponse:
    """Press keys on a leg in progress: a form with `digits`, 1 to 128 of 0-9, A-D, * and #.

    No JSON, as with every request of a softphone: a page on another port would first have to ask.
    """
    driver, sid = request.app[DRIVER], request.match_info["call_sid"]
    call = driver.engine.exchange.calls.get(sid)
    if call is None or call.status is not CallStatus.IN_PROGRESS:
        sentence = (
            "No call in progress has this SID: keys are heard between answer and hang-up only."
        )
        return web.json_response({"message": sentence}, status=404)
    digits = str((await request.post()).get("digits", ""))
    if not keypad.are_keys(digits):
        sentence = f"digits: found {digits[:40]!r}, expected a form with 1 to 128 of 0-9, A-D, star and hash."
        return web.json_response({"message": sentence}, status=400)
    driver.handle(DigitsPressed(sid, digits))
    return web.Response(status=204)


async def home(request: web.Request) -> web.StreamResponse:
    """The inspector is the only page."""
    raise web.HTTPFound("/inspector")
