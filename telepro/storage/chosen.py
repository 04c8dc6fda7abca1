"""Decides where recordings lie: in the bucket that is configured, else in a directory of the instance."""

from telepro.settings import Settings
from telepro.storage import Storage
from telepro.storage.bucket import Bucket
from telepro.storage.directory import Directory


def storage_of(settings: Settings) -> Storage:
    """The storage by these settings."""
    return Bucket(settings.bucket) if settings.bucket.name else Directory(settings.recordings)
