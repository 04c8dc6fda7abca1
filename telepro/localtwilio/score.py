"""Decides what a recording contains: who sounded when, as passages of a length each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise


class Sound(StrEnum):
    """What one side of a call sounds like; TALK takes turns with the other side."""

    SILENCE = "silence"
    VOICE = "voice"
    TALK = "talk"
    ANNOUNCEMENT = "announcement"
    BEEP = "beep"
    RINGING = "ringing"
    FAX = "fax"


class Side(StrEnum):
    """Who sounds: the party on the recorded leg, or what that party hears."""

    NEAR = "near"
    FAR = "far"


class PauseBehavior(StrEnum):
    """What a paused recording makes of the time that passes."""

    SKIP = "skip"
    SILENCE = "silence"


class Track(StrEnum):
    """Which sides are recorded: what Twilio receives on the leg, what it sends, or both."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    BOTH = "both"


@dataclass(slots=True)
class Heard:
    """A sound on one side, from an instant on; without an end it lasts as long as the recording."""

    side: Side
    sound: Sound
    since: datetime
    until: datetime | None = None


@dataclass(slots=True)
class Gap:
    """A pause of the recording; without an end it lasts until the recording stops."""

    behavior: PauseBehavior
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """So many seconds in which both sides sound the same way throughout."""

    seconds: float
    near: Sound
    far: Sound

    @property
    def silent(self) -> bool:
        """Whether nothing is to be heard."""
        return self.near is Sound.SILENCE and self.far is Sound.SILENCE


Score = tuple[Passage, ...]


def compose(heard: list[Heard], gaps: list[Gap], since: datetime, until: datetime) -> Score:
    """The passages between two instants; on each side the sound that began last is heard."""
    edges = sorted({since, until, *_edges(heard, since, until), *_edges(gaps, since, until)})
    passages = []
    for start, end in pairwise(edges):
        gap = next((gap for gap in gaps if _covers(gap, start)), None)
        if gap and gap.behavior is PauseBehavior.SKIP:
            continue
        near, far = (
            Sound.SILENCE if gap else _sounding(heard, side, start)
            for side in (Side.NEAR, Side.FAR)
        )
        passages.append(Passage((end - start).total_seconds(), near, far))
    return tuple(passages)


def of_track(score: Score, track: Track) -> Score:
    """The same with the side silenced that was not recorded."""
    if track is Track.BOTH:
        return score
    return tuple(
        Passage(passage.seconds, passage.near, Sound.SILENCE)
        if track is Track.INBOUND
        else Passage(passage.seconds, Sound.SILENCE, passage.far)
        for passage in score
    )


def trimmed(score: Score) -> Score:
    """The same without the silence before the first sound and after the last."""
    sounding = [place for place, passage in enumerate(score) if not passage.silent]
    return score[sounding[0] : sounding[-1] + 1] if sounding else ()


def seconds_of(score: Score) -> float:
    """How long the score lasts."""
    return sum(passage.seconds for passage in score)


def _edges(spans: Iterable[Heard | Gap], since: datetime, until: datetime) -> set[datetime]:
    ends = {end for span in spans for end in (span.since, span.until) if end is not None}
    return {end for end in ends if since < end < until}


def _covers(span: Heard | Gap, at: datetime) -> bool:
    return span.since <= at and (span.until is None or at < span.until)


def _sounding(heard: list[Heard], side: Side, at: datetime) -> Sound:
    for span in reversed(heard):
        if span.side is side and _covers(span, at):
            return span.sound
    return Sound.SILENCE
