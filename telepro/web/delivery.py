"""Decides how an answer travels to a browser: compressed when it is a text, and how long a file of ours is kept."""

import gzip
import io
import secrets
from functools import lru_cache

from flask import Flask, Response, request

from telepro.web import presentation

TEXTS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
SMALLEST = 1024  # bytes; below it a packet is a packet
LEVEL = 6
FILES_AT_HAND = 128
LONGEST_PADDING = 100  # bytes
YEAR = 365 * 24 * 3600
WEEK = 7 * 24 * 3600


def install(app: Flask) -> None:
    """Before everything else that looks at answers, so that it is done last."""
    app.after_request(compressed)
    app.after_request(kept)


def kept(response: Response) -> Response:
    """A file under the address of its own content never changes; a typeface hardly ever does."""
    if request.endpoint != "static" or response.status_code not in {200, 304}:
        return response
    filename = str((request.view_args or {}).get("filename", ""))
    asked = f"{request.path}?{request.query_string.decode('ascii', 'replace')}"
    if filename and asked == presentation.static(filename):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    elif filename.startswith("fonts/"):
        response.headers["Cache-Control"] = f"public, max-age={WEEK}"
    return response


def compressed(response: Response) -> Response:
    """Pages, style sheets and scripts for a browser that reads gzip; JSON of the desk goes as it is,
    because each of those answers is small and somebody waits for it."""
    if not _is_text(response):
        return response
    response.headers.add("Vary", "Accept-Encoding")
    if request.accept_encodings.best_match(["gzip"]) is None:
        return response
    is_file = request.endpoint == "static"
    response.direct_passthrough = False
    text = response.get_data()
    if len(text) < SMALLEST:
        return response
    response.set_data(_of_file(text) if is_file else _of_page(text))
    response.headers["Content-Encoding"] = "gzip"
    _weaken(response)
    return response


def _is_text(response: Response) -> bool:
    return (
        response.status_code in range(200, 500)
        and response.status_code not in {204, 206, 304}
        and response.mimetype in TEXTS
        and "Content-Encoding" not in response.headers
        and request.method != "HEAD"
        and (request.endpoint == "static" or not response.is_streamed)
    )


def _weaken(response: Response) -> None:
    # The same content in other bytes: a strong tag would promise the bytes.
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)


@lru_cache(FILES_AT_HAND)
def _of_file(text: bytes) -> bytes:
    return gzip.compress(text, LEVEL, mtime=0)


def _of_page(text: bytes) -> bytes:
    """A length that tells nothing of what the page says: a page's name of random length goes with it.

    Who can have a person open pages and see how long the answers are could otherwise guess what
    stands in them (BREACH; the padding is that of *Heal the BREACH*, Palacios et al., 2022).
    """
    padding = "a" * (1 + secrets.randbelow(LONGEST_PADDING))
    packed = io.BytesIO()
    with gzip.GzipFile(padding, "wb", LEVEL, packed, mtime=0) as file:
        file.write(text)
    return packed.getvalue()
