"""Answers the requests for the inspector's pages, and for one call as JSON."""

from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from telepro.localtwilio.driver import DRIVER
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.inspector import call_pages, debugger_pages, facts, room_pages
from telepro.localtwilio.inspector.frame import View, page
from telepro.localtwilio.inspector.words import WORDS, language_of

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
Found = TypeVar("Found")


async def calls(request: web.Request) -> web.StreamResponse:
    """GET /inspector"""
    return _html(call_pages.calls(_exchange(request), _view(request)))


async def call(request: web.Request) -> web.StreamResponse:
    """GET /inspector/calls/{sid}"""
    known = _exchange(request).calls
    return _one(request, known.get(request.match_info["sid"]), call_pages.call)


async def call_as_json(request: web.Request) -> web.StreamResponse:
    """GET /inspector/calls/{sid}.json: the same facts for programs. 404 with a sentence."""
    exchange = _exchange(request)
    found = exchange.calls.get(request.match_info["sid"])
    if found is None:
        return web.json_response({"message": WORDS["en"]["unknown"]}, status=404)
    return web.json_response(facts.of_call(exchange, found))


async def rooms(request: web.Request) -> web.StreamResponse:
    """GET /inspector/conferences"""
    return _html(room_pages.rooms(_exchange(request), _view(request)))


async def room(request: web.Request) -> web.StreamResponse:
    """GET /inspector/conferences/{sid}"""
    known = _exchange(request).conferences
    return _one(request, known.get(request.match_info["sid"]), room_pages.room)


async def notifications(request: web.Request) -> web.StreamResponse:
    """GET /inspector/notifications"""
    return _html(debugger_pages.notifications(_exchange(request), _view(request)))


async def codes(request: web.Request) -> web.StreamResponse:
    """GET /inspector/codes"""
    return _html(debugger_pages.codes(_view(request)))


def _one(
    request: web.Request, found: Found | None, show: Callable[[Exchange, View, Found], str]
) -> web.Response:
    view = _view(request)
    if found is None:
        return _html(page(view, "404", view.words["unknown"], call_pages.way_back(view)), 404)
    return _html(show(_exchange(request), view, found))


def _exchange(request: web.Request) -> Exchange:
    return request.app[DRIVER].engine.exchange


def _view(request: web.Request) -> View:
    told = _exchange(request).mischief.told(request.app[DRIVER].now())
    faults = [*told["rates"], *told["next"], *(["outage"] if told["outage_until"] else [])]
    return View(
        language=language_of(request.headers.get("Accept-Language", "")),
        path=request.path,
        asked=dict(request.query),
        faults=tuple(dict.fromkeys(str(fault) for fault in faults)),
    )


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)


ROUTES = (
    web.get("/inspector", calls),
    web.get("/inspector/calls/{sid:[^/.]+}.json", call_as_json),
    web.get("/inspector/calls/{sid:[^/.]+}", call),
    web.get("/inspector/conferences", rooms),
    web.get("/inspector/conferences/{sid:[^/.]+}", room),
    web.get("/inspector/notifications", notifications),
    web.get("/inspector/codes", codes),
)
