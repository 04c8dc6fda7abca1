"""The bare limit of live pages: one aiohttp process that passes each word on to whoever listens."""

import asyncio
import sys

from aiohttp import web


def application() -> web.Application:
    """GET /stream listens; GET /tell speaks to all of them."""
    listening: set[asyncio.Queue[int]] = set()

    async def stream(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        heard: asyncio.Queue[int] = asyncio.Queue()
        listening.add(heard)
        while True:
            await answer.write(f"data: {await heard.get()}\n\n".encode())

    async def tell(request: web.Request) -> web.Response:
        for each in listening:
            each.put_nowait(1)
        return web.Response(text="told")

    app = web.Application()
    app.router.add_get("/stream", stream)
    app.router.add_get("/tell", tell)
    return app


if __name__ == "__main__":
    web.run_app(application(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
