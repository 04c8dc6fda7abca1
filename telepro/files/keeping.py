"""Where the files that people send are kept until they have been read."""

import hashlib
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

UPLOAD_KEPT_FOR = timedelta(hours=12)
"""How long an uploaded file waits for its columns."""
_CHUNK = 1024 * 1024


def keep(path: Path, kept: Path) -> str:
    """Copy a file to `kept`, which must be new, out of others' sight; gives its SHA-256."""
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with path.open("rb") as source, kept.open("xb") as target:
        kept.chmod(0o600)
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def clear_older(folder: Path, before: datetime) -> None:
    """Delete the files of a folder that nobody has written to since; a file that is gone is gone."""
    if not folder.exists():
        return
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file that is read at once and not kept."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
