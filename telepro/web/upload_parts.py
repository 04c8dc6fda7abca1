"""Takes a prospect file in by small parts, so that a slow line that breaks loses one part and not the file.

One file at a time belongs to a person's session. A part that comes twice, or out of order, changes nothing:
the answer says how much is here, and the browser goes on from there.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem
from telepro import clock
from telepro.files.file_codes import FileCode
from telepro.files.refusals import Reader, Way
from telepro.web import uploads
from telepro.web.access import manager, settings
from telepro.web.asked import number
from telepro.web.presentation import language, problem_sentence

PART = 256 * 1024  # bytes; eight seconds of a line that sends 256 kbit/s
KEY = "upload-parts"

bp = Blueprint("upload_parts", __name__, url_prefix="/imports/parts")


@dataclass(frozen=True, slots=True)
class Parted:
    """A file that comes by parts: the name it is kept under, what the person calls it, its bytes in all."""

    token: str
    filename: str
    size: int


@bp.post("")
@manager
def begin() -> ResponseReturnValue:
    """Begin a file of `size` bytes called `name`; the one before it is forgotten."""
    size = request.form.get("size", type=number) or 0
    filename = uploads.plain_name(request.form.get("name", ""))
    if problem := _unfit(filename, size):
        return {"problem": problem_sentence(problem)}, 422
    _forget()
    folder = uploads.made_ready(clock.real_now())
    parted = Parted(uploads.new_token(), filename, size)
    os.close(os.open(folder / parted.token, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    session[KEY] = json.dumps(asdict(parted))
    return _said(parted), 201


@bp.post("/next")
@manager
def take() -> ResponseReturnValue:
    """Add the part that begins at byte `at`; 409 where another file took the place of this one."""
    parted, at = _kept(), request.args.get("at", type=number)
    if parted is None or parted.token != request.args.get("token"):
        return {"problem": _("Another file took its place: choose this one again.")}, 409
    body = request.get_data(cache=False)
    _append(uploads.waiting_room() / parted.token, at, body[: max(parted.size - (at or 0), 0)])
    return _said(parted)


def arrived(token: str) -> Parted | None:
    """The file of this session that is here as a whole, if that is its token."""
    parted = _kept()
    if parted is None or parted.token != token or _here(parted) != parted.size:
        return None
    return parted


def hand_over() -> None:
    """Let the file go on under what was said of it: it is no file of parts any more."""
    session.pop(KEY, None)


def _unfit(filename: str, size: int) -> Problem | None:
    reader, most = Reader(filename, language(), Way.PAGE), settings().limits.upload_bytes
    if size > most:
        return reader.problem(FileCode.TOO_LARGE, reader.megabytes(size), reader.megabytes(most))
    return reader.problem(FileCode.EMPTY) if size < 1 else None


def _append(path: Path, at: int | None, body: bytes) -> None:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two tries of one part may come at once
        if os.fstat(file.fileno()).st_size == at:
            file.write(body)


def _said(parted: Parted) -> dict[str, Any]:
    return {**asdict(parted), "at": _here(parted), "part": PART}


def _here(parted: Parted) -> int:
    path = uploads.waiting_room() / parted.token
    return path.stat().st_size if path.exists() else 0


def _kept() -> Parted | None:
    kept = session.get(KEY)
    parted = Parted(**json.loads(kept)) if kept else None
    return parted if parted and (uploads.waiting_room() / parted.token).exists() else None


def _forget() -> None:
    parted = _kept()
    if parted:
        (uploads.waiting_room() / parted.token).unlink(missing_ok=True)
    session.pop(KEY, None)
