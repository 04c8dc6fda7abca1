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

    `already` are the meetings that were pending before the first day and will count; `contacts`,
    `argued` and `agreed` are what the dials bring by the end.
    """

    days: tuple[date, ...]
    results: Whole
    dials: Floats
    hours: Floats
    already: Whole
    contacts: Whole
    argued: Whole
    agreed: Whole


@dataclass(frozen=True, slots=True)
class End:
    """What is new at the end: the results of each run, and their mean before luck, which compares
    two cases more sharply."""

    results: Whole
    mean: float


def run(ready: Setting, scale: float, runs: int, seed: int) -> Runs:
    """Play a case so many times; pending meetings count from the first day."""
    drawn = draw(ready.case, len(ready.days), runs, seed)
    played = play(ready, drawn, scale)
    reached = _reached(played.dials, played.contacts, drawn)
    results = _results(reached, drawn).cumsum(0)
    hours: Floats = (played.dials / drawn.pace).cumsum(0)
    already = _pending(ready.case, drawn)
    contacts: Whole = reached.sum(0)
    # Dice of their own: the levels on the way to a result are told beside it, and change nothing in it.
    dice = np.random.Generator(np.random.PCG64([seed, 2]))
    argued = dice.binomial(contacts, drawn.argued)
    agreed = dice.binomial(argued, drawn.agreed)
    dials = played.dials.cumsum(0)
    return Runs(ready.days, results + already, dials, hours, already, contacts, argued, agreed)


def ending(ready: Setting, scale: float, runs: int, seed: int) -> End:
    """The end of each run alone: what a search asks many times."""
    drawn = draw(ready.case, len(ready.days), runs, seed)
    played = play(ready, drawn, scale)
    contacts = played.contacts.sum(0)
    reached = _reached(played.dials.sum(0)[None], contacts[None], drawn)
    results: Whole = _results(reached, drawn)[0] + _pending(ready.case, drawn)
    likely = contacts * drawn.argued * drawn.agreed + ready.case.progress.pending
    return End(results, float((likely * drawn.kept).mean()))


def _pending(case: Given, drawn: Drawn) -> Whole:
    """How many of the meetings that are booked already will count."""
    return drawn.dice.binomial(case.progress.pending, drawn.kept)


def _reached(dials: Floats, contacts: Floats, drawn: Drawn) -> Whole:
    chance: Floats = np.divide(contacts, dials, out=np.zeros_like(contacts), where=dials > 0)
    return lucky(dials, chance, drawn.dice)


def _results(reached: Whole, drawn: Drawn) -> Whole:
    return drawn.dice.binomial(reached, drawn.argued * drawn.agreed * drawn.kept)
