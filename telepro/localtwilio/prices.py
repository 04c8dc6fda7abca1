"""Decides what calls and recordings cost, and when Twilio has worked it out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from types import MappingProxyType

from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import Direction
from telepro.localtwilio.recording import Recording

A_MINUTE: Mapping[Direction, Decimal] = MappingProxyType(
    {
        Direction.API: Decimal("0.0130"),
        Direction.DIAL: Decimal("0.0130"),
        Direction.INBOUND: Decimal("0.0085"),
    }
)
"""Dollars for each minute begun, of the size of Twilio's public list; not any country's tariff."""
BROWSER_MINUTE = Decimal("0.0040")
RECORDED_MINUTE = Decimal("0.0025")
CALL_RATED_AFTER = timedelta(seconds=10)
RECORDING_RATED_AFTER = timedelta(seconds=30)


def call_price(call: Call, now: datetime) -> str | None:
    """What an answered call cost, as `-0.0130`, from 10 seconds after its end; None before and
    for one that nobody took."""
    if call.answered is None or call.ended is None or now < call.ended + CALL_RATED_AFTER:
        return None
    browser = call.line is not None or call.to.startswith("client:")
    return _charged(BROWSER_MINUTE if browser else A_MINUTE[call.direction], call.seconds)


def recording_price(recording: Recording, now: datetime) -> str | None:
    """What a recording cost, as `-0.0025`, from 30 seconds after it was ready; None before."""
    ready = recording.completed
    if recording.error_code or ready is None or now < ready + RECORDING_RATED_AFTER:
        return None
    return _charged(RECORDED_MINUTE, recording.seconds)


def _charged(a_minute: Decimal, seconds: int) -> str:
    return str(-a_minute * max(ceil(seconds / 60), 1))
