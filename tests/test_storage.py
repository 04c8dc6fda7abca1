"""What both storages of recordings promise alike, and what only a bucket can do wrong."""

import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from telepro.embedded.ports import free_port
from telepro.settings import Bucket as Account
from telepro.storage import Away, Storage
from telepro.storage.bucket import Bucket
from telepro.storage.directory import Directory
from tests.buckets import BucketServer, bucket_server

NAME = "abcdef.wav"
PLACE = "ab/abcdef.wav"


@pytest.fixture(scope="module")
def server() -> Iterator[BucketServer]:
    with bucket_server() as found:
        yield found


@pytest.fixture(params=["directory", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "directory":
        return Directory(tmp_path)
    bucket = Bucket(request.getfixturevalue("server").account)
    bucket.delete(PLACE)
    return bucket


@pytest.fixture
def away() -> Bucket:
    """A bucket where nobody listens."""
    return Bucket(Account("calls", f"http://127.0.0.1:{free_port()}", "us-east-1", "k", "s3cr3t"))


def read(storage: Storage, start: int, stop: int) -> bytes:
    """What is heard of the file, as a server passes it on."""
    with closing(storage.read(PLACE, start, stop)) as pieces:
        return b"".join(pieces)


def test_what_is_written_is_read_whole_or_in_part(storage: Storage) -> None:
    kept = storage.put(NAME, [b"RIFF", b"0123456789"], 14)
    assert (kept.place, kept.size) == (PLACE, 14)
    assert kept.sha256 == hashlib.sha256(b"RIFF0123456789").hexdigest()
    assert read(storage, 0, 14) == b"RIFF0123456789"
    assert read(storage, 4, 7) == b"012"


def test_much_is_read_in_pieces(storage: Storage) -> None:
    storage.put(NAME, [b"x" * 200_000], 200_000)
    with closing(storage.read(PLACE, 0, 200_000)) as pieces:
        assert [len(piece) for piece in pieces] == [65_536, 65_536, 65_536, 3_392]


def test_the_same_name_again_replaces(storage: Storage) -> None:
    storage.put(NAME, [b"first"], 100)
    storage.put(NAME, [b"second"], 100)
    assert read(storage, 0, 6) == b"second"


def test_too_much_leaves_what_was_there(storage: Storage) -> None:
    storage.put(NAME, [b"first"], 100)
    with pytest.raises(ValueError, match="more than 9 bytes"):
        storage.put(NAME, [b"12345", b"67890"], 9)
    assert read(storage, 0, 5) == b"first"


def test_what_breaks_off_leaves_nothing(storage: Storage) -> None:
    def broken() -> Iterator[bytes]:
        yield b"RIFF"
        raise OSError("the carrier hung up")

    with pytest.raises(OSError, match="hung up"):
        storage.put(NAME, broken(), 100)
    with pytest.raises(FileNotFoundError):
        storage.read(PLACE, 0, 4)


def test_what_is_deleted_is_gone_and_may_be_deleted_again(storage: Storage) -> None:
    storage.put(NAME, [b"RIFF"], 100)
    storage.delete(PLACE)
    storage.delete(PLACE)
    with pytest.raises(FileNotFoundError):
        storage.read(PLACE, 0, 4)


def test_nothing_is_a_recording_too(storage: Storage) -> None:
    assert storage.put(NAME, [], 100).size == 0
    assert read(storage, 0, 0) == b""


def test_fewer_bytes_than_promised_are_no_answer(storage: Storage) -> None:
    storage.put(NAME, [b"RIFF"], 100)
    with pytest.raises(OSError, match="missing"):
        read(storage, 0, 9)


def test_a_place_outside_the_directory_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no place"):
        Directory(tmp_path / "recordings").read("../secret", 0, 1)


def test_an_object_lies_in_the_folder_of_the_settings(server: BucketServer) -> None:
    Bucket(server.account).put(NAME, [b"RIFF"], 100)
    assert server.keys() == ["recordings/ab/abcdef.wav"]


def test_a_bucket_that_does_not_answer_is_away_and_no_secret_is_told(away: Bucket) -> None:
    for ask in (
        lambda: away.put(NAME, [b"RIFF"], 100),
        lambda: away.read(PLACE, 0, 4),
        lambda: away.delete(PLACE),
    ):
        with pytest.raises(Away) as told:
            ask()
        assert str(told.value) == "the bucket does not answer: EndpointConnectionError"
    assert "s3cr3t" not in repr(away)


def test_a_bucket_that_falls_silent_in_the_middle_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        Thread(target=answer_halfway, args=(listener,)).start()
        bucket = Bucket(Account("calls", f"http://127.0.0.1:{port}", "us-east-1", "k", "s3cr3t"))
        with pytest.raises(Away, match="IncompleteReadError"):
            read(bucket, 0, 1000)


def answer_halfway(listener: socket.socket) -> None:
    """Promise a thousand bytes to whoever asks, send ten and hang up."""
    asker, _address = listener.accept()
    with asker:
        asker.recv(65_536)
        asker.sendall(b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1000\r\n\r\n" + b"x" * 10)


def test_a_bucket_that_is_not_there_refuses(server: BucketServer) -> None:
    other = Account("another", server.url, "us-east-1", "a key", "a secret")
    with pytest.raises(OSError, match="the bucket refused: NoSuchBucket") as told:
        Bucket(other).put(NAME, [b"RIFF"], 100)
    assert not isinstance(told.value, Away)


def test_the_library_is_loaded_only_for_a_bucket() -> None:
    code = "import sys, app, telepro.jobs; print([n for n in ('boto3', 'botocore') if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
