"""Runs the local Twilio on loopback until it is told to stop."""

import asyncio
import contextlib
import secrets
import signal
from collections.abc import Awaitable, Callable

from aiohttp import web

from telepro import clock
from telepro.localtwilio import faults_http, handlers, people_handlers, registration, stream
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.driver import DRIVER, Driver
from telepro.localtwilio.engine import Engine
from telepro.localtwilio.inspector import routes as inspector
from telepro.localtwilio.options import Options

HOST = "127.0.0.1"
LARGEST_REQUEST = 1_000_000

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def announce(url: str) -> None:
    """Say on standard output where the local Twilio is."""
    print(f"Local Twilio on {url}", flush=True)


def run(options: Options, ready: Callable[[str], None] = announce) -> int:
    """Serve until SIGTERM or SIGINT; gives the exit code 0. `ready` receives the address."""
    asyncio.run(_until_signal(options, ready))
    return 0


async def _until_signal(options: Options, ready: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(options, stop, ready)


async def serve(options: Options, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
    """Serve until `stop` is set; `ready` receives the address once requests are answered."""
    with contextlib.ExitStack() as files:
        ledger = None
        if options.ledger is not None:
            ledger = files.enter_context(options.ledger.open("a", buffering=1, encoding="utf-8"))
        engine = Engine(options.setup, secrets.token_hex(16), clock.now())
        driver = Driver(engine, ledger)
        runner = web.AppRunner(
            _app(driver), handler_cancellation=True, access_log=None, shutdown_timeout=1.0
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, options.port).start()
            engine.exchange.origin = f"http://{HOST}:{runner.addresses[0][1]}"
            ready(engine.exchange.origin)
            await stop.wait()
        finally:
            driver.end_streams()
            await runner.cleanup()
            await driver.close()


def _app(driver: Driver) -> web.Application:
    app = web.Application(middlewares=[_only_from_here], client_max_size=LARGEST_REQUEST)
    app[DRIVER] = driver
    app.add_routes(
        [
            web.route("*", "/2010-04-01/{rest:.*}", handlers.rest),
            web.get("/softphone/connect", stream.connect),
            web.post("/softphone/{call_sid}/hangup", stream.hang_up),
            web.post("/softphone/{call_sid}/mute", stream.mute),
            web.get("/softphone/register", registration.register),
            web.post("/softphone/{call_sid}/accept", registration.accept),
            web.post("/softphone/{call_sid}/reject", registration.reject),
            web.post("/people/call", people_handlers.call),
            web.post("/people/message", people_handlers.message),
            web.post("/softphone/{call_sid}/digits", handlers.press),
            web.get("/people/calls/{call_sid}", handlers.person),
            *faults_http.ROUTES,
            *inspector.ROUTES,
            web.get("/", handlers.home),
        ]
    )
    return app


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse names that resolve here but are not ours, and let pages of this machine listen."""
    if refusal_of(f"http://{request.host}/"):
        raise web.HTTPForbidden(text="The local Twilio answers on loopback names only.")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(stream.allow_origin(request))
    return response
