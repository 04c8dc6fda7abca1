"""Decides what recordings cost, and when Twilio has worked it out."""

from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from telepro.localtwilio.recording import Recording

RECORDED_MINUTE = Decimal("0.0025")
RECORDING_RATED_AFTER = timedelta(seconds=30)


def recording_price(recording: Recording, now: datetime) -> str | None:
    """What a recording cost, as `-0.0025`, from 30 seconds after it was ready; None before."""
    ready = recording.completed
    if recording.error_code or ready is None or now < ready + RECORDING_RATED_AFTER:
        return None
    return _charged(RECORDED_MINUTE, recording.seconds)


def _charged(a_minute: Decimal, seconds: int) -> str:
    return str(-a_minute * max(ceil(seconds / 60), 1))
