"""Decides what a recording sounds like: WAV samples, the same for the same score, made as they are read.

Nobody speaks here, so each party has a hum of its own pitch that rises and falls as speech does.
A cycle of samples is made once for each pair of sounds and repeated: hours cost no more memory
than seconds.
"""

import struct
from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from math import pi, sin
from operator import add
from sys import byteorder
from types import MappingProxyType

from telepro.localtwilio.score import Passage, Score, Side, Sound

RATE = 8000
"""Samples a second, as on a telephone line."""
BYTES = 2
HEADER = 44
LONGEST_BLOCK = 64 * 1024

TURNS: tuple[tuple[Side | None, float], ...] = (
    *((Side.FAR, 2.5), (None, 0.25), (Side.NEAR, 1.5), (None, 0.5), (Side.FAR, 3.25)),
    *((None, 0.25), (Side.NEAR, 4.0), (None, 0.25), (Side.FAR, 1.0), (None, 0.5)),
    *((Side.NEAR, 1.75), (None, 0.25)),
)
"""Who speaks for how many seconds in a conversation; it begins anew after sixteen."""

PITCHES: Mapping[Side, int] = MappingProxyType({Side.NEAR: 120, Side.FAR: 205})
"""Hertz of each party's voice."""


def length(score: Score, channels: int) -> int:
    """Bytes of the whole WAV file, header included."""
    return HEADER + _frames(score)[-1] * BYTES * channels


def blocks(score: Score, channels: int, start: int, stop: int) -> Iterator[bytes]:
    """The bytes `start` to `stop` (not included) of the file, 64 kB at most at a time."""
    place = 0
    for block in _all(score, channels):
        if place >= stop:
            return
        if place + len(block) > start:
            yield block[max(start - place, 0) : stop - place]
        place += len(block)


def _all(score: Score, channels: int) -> Iterator[bytes]:
    frames = _frames(score)
    yield _header(frames[-1] * BYTES * channels, channels)
    for passage, begins, ends in zip(score, frames, frames[1:], strict=False):
        yield from _passage(passage, channels, begins, ends)


def _passage(passage: Passage, channels: int, begins: int, ends: int) -> Iterator[bytes]:
    cycle = _cycle(passage.near, passage.far, channels)
    place, end, step = (frame * BYTES * channels for frame in (begins, ends, 1))
    longest = LONGEST_BLOCK // step * step
    while place < end:
        offset = place % len(cycle)
        block = cycle[offset : offset + min(end - place, longest)]
        yield block
        place += len(block)


def _frames(score: Score) -> list[int]:
    seconds = accumulate((passage.seconds for passage in score), initial=0.0)
    return [round(second * RATE) for second in seconds]


def _header(size: int, channels: int) -> bytes:
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", HEADER - 8 + size, b"WAVE", b"fmt ", 16, 1),
        *(channels, RATE, RATE * channels * BYTES, channels * BYTES, BYTES * 8),
        *(b"data", size),
    )


@lru_cache(maxsize=128)
def _cycle(near: Sound, far: Sound, channels: int) -> bytes:
    left, right = _side(near, Side.NEAR), _side(far, Side.FAR)
    if len(left) != len(right):
        repeats = max(len(left), len(right))
        left, right = (side * (repeats // len(side)) for side in (left, right))
    mixed = array("h", bytes(len(left) * BYTES * channels))
    if channels == 1:
        mixed = array("h", map(add, left, right))
    else:
        mixed[0::2], mixed[1::2] = left, right
    if byteorder == "big":
        mixed.byteswap()
    return mixed.tobytes()


@lru_cache(maxsize=32)
def _side(sound: Sound, side: Side) -> "array[int]":
    """One second of a sound, or the sixteen of a conversation."""
    if sound is not Sound.TALK:
        return _second(sound, side)
    voice, pause = _second(Sound.VOICE, side), _second(Sound.SILENCE, side)
    turns: array[int] = array("h")
    for speaker, seconds in TURNS:
        source = voice if speaker is side else pause
        turns.extend(source[place % RATE] for place in range(round(seconds * RATE)))
    return turns


def _second(sound: Sound, side: Side) -> "array[int]":
    """One second that can follow itself without a click: every frequency is a whole number."""
    wave = WAVES[sound]
    pitch = PITCHES[side]
    return array("h", (round(9000 * wave(place / RATE, pitch)) for place in range(RATE)))


def _voice(second: float, pitch: int) -> float:
    bend = 1.5 * sin(2 * pi * 2 * second)
    syllables = sin(pi * 4 * second) ** 2
    tone = sum(sin(k * (2 * pi * pitch * second + bend)) / k for k in (1, 2, 3))
    return 0.6 * syllables * tone


def _announcement(second: float, pitch: int) -> float:
    return _voice(second, 165)


def _ringing(second: float, pitch: int) -> float:
    return 0.5 * _tone(425, second) if second < 0.5 else 0.0


def _tone(hertz: int, second: float) -> float:
    return sin(2 * pi * hertz * second)


WAVES: Mapping[Sound, Callable[[float, int], float]] = MappingProxyType(
    {
        Sound.SILENCE: lambda second, pitch: 0.0,
        Sound.VOICE: _voice,
        Sound.ANNOUNCEMENT: _announcement,
        Sound.BEEP: lambda second, pitch: _tone(1000, second),
        Sound.RINGING: _ringing,
        Sound.FAX: lambda second, pitch: _tone(2100, second),
    }
)
"""From -1 to 1 (a voice a little beyond), by the place in the second and the party's pitch."""
