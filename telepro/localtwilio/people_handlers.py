"""Lets a test or a demo be somebody: a person who calls one of our numbers, or writes to it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from telepro.localtwilio.driver import DRIVER
from telepro.localtwilio.messages import Event, InboundCall, InboundMessage
from telepro.localtwilio.numbers import E164
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.texts import LONGEST_BODY


async def call(request: web.Request) -> web.StreamResponse:
    """POST {"from", "to", "says"?}: 201 with the call's SID, 400 or 404 with a sentence."""
    told = await _told(request, {"from", "to", "says"})
    says = told.get("says", "")
    if says and says not in set(Saying):
        raise _refused(f"says={says}: expected one of {', '.join(Saying)}.")
    return _answer(request, InboundCall(told["from"], told["to"], Saying(says) if says else None))


async def message(request: web.Request) -> web.StreamResponse:
    """POST {"from", "to", "body"}: 201 with the message's SID, 400 or 404 with a sentence."""
    told = await _told(request, {"from", "to", "body"})
    body = told.get("body", "")
    if not 1 <= len(body) <= LONGEST_BODY:
        raise _refused(f"body: found {len(body)} letters, expected 1 to {LONGEST_BODY}.")
    return _answer(request, InboundMessage(told["from"], told["to"], body))


def _answer(request: web.Request, event: Event) -> web.StreamResponse:
    response = request.app[DRIVER].handle(event)
    assert response is not None, "the engine answers every person"
    return web.json_response(dict(response.body or {}), status=response.status)


async def _told(request: web.Request, known: set[str]) -> Mapping[str, str]:
    # A page from elsewhere can post a form or plain text here, but no JSON.
    if request.content_type != "application/json":
        raise _refused("Content-Type: expected application/json.")
    try:
        told: Any = json.loads(await request.read())
    except ValueError as broken:
        raise _refused(f"The body is no JSON: {broken}.") from broken
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise _refused("The body: expected one object of texts.")
    if unknown := sorted(set(told) - known):
        raise _refused(f"{', '.join(unknown)}: expected only {', '.join(sorted(known))}.")
    for name in ("from", "to"):
        if not re.fullmatch(E164, told.get(name, "")):
            raise _refused(f"{name}={told.get(name, '')}: expected a number like +33199000123.")
    return told


def _refused(sentence: str) -> web.HTTPBadRequest:
    body = json.dumps({"message": sentence})
    return web.HTTPBadRequest(text=body, content_type="application/json")
