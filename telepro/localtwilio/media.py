"""Plays recordings over HTTP: WAV made while it is read, whole or the part that is asked for."""

from aiohttp import web

from telepro.localtwilio import audio
from telepro.localtwilio.messages import Media

WAV = "audio/x-wav"


async def play(request: web.Request, media: Media) -> web.StreamResponse:
    """Stream the sound; a Range header gets its part with 206, or 416 when there is none."""
    length = audio.length(media.score, media.channels)
    try:
        start, stop, _ = request.http_range.indices(length)
    except ValueError:
        start = stop = 0
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable(headers={"Content-Range": f"bytes */{length}"})
    response = web.StreamResponse(status=200 if stop - start == length else 206)
    response.content_type = WAV
    response.content_length = stop - start
    response.headers["Accept-Ranges"] = "bytes"
    if response.status == web.HTTPPartialContent.status_code:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{length}"
    await response.prepare(request)
    if request.method != "HEAD":
        for block in audio.blocks(media.score, media.channels, start, stop):
            await response.write(block)
    await response.write_eof()
    return response
