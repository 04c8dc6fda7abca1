"""Sends text in fewer bytes, and files of ours once: pages compressed as they go out, files when first asked for.

Compressing tells nobody a secret by its length (BREACH, Gluck, Harris and Prado, 2013): what a page repeats
of what was sent stands beside no secret that lasts, as the token of its forms is signed anew each second;
and what another site asked for goes out as it is.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import brotli
from flask import Flask, Response, current_app, request
from jinja2.ext import Extension
from werkzeug.security import safe_join

from telepro.web import dictionaries
from telepro.web.sent_files import sent

OK = 200
LEAST = 1024  # bytes; a packet carries more
A_YEAR = 365 * 24 * 3600
_TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")
_ELSEWHERE = frozenset({"cross-site", "same-site"})
_INDENT = re.compile(r"\n[ \t]+")


@dataclass(frozen=True, slots=True)
class Coding:
    """A way to shrink: its name, of a page made each time, and of a file made once."""

    name: str
    page: Callable[[bytes], bytes]
    file: Callable[[bytes], bytes]


# The shortest first. A level more for a page takes half as long again for a hundredth of its bytes.
CODINGS = (
    Coding("br", lambda body: brotli.compress(body, quality=7), brotli.compress),
    Coding(
        "gzip",
        lambda body: gzip.compress(body, 5, mtime=0),
        lambda body: gzip.compress(body, 9, mtime=0),
    ),
)


class Unindented(Extension):
    """Templates without the indentation of their own lines; what is put into them keeps its spaces."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The text of a template as it is compiled: its lines stay, so errors name the right one."""
        return _INDENT.sub("\n", source)


def install(app: Flask) -> None:
    """Let every answer of `app` leave lighter; the first to be installed, so that it comes last."""
    dictionaries.install(app)
    app.after_request(lighten)
    app.jinja_env.add_extension(Unindented)


def lighten(response: Response) -> Response:
    """The answer in fewer bytes where whoever asked can read it so."""
    path = _file()
    if path is not None and request.args.get("v") == sent(path).fingerprint:
        _keep(response, path)
    if not (response.mimetype or "").startswith(_TEXTS) or not _is_whole(response):
        return response
    response.vary.add("Accept-Encoding")
    coding = _coding()
    if path is not None:
        return _of_file(response, coding) if coding else response
    is_page = not (response.is_streamed or response.direct_passthrough)
    if is_page and request.headers.get("Sec-Fetch-Site") not in _ELSEWHERE:
        response.vary.add("Available-Dictionary")
        # To make a dictionary anew asks the database, which may be why a page is none.
        by_dictionary = _by_dictionary() if response.status_code == OK else None
        _of_page(response, by_dictionary or coding)
    return response


def _coding() -> Coding | None:
    """The shortest coding that whoever asks can read."""
    read = request.accept_encodings
    return next((each for each in CODINGS if read.quality(each.name)), None)


def _by_dictionary() -> Coding | None:
    """The coding by what the browser says that it keeps of us."""
    kept = dictionaries.announced()
    if kept is None:
        return None
    shrunk = partial(dictionaries.shrunk, kept)
    return Coding(dictionaries.CODING, shrunk, shrunk)


def _is_whole(response: Response) -> bool:
    said = response.headers
    has_body = response.status_code >= 200 and response.status_code not in {204, 206, 304}
    return has_body and "Content-Encoding" not in said and "Content-Range" not in said


def _of_page(response: Response, coding: Coding | None) -> None:
    body = response.get_data()
    if coding is not None and len(body) >= LEAST:
        _replace(response, coding, coding.page(body))


def _of_file(response: Response, coding: Coding) -> Response:
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST:
        _replace(response, coding, _shrunk(coding, body))
    return response


def _replace(response: Response, coding: Coding, body: bytes) -> None:
    response.set_data(body)
    response.headers["Content-Encoding"] = coding.name
    del response.headers["Accept-Ranges"]
    tag, _is_weak = response.get_etag()
    if tag:
        # The same file in other bytes: no longer equal to the byte, and still known again.
        response.set_etag(tag, weak=True)


def _keep(response: Response, path: Path) -> None:
    """A file asked for under its fingerprint never changes; any other is asked about each time."""
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    if response.status_code in {200, 206} and sent(path).is_joined:
        # A part of the file as written would be no part of what is sent.
        response.status_code = 200
        response.close()
        response.direct_passthrough = False
        response.set_data(sent(path).body)
        for name in ("Accept-Ranges", "Content-Range"):
            del response.headers[name]
    # Nobody asks again for what never changes.
    for name in ("Content-Disposition", "Last-Modified"):
        del response.headers[name]


def _file() -> Path | None:
    """The file of ours that was asked for; None for a page, or where there is none."""
    if request.endpoint != "static":
        return None
    asked = safe_join(str(current_app.static_folder), (request.view_args or {})["filename"])
    found = Path(asked) if asked else None
    return found if found and found.is_file() else None


@lru_cache(maxsize=256)
def _shrunk(coding: Coding, body: bytes) -> bytes:
    return coding.file(body)
