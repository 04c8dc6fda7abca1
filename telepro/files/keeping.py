"""Where the files that people send are kept until they have been read."""

import hashlib
import os
from pathlib import Path

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


def digest_of(path: Path) -> str:
    """The SHA-256 of a file that is read at once and not kept."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
