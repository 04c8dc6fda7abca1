"""Sends text in fewer bytes, and files of ours once: pages compressed as they go out, files when first asked for.

Compressing tells nobody a secret by its length (BREACH, Gluck, Harris and Prado, 2013): what a page repeats
of what was sent stands beside no secret that lasts, as the token of its forms is signed anew each second;
and what another site asked for goes out as it is.
"""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

from telepro.web.presentation import fingerprint

LEAST = 1024  # bytes; a packet carries more
LEVEL = 5  # of a page, made each time; one more takes twice the time for a hundredth of the bytes
FILE_LEVEL = 9
A_YEAR = 365 * 24 * 3600
_TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")
_ELSEWHERE = frozenset({"cross-site", "same-site"})


def install(app: Flask) -> None:
    """Let every answer of `app` leave lighter; the first to be installed, so that it comes last."""
    app.after_request(lighten)


def lighten(response: Response) -> Response:
    """The answer in fewer bytes where whoever asked can read it so."""
    path = _file()
    if path is not None:
        _keep(response, path)
    if not (response.mimetype or "").startswith(_TEXTS) or not _is_whole(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return response
    if path is not None:
        return _of_file(response, path)
    is_page = not (response.is_streamed or response.direct_passthrough)
    if is_page and request.headers.get("Sec-Fetch-Site") not in _ELSEWHERE:
        _of_page(response)
    return response


def _is_whole(response: Response) -> bool:
    said = response.headers
    has_body = response.status_code >= 200 and response.status_code not in {204, 206, 304}
    return has_body and "Content-Encoding" not in said and "Content-Range" not in said


def _of_page(response: Response) -> None:
    body = response.get_data()
    if len(body) >= LEAST:
        _replace(response, gzip.compress(body, LEVEL, mtime=0))


def _of_file(response: Response, path: Path) -> Response:
    if path.stat().st_size >= LEAST:
        shrunk = _shrunk(path, path.stat().st_mtime_ns)
        response.close()
        response.direct_passthrough = False
        _replace(response, shrunk)
    return response


def _replace(response: Response, body: bytes) -> None:
    response.set_data(body)
    response.headers["Content-Encoding"] = "gzip"
    del response.headers["Accept-Ranges"]
    tag, _is_weak = response.get_etag()
    if tag:
        # The same file in other bytes: no longer equal to the byte, and still known again.
        response.set_etag(tag, weak=True)


def _keep(response: Response, path: Path) -> None:
    """A file asked for under its fingerprint never changes; any other is asked about each time."""
    if request.args.get("v") == fingerprint(path):
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"


def _file() -> Path | None:
    """The file of ours that was asked for; None for a page, or where there is none."""
    if request.endpoint != "static":
        return None
    asked = safe_join(str(current_app.static_folder), (request.view_args or {})["filename"])
    found = Path(asked) if asked else None
    return found if found and found.is_file() else None


@lru_cache(maxsize=256)
def _shrunk(path: Path, _age: int) -> bytes:
    return gzip.compress(path.read_bytes(), FILE_LEVEL, mtime=0)
