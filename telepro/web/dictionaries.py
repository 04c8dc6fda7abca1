"""Decides which answers leave as what they differ by from a dictionary that the browser keeps (RFC 9842).

A dictionary is text that pages have in common and that is about nobody: the words of templates, the
script of a plan. Whoever announces one by its digest is answered in it; everybody else as ever.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

import zstandard
from flask import Flask, Response, current_app, request

CODING = "dcz"
# A skippable frame that says which dictionary is meant: its digest follows (RFC 9842, 5).
MAGIC = bytes.fromhex("5e2a4d1820000000")
LEVEL = 9
A_YEAR = 365 * 24 * 3600
MOST_KEPT = 64
EXTENSION = "telepro.dictionaries"
Maker = Callable[[str], "Dictionary | None"]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Text that answers are shrunk by, and what tells it from any other."""

    body: bytes
    digest: bytes
    prepared: zstandard.ZstdCompressionDict

    @property
    def fingerprint(self) -> str:
        """What its address says of it."""
        return self.digest.hex()[:12]


class Known:
    """The dictionaries that this process has made, and how those of a kind are made anew."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Dictionary] = OrderedDict()
        self._lock = Lock()
        self.makers: dict[str, Maker] = {}

    def keep(self, text: str) -> Dictionary:
        """The dictionary of that text, kept for whoever announces it."""
        body = text.encode()
        digest = sha256(body).digest()
        found = self.with_digest(digest)
        if found is not None:
            return found
        raw = zstandard.DICT_TYPE_RAWCONTENT
        prepared = zstandard.ZstdCompressionDict(body, dict_type=raw)
        prepared.precompute_compress(level=LEVEL)
        made = Dictionary(body, digest, prepared)
        with self._lock:
            self._kept[digest] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def with_digest(self, digest: bytes) -> Dictionary | None:
        """The one of that digest, if this process has made it."""
        with self._lock:
            return self._kept.get(digest)


def install(app: Flask) -> None:
    """Give `app` its dictionaries, none of them made yet."""
    app.extensions[EXTENSION] = Known()
    app.jinja_env.globals.update(dictionary_address=str)


def of(app: Flask) -> Known:
    """The dictionaries of `app`."""
    found: Known = app.extensions[EXTENSION]
    return found


def known() -> Known:
    """The dictionaries of the application at hand."""
    return of(current_app)


def announced() -> Dictionary | None:
    """The dictionary that whoever asks has and can read answers by; None for none that we know."""
    said = request.headers.get("Available-Dictionary", "")
    if not said or not request.accept_encodings.quality(CODING):
        return None
    try:
        digest = b64decode(said.strip(":"), validate=True)
    except (NotBase64, ValueError):
        return None
    return known().with_digest(digest) or _made_anew(digest)


def fingerprint(kind: str, name: str) -> str:
    """What the address of that dictionary says of it; nothing where there is none."""
    found = _made(kind, name)
    return found.fingerprint if found else ""


def _made_anew(digest: bytes) -> Dictionary | None:
    """Another process made it, or this one before it was started anew: its name says how."""
    kind, _separator, name = request.headers.get("Dictionary-ID", "").strip('"').partition("~")
    found = _made(kind, name)
    return found if found and found.digest == digest else None


def _made(kind: str, name: str) -> Dictionary | None:
    maker = known().makers.get(kind)
    return maker(name) if maker else None


def shrunk(dictionary: Dictionary, body: bytes) -> bytes:
    """A body as what it differs by from the dictionary."""
    compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary.prepared)
    return MAGIC + dictionary.digest + compressor.compress(body)


def answer(dictionary: Dictionary, match: str, name: str, mark: str = "") -> Response:
    """The dictionary for a browser to keep, and to announce where it asks for what `match` matches; under
    its fingerprint, or another `mark` of what it was made of, it is kept for good."""
    said = Response(dictionary.body, mimetype="text/plain")
    said.headers["Use-As-Dictionary"] = f'match="{match}", id="{name}"'
    if request.args.get("v") == (mark or dictionary.fingerprint):
        said.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return said
