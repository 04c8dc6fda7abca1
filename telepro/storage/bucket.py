"""Recordings in an S3-compatible bucket: one object each, which nobody but TelePro is ever shown.

The client library is large and is loaded at the first use: most processes never come to it.
"""

import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from telepro.environment import is_loopback
from telepro.settings import Bucket as Account
from telepro.storage import KINDS, Away, Pieces, Source, Stored, copied, place_of

CONNECT_SECONDS = 4
SILENT_SECONDS = 30  # from one piece to the next
TRIES = 2  # a connection that was kept open may have been closed at the other end
NOT_FOUND = {"NoSuchKey", "404"}
SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of an account; a place in it is the end of an object's key."""

    account: Account

    def put(self, name: str, pieces: Iterable[bytes], largest: int) -> Stored:
        """Gather a file here, then send it by one request, which the bucket takes whole or not at all."""
        place = place_of(name)
        with tempfile.TemporaryFile() as file:
            size, sha256 = copied(pieces, file, largest)
            file.seek(0)
            with _translated(place):
                _client(self.account).put_object(
                    **self._object(place),
                    Body=file,
                    ContentLength=size,
                    ContentType=KINDS.get(PurePosixPath(name).suffix, "application/octet-stream"),
                    ChecksumSHA256=b64encode(bytes.fromhex(sha256)).decode(),
                    Metadata={"sha256": sha256},
                )
        return Stored(place, size, sha256)

    def read(self, place: str, start: int, stop: int) -> Pieces:
        """The bytes of an object, asked for by one request and read as they are passed on."""
        # An empty range can't be asked for.
        part = {"Range": f"bytes={start}-{stop - 1}"} if start < stop else {}
        with _translated(place):
            answer = _client(self.account).get_object(**self._object(place), **part)
        return Pieces(_Body(place, answer["Body"]), stop - start)

    def delete(self, place: str) -> None:
        """Remove an object; S3 says the same of one that is gone already."""
        try:
            with _translated(place):
                _client(self.account).delete_object(**self._object(place))
        except FileNotFoundError:
            return

    def _object(self, place: str) -> dict[str, str]:
        name, _slash, folder = self.account.name.partition("/")
        return {"Bucket": name, "Key": f"{folder}/{place}" if folder else place}


@dataclass(frozen=True, slots=True)
class _Body:
    """What a bucket sends, with its troubles in our words."""

    place: str
    body: Source

    def read(self, size: int, /) -> bytes:
        with _translated(self.place):
            return self.body.read(size)

    def close(self) -> None:
        self.body.close()


@contextmanager
def _translated(place: str) -> Iterator[None]:
    """Turn what the library raises into `OSError`: its own words may quote addresses and keys."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise _from_reply(error.response, place) from None
    except BotoCoreError as error:
        raise Away(f"the bucket does not answer: {type(error).__name__}") from None


def _from_reply(reply: Mapping[str, Any], place: str) -> OSError:
    code = str(reply.get("Error", {}).get("Code", "?"))
    status = reply.get("ResponseMetadata", {}).get("HTTPStatusCode", SERVER_ERROR)
    if code in NOT_FOUND:
        return FileNotFoundError(f"{place} is not in the bucket")
    if status >= SERVER_ERROR:
        return Away(f"the bucket does not answer: {code}")
    return OSError(f"the bucket refused: {code}")


@cache
def _client(account: Account) -> Any:
    """The client of this process; its connections are kept open for the next use."""
    from boto3.session import Session
    from botocore.client import Config

    here = is_loopback(account.endpoint)
    return Session().client(
        "s3",
        endpoint_url=account.endpoint or None,
        region_name=account.region,
        aws_access_key_id=account.key_id,
        aws_secret_access_key=account.secret,
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=SILENT_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Elsewhere than at Amazon a bucket seldom has a host name of its own, nor does every
            # server know the checksums that the library would add to ours.
            s3={"addressing_style": "path" if account.endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            proxies={} if here else None,
        ),
    )
