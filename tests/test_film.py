"""The film of the README: pictures become one animated PNG, which shows them as they were."""

import struct
import zlib
from collections.abc import Sequence

import pytest

from scripts.film import Frame, animated

RED, BLUE, WHITE = (200, 0, 0), (0, 0, 200), (255, 255, 255)


def chunk(kind: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*pixels: tuple[int, int, int]) -> bytes:
    """A picture one line high, as a browser writes it."""
    header = struct.pack(">IIBBBBB", len(pixels), 1, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\0" + b"".join(map(bytes, pixels)))
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", lines), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def kinds(film: bytes) -> Sequence[bytes]:
    """The kinds of a film's pieces, in order."""
    found, place = [], 8
    while place < len(film):
        found.append(film[place + 4 : place + 8])
        place += 12 + struct.unpack(">I", film[place : place + 4])[0]
    return found


def test_a_film_shows_its_first_picture_to_whoever_knows_no_films() -> None:
    film = animated([Frame(png(RED, WHITE), 1000), Frame(png(BLUE, WHITE), 1000)])
    assert kinds(film) == [
        b"IHDR", b"acTL", b"PLTE", b"tRNS", b"fcTL", b"IDAT", b"fcTL", b"fdAT", b"IEND"
    ]  # fmt: skip


def test_what_stays_as_it_was_is_left_out_of_the_next_picture() -> None:
    film = animated([Frame(png(WHITE, RED), 1000), Frame(png(WHITE, BLUE), 1000)])
    at = film.index(b"fdAT")
    length = struct.unpack(">I", film[at - 4 : at])[0]
    line = zlib.decompress(film[at + 8 : at + 4 + length])
    assert line[0] == 0  # no filter
    assert line[1] == 255  # as before
    assert line[2] != 255


def test_pictures_of_two_sizes_make_no_film() -> None:
    with pytest.raises(ValueError, match="one size"):
        animated([Frame(png(RED), 1000), Frame(png(RED, RED), 1000)])
