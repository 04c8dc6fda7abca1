"""Keeps a file between its upload and the moment its columns are confirmed, for one person's session."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from flask import session
from werkzeug.datastructures import FileStorage

from telepro import ids
from telepro.files.keeping import UPLOAD_KEPT_FOR, clear_older
from telepro.web.access import settings

LONGEST_NAME = 200
KEY = "upload"


@dataclass(frozen=True, slots=True)
class Upload:
    """What was said of a file that waits for its columns; `token` is the name it is kept under.

    `made` is the import that its columns made, until that is begun or dropped; `corrects` the one whose
    rejected rows it brings back.
    """

    token: str
    filename: str
    company: str
    campaign: str
    audience: str
    basis: str
    source: str
    country: str
    header: str
    corrects: str = ""
    interest: str = ""
    agreed_to: str = ""
    agreed_on: str = ""
    made: str = ""


def waiting_room() -> Path:
    """Where files wait until it is said what their columns are."""
    return settings().data / "uploads"


def made_ready(now: datetime) -> Path:
    """The waiting room, there for a new file; files that nobody came back for go."""
    folder = waiting_room()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear_older(folder, now - UPLOAD_KEPT_FOR)
    return folder


def keep(file: FileStorage, token: str, now: datetime) -> Path:
    """Write the uploaded file under a name of our own."""
    path = made_ready(now) / token
    file.save(path)
    return path


def new_token() -> str:
    """The name of a new file, which nobody can guess."""
    return ids.secret_token()


def remember(upload: Upload) -> None:
    """Keep what was said in the person's own session, so that nobody else can confirm it."""
    session[KEY] = json.dumps(asdict(upload))


def remembered() -> Upload | None:
    """The upload of this session that waits for its columns."""
    kept = session.get(KEY)
    return Upload(**json.loads(kept)) if kept else None


def forget() -> None:
    """The upload is confirmed or dropped: its file is kept elsewhere by now, or not wanted."""
    waiting = remembered()
    if waiting:
        (waiting_room() / waiting.token).unlink(missing_ok=True)
    session.pop(KEY, None)


def shown_name(file: FileStorage) -> str:
    """The name a person knows the file by; never used as a path."""
    return plain_name(file.filename or "")


def plain_name(name: str) -> str:
    """The last part of a name, in signs that can be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME] or "file"
