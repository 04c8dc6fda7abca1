"""Decides which forecasts are played anew: those played lately are kept, so that a plan's steps show theirs with the page.

A forecast is the same whenever it rests on the same, and takes half a second of a processor.
"""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from campaigns.forecast import Forecast, forecast
from campaigns.forecast.given import Given

MOST = 64
_kept: OrderedDict[bytes, Forecast] = OrderedDict()
_changing = Lock()


def played(rests_on: Given) -> Forecast:
    """The forecast that rests on this, played now unless it was lately."""
    found = at_hand(rests_on)
    if found is None:
        found = forecast(rests_on)
        with _changing:
            _kept[_mark(rests_on)] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return found


def at_hand(rests_on: Given) -> Forecast | None:
    """The same where it was played lately, None where it would have to be."""
    return _kept.get(_mark(rests_on))


def _mark(rests_on: Given) -> bytes:
    return sha256(repr(rests_on).encode()).digest()
