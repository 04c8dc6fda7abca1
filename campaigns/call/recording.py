"""Which calls are recorded, for what, for how long, and what the person called is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from campaigns.call.on_call import Order
from campaigns.law import Technique, pack_for
from campaigns.law.asks import RecordingConsent
from campaigns.law.rules import Retention, RuleKind
from campaigns.prospects import Audience

WITHOUT_LAW = 180  # days a recording is kept at most where no rule of a country says otherwise


class Purpose(StrEnum):
    """What a recording may serve, and nothing else (CNIL, délibération 2014-474)."""

    TRAINING = "training"
    QUALITY = "quality"
    EVALUATION = "evaluation"


class NoticeBy(StrEnum):
    """Who tells the person called: a voice before anybody speaks, or the teleprospector's script."""

    VOICE = "voice"
    SCRIPT = "script"


class RecordingState(StrEnum):
    """Where a recording stands; it only goes forward."""

    EXPECTED = "expected"
    AT_CARRIER = "at_carrier"
    STORED = "stored"
    ABSENT = "absent"
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class Told:
    """What the carrier says of a recording: its id, its state in the carrier's words, its length."""

    sid: str
    status: str
    seconds: int | None
    started_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recording:
    """What a plan records: `share` percent of the calls, kept for `keep_days`."""

    purpose: Purpose
    share: int
    keep_days: int
    notice: NoticeBy


def longest_kept(country: str, on: date) -> int:
    """Days that a recording of a call to a country may be kept at most."""
    pack = pack_for(country)
    kept = [
        rule.params.most
        for rule in (pack.rules if pack else ())
        if rule.kind is RuleKind.RECORDING
        and isinstance(rule.params, Retention)
        and rule.params.most is not None
        and (rule.effective_from is None or rule.effective_from <= on)
        and (rule.effective_to is None or on <= rule.effective_to)
    ]
    return min([WITHOUT_LAW, *kept])


def needs_everybody(country: str, on: date) -> bool:
    """Whether everybody in a call must agree, all over a country, before it is recorded."""
    pack = pack_for(country)
    return any(
        isinstance(rule.params, RecordingConsent)
        for rule in (pack.rules if pack else ())
        if rule.region is None and rule.applies(on, Audience.B2C, Technique.MANUAL)
    )


def is_recorded(recording: Recording | None, attempt: str) -> bool:
    """Whether a call belongs to the sampled share: the same answer for the same attempt, always."""
    if recording is None:
        return False
    drawn = int.from_bytes(sha256(f"recorded {attempt}".encode()).digest()[:4], "big") % 100
    return drawn < recording.share


def delete_on(recording: Recording, ended_at: datetime) -> datetime:
    """The moment at which a recording is deleted."""
    return ended_at + timedelta(days=recording.keep_days)


_SAID: Mapping[str, Mapping[Purpose, str]] = {
    "fr": {
        Purpose.TRAINING: "Cet appel est enregistré à des fins de formation. "
        "Dites-le si vous ne le souhaitez pas.",
        Purpose.QUALITY: "Cet appel est enregistré pour en améliorer la qualité. "
        "Dites-le si vous ne le souhaitez pas.",
        Purpose.EVALUATION: "Cet appel est enregistré à des fins d’évaluation. "
        "Dites-le si vous ne le souhaitez pas.",
    },
    "en": {
        Purpose.TRAINING: "This call is recorded for training. Say so if you would rather not.",
        Purpose.QUALITY: "This call is recorded to improve its quality. Say so if you would rather not.",
        Purpose.EVALUATION: "This call is recorded for evaluation. Say so if you would rather not.",
    },
}


def notice(purpose: Purpose, language: str) -> str:
    """What the person called is told at the start, in `fr` or `en`."""
    return _SAID.get(language, _SAID["en"])[purpose]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened during a recorded call, by the second at which its sound has it.

    Without an order it is the moment at which the call's result was recorded.
    """

    seconds: int
    order: Order | None


Moment = tuple[Order | None, datetime]


def marks(
    begun: datetime | None, done: Sequence[Moment], longest: int | None = None
) -> tuple[Mark, ...]:
    """What happened, as a player marks it; within `longest` seconds of sound where that is known."""
    in_order = sorted(done, key=_at)
    seconds = where_heard(begun, in_order) if begun else [0] * len(in_order)
    return tuple(
        Mark(second if longest is None else min(second, longest), order)
        for second, (order, _moment) in zip(seconds, in_order, strict=True)
    )


def _at(moment: Moment) -> datetime:
    return moment[1]


def where_heard(begun: datetime, orders: Sequence[Moment]) -> list[int]:
    """The second of the sound at which each of these was done, in their order.

    What is said while a recording is paused isn't in the sound: it goes on where it stopped.
    """
    skipped, seconds = timedelta(), []
    paused_at: datetime | None = None
    for order, at in orders:
        if order is Order.GO_ON_RECORDING and paused_at is not None:
            skipped, paused_at = skipped + (at - paused_at), None
        heard = (paused_at or at) - begun - skipped
        seconds.append(max(0, int(heard.total_seconds())))
        if order is Order.PAUSE_RECORDING:
            paused_at = paused_at or at
    return seconds
