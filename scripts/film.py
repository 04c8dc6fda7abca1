"""Makes an animated PNG of screenshots: a film that GitHub shows, that needs no player, and no library here.

An animated PNG is a PNG whose further pictures stand in chunks of their own (W3C, PNG third edition, 11.3.6).
All pictures share one palette of the colours that they use most, and what stays as it was is left out of the
next: a film of a screen is a fifth as large as its pictures.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MILLISECONDS = 1000
COLOURS = 255
AS_BEFORE = 255
"""The place in the palette that lets the picture before show through."""
CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel by the kind of colours: red, green, blue, and whether with transparency."""
Pixel = tuple[int, int, int]
Picture = list[list[Pixel]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture as PNG, and how long it stands, in milliseconds."""

    png: bytes
    stands: int


def animated(frames: Sequence[Frame]) -> bytes:
    """One PNG that shows the frames one after the other, for ever.

    Raises `ValueError` for frames of different sizes, or that are no screenshots.
    """
    pictures = [picture(frame.png) for frame in frames]
    sizes = {(len(each[0]), len(each)) for each in pictures}
    if len(sizes) != 1:
        raise ValueError(f"the frames of a film must have one size, and these have {sorted(sizes)}")
    (size,) = sizes
    palette = _palette(pictures)
    parts = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 3, 0, 0, 0)),
        _chunk(b"acTL", struct.pack(">II", len(frames), 0)),
        _chunk(b"PLTE", b"".join(map(bytes, palette)).ljust(3 * (COLOURS + 1), b"\0")),
        _chunk(b"tRNS", b"\xff" * COLOURS + b"\0"),
    ]
    nearest: dict[Pixel, int] = {colour: place for place, colour in enumerate(palette)}
    number, before = 0, b""
    for frame, each in zip(frames, pictures, strict=True):
        shown = (number, *size, 0, 0, frame.stands, MILLISECONDS, 0, 1)
        parts.append(_chunk(b"fcTL", struct.pack(">IIIIIHHBB", *shown)))
        indexed = _indexed(each, palette, nearest)
        lines, before = zlib.compress(_new_in(indexed, before, size[0] + 1), 9), indexed
        # The first picture is the one that whoever knows no films is shown.
        first = number == 0
        body = lines if first else struct.pack(">I", number + 1) + lines
        parts.append(_chunk(b"IDAT" if first else b"fdAT", body))
        number += 1 if first else 2
    return b"".join([SIGNATURE, *parts, _chunk(b"IEND", b"")])


def picture(png: bytes) -> Picture:
    """The pixels of a screenshot, line by line; raises `ValueError` for any other kind of PNG."""
    header = next(body for kind, body in _chunks(png) if kind == b"IHDR")
    width, height, depth, kind, _packing, _filters, interlaced = struct.unpack(">IIBBBBB", header)
    if depth != 8 or kind not in CHANNELS or interlaced:
        raise ValueError("a film is made of screenshots: eight bits a colour, line by line")
    step = CHANNELS[kind]
    raw = zlib.decompress(b"".join(body for found, body in _chunks(png) if found == b"IDAT"))
    length = width * step + 1
    above, found = bytes(width * step), []
    for place in range(height):
        line = raw[place * length : (place + 1) * length]
        above = _unfiltered(line[0], line[1:], above, step)
        found.append(
            [(above[at], above[at + 1], above[at + 2]) for at in range(0, width * step, step)]
        )
    return found


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """A line as it was before its filter (PNG, 9.2): 0 none, 1 left, 2 above, 3 both, 4 the nearest."""
    found = bytearray(line)
    if kind == 0:
        return bytes(found)
    for at, value in enumerate(line):
        left = found[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        before = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))
        found[at] = (value + before[kind]) & 255
    return bytes(found)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))


def _palette(pictures: Sequence[Picture]) -> list[Pixel]:
    counted: Counter[Pixel] = Counter()
    for each in pictures:
        for line in each:
            counted.update(line)
    return [colour for colour, _number in counted.most_common(COLOURS)]


def _indexed(each: Picture, palette: Sequence[Pixel], nearest: dict[Pixel, int]) -> bytes:
    lines = bytearray()
    for line in each:
        lines.append(0)
        for pixel in line:
            if pixel not in nearest:
                nearest[pixel] = min(range(len(palette)), key=lambda at: _apart(palette[at], pixel))
            lines.append(nearest[pixel])
    return bytes(lines)


def _new_in(indexed: bytes, before: bytes, length: int) -> bytes:
    """The lines, each after its filter's byte, with what stands as in the picture before left out."""
    if not before:
        return indexed
    return bytes(
        AS_BEFORE if now == then and place % length else now
        for place, (now, then) in enumerate(zip(indexed, before, strict=True))
    )


def _apart(one: Pixel, other: Pixel) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
