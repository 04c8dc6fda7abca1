"""An S3-compatible server on this machine with one empty bucket, spoken to over HTTP like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from boto3.session import Session
from moto.server import ThreadedMotoServer

from telepro.embedded.ports import free_port
from telepro.settings import Bucket

NAME = "calls"


@dataclass(frozen=True)
class BucketServer:
    """Where the server listens, and how TelePro is told of it."""

    url: str

    @property
    def account(self) -> Bucket:
        """What the settings say of the bucket: recordings lie in a folder of it."""
        return Bucket(f"{NAME}/recordings", self.url, "us-east-1", "a key", "a secret")

    def keys(self) -> list[str]:
        """What lies in the bucket, as another program sees it."""
        found = _another_program(self.url).list_objects_v2(Bucket=NAME).get("Contents", [])
        return [str(each["Key"]) for each in found]


@contextmanager
def bucket_server() -> Iterator[BucketServer]:
    """Run one with nothing in it."""
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    url = f"http://127.0.0.1:{port}"
    try:
        requests.post(f"{url}/moto-api/reset", timeout=10).raise_for_status()
        _another_program(url).create_bucket(Bucket=NAME)
        yield BucketServer(url)
    finally:
        server.stop()


def _another_program(url: str) -> Any:
    keys = {"aws_access_key_id": "another key", "aws_secret_access_key": "another secret"}
    return Session().client("s3", endpoint_url=url, region_name="us-east-1", **keys)
