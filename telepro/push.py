"""The one process that holds every open page's stream, apart from the web workers.

It says which topic changed and a version that only rises; the page then fetches what it may see.
A stream is opened with a signed token that names its topics, so nothing is looked up here.
"""

import asyncio
import json
import logging
import os
import sys
from collections import defaultdict
from typing import Any

from aiohttp import web
from itsdangerous import BadSignature
from redis.asyncio import Redis
from redis.exceptions import RedisError

from telepro.queue import PUSH_CHANNEL
from telepro.settings import Settings
from telepro.streams import TOKEN_SECONDS, signer

log = logging.getLogger(__name__)

BEAT_SECONDS = 15
STREAMS: web.AppKey["Streams"] = web.AppKey("streams")


class Streams:
    """Who listens to which topic, and how often each topic has changed since this process began."""

    def __init__(self) -> None:
        self.queues: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self.versions: dict[str, int] = defaultdict(int)

    def tell(self, topic: str) -> None:
        """Pass a change on; a listener that is far behind needs only the newest."""
        self.versions[topic] += 1
        message = json.dumps({"topic": topic, "version": self.versions[topic]})
        for listener in self.queues.get(topic, ()):
            if listener.full():
                listener.get_nowait()
            listener.put_nowait(message)

    def listen(self, topics: list[str]) -> asyncio.Queue[str]:
        """A queue that hears these topics."""
        listener: asyncio.Queue[str] = asyncio.Queue(maxsize=16)
        for topic in topics:
            self.queues[topic].add(listener)
        return listener

    def leave(self, topics: list[str], listener: asyncio.Queue[str]) -> None:
        """Forget a listener."""
        for topic in topics:
            self.queues[topic].discard(listener)
            if not self.queues[topic]:
                del self.queues[topic]


def application(settings: Settings) -> web.Application:
    """The push server."""
    streams = Streams()
    signed = signer(settings.secret_key)
    headers = {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
        "Access-Control-Allow-Origin": settings.public_base_url.rstrip("/"),
    }

    async def stream(request: web.Request) -> web.StreamResponse:
        try:
            topics = signed.loads(request.query.get("token", ""), max_age=TOKEN_SECONDS)
        except BadSignature:
            raise web.HTTPForbidden(text="This stream's token is not valid; reload.") from None
        answer = web.StreamResponse(headers=headers)
        await answer.prepare(request)
        await _speak(answer, streams, topics)
        return answer

    async def alive(request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    app[STREAMS] = streams
    app.router.add_get("/stream", stream)
    app.router.add_get("/livez", alive)
    app.cleanup_ctx.append(lambda app: _ears(app, settings.redis_url))
    return app


async def _speak(answer: web.StreamResponse, streams: Streams, topics: list[str]) -> None:
    listener = streams.listen(topics)
    try:
        await answer.write(b"retry: 3000\n\n")
        while True:
            try:
                message = await asyncio.wait_for(listener.get(), BEAT_SECONDS)
                await answer.write(f"data: {message}\n\n".encode())
            except TimeoutError:
                await answer.write(b": beat\n\n")
    except (ConnectionError, asyncio.CancelledError):
        return
    finally:
        streams.leave(topics, listener)


async def _ears(app: web.Application, url: str) -> Any:
    listening = asyncio.create_task(_hear(app[STREAMS], url))
    yield
    listening.cancel()


async def _hear(streams: Streams, url: str) -> None:
    while True:
        try:
            await _hear_until_lost(streams, url)
        except (RedisError, OSError) as trouble:
            log.warning("Redis is away (%s); pages poll meanwhile", type(trouble).__name__)
            await asyncio.sleep(1)


async def _hear_until_lost(streams: Streams, url: str) -> None:
    async with Redis.from_url(url) as connection, connection.pubsub() as ears:
        await ears.subscribe(PUSH_CHANNEL)
        async for message in ears.listen():
            if message["type"] == "message":
                streams.tell(json.loads(message["data"])["topic"])


def main(arguments: list[str]) -> None:
    """Serve on the port that `--port` names, on loopback; a proxy in front does the rest."""
    logging.basicConfig(level=logging.WARNING)
    port = int(arguments[arguments.index("--port") + 1]) if "--port" in arguments else 5001
    settings = Settings.from_environ(os.environ)
    web.run_app(application(settings), host="127.0.0.1", port=port, print=None, shutdown_timeout=1)


if __name__ == "__main__":
    main(sys.argv[1:])
