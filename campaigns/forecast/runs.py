"""What luck makes of the dials of each run: contacts, then results, and the hours that they took."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from campaigns.forecast.drawing import Drawn, Floats, Whole, draw, lucky
from campaigns.forecast.given import Given
from campaigns.forecast.playing import play
from campaigns.forecast.setting import Setting


@dataclass(frozen=True, slots=True)
class Runs:
    """By calling day (rows) and run, in sum so far: results, dials, and the hours that they took.

    `already` are the meetings that were pending before the first day and will count.
    """

    days: tuple[date, ...]
    results: Whole
    dials: Floats
    hours: Floats
    already: Whole


def run(ready: Setting, scale: float, runs: int, seed: int) -> Runs:
    """Play a case so many times; pending meetings count from the first day."""
    drawn = draw(ready.case, len(ready.days), runs, seed)
    played = play(ready, drawn, scale)
    results = _results(played.dials, played.contacts, drawn).cumsum(0)
    hours: Floats = (played.dials / drawn.pace).cumsum(0)
    already = _pending(ready.case, drawn)
    return Runs(ready.days, results + already, played.dials.cumsum(0), hours, already)


def totals(ready: Setting, scale: float, runs: int, seed: int) -> Whole:
    """The results of each run at the end alone: what a search asks many times."""
    drawn = draw(ready.case, len(ready.days), runs, seed)
    played = play(ready, drawn, scale)
    results = _results(played.dials.sum(0)[None], played.contacts.sum(0)[None], drawn)[0]
    found: Whole = results + _pending(ready.case, drawn)
    return found


def _pending(case: Given, drawn: Drawn) -> Whole:
    """How many of the meetings that are booked already will count."""
    return drawn.dice.binomial(case.progress.pending, drawn.kept)


def _results(dials: Floats, contacts: Floats, drawn: Drawn) -> Whole:
    chance: Floats = np.divide(contacts, dials, out=np.zeros_like(contacts), where=dials > 0)
    reached = lucky(dials, chance, drawn.dice)
    return drawn.dice.binomial(reached, drawn.argued * drawn.agreed * drawn.kept)
