"""Plays the calendar of a plan in all runs at once: half-day by half-day, fresh leads and those that come back.

Leads are kept as numbers by attempts made, not one by one: dials and returns are their expectation
under the rates of a run, and luck is drawn later on each day's dials.
"""

from dataclasses import dataclass
from math import isinf

import numpy as np

from campaigns.forecast.drawing import Drawn, Floats, expected
from campaigns.forecast.given import Given
from campaigns.forecast.setting import Group, Setting


@dataclass(frozen=True, slots=True)
class Played:
    """By calling day and run: dials, and the contacts to be expected of them.

    `by_attempt` are all the dials by attempt, on average over the runs.
    """

    dials: Floats
    contacts: Floats
    by_attempt: Floats


def play(ready: Setting, drawn: Drawn, scale: float) -> Played:
    """Play every half-day in order; `scale` makes of a rate per dial the chance at the first attempt."""
    runs = drawn.contact.shape[0]
    chances = _by_attempt(ready.case)[:, None]
    pools = [_Pool(ready, group, runs) for group in ready.groups]
    dials, contacts = (np.zeros((len(ready.days), runs)) for _ in range(2))
    by_attempt = np.zeros(len(chances))
    day_of = {day: index for index, day in enumerate(ready.days)}
    fresh_share = ready.case.plan.actions.fresh_share / 100
    for at, stretch in enumerate(ready.stretches):
        day = day_of[stretch.day]
        room = stretch.hours * drawn.there[day] * drawn.pace
        chance = np.minimum(chances * (drawn.contact * scale * drawn.answers[day]), 1.0)
        left = room
        for pool, is_open in zip(pools, stretch.open, strict=True):
            taken = pool.serve(at, np.minimum(left, room * is_open), fresh_share)
            reached = taken * chance
            pool.come_back(at, taken, reached, drawn.argued)
            made = taken.sum(0)
            left = np.maximum(left - made, 0.0)
            dials[day] += made
            contacts[day] += reached.sum(0)
            by_attempt += taken.mean(1)
    return Played(dials, contacts, by_attempt)


def scale_of(ready: Setting) -> float:
    """What the rate per dial must be multiplied by to be the chance at the first attempt.

    A stated rate is one of all the dials of a campaign that is worked as deep as this one; an observed
    one is of the dials made so far, or in the wave that it was observed in.
    """
    case = ready.case
    chances = _by_attempt(case)
    made = case.wave.dials_by_attempt if case.wave else case.progress.dials_by_attempt
    dials = np.array(made[: len(chances)], dtype=float)
    if not dials.any():
        dials = play(ready, expected(case, len(ready.days)), 1.0).by_attempt
    if not dials.any():
        return 1.0
    return float(dials.sum() / (dials * chances[: len(dials)]).sum())


def _by_attempt(case: Given) -> Floats:
    """The chance of a contact at each attempt, in parts of the first one of a number that is somebody's."""
    alike, attempts = case.habits.alike, np.arange(case.plan.actions.max_attempts, dtype=float)
    chances: Floats = np.ones(len(attempts)) if isinf(alike) else alike / (alike + attempts)
    chances[0] *= 1.0 - case.habits.invalid
    return chances


class _Pool:
    """The leads of one group: those that may be called now, by attempts made, and those that will come."""

    def __init__(self, ready: Setting, group: Group, runs: int) -> None:
        attempts = ready.case.plan.actions.max_attempts
        self._habits, self._returns = ready.case.habits, group.returns
        self._now = np.zeros((attempts, runs))
        self._later = np.zeros((len(ready.stretches), attempts, runs))
        for leads, first in zip(group.leads, group.first, strict=True):
            if leads.attempts < attempts and first is not None:
                self._later[first, leads.attempts] += leads.count

    def serve(self, at: int, room: Floats, fresh_share: float) -> Floats:
        """Take as many leads as there is room for: fresh ones up to their share, then whoever is left."""
        self._now += self._later[at]
        fresh, back = self._now[0], self._now[1:].sum(0)
        again = np.minimum(back, room - np.minimum(fresh, room * fresh_share))
        part = np.divide(again, back, out=np.zeros_like(back), where=back > 0)
        taken: Floats = self._now * part
        taken[0] = np.minimum(fresh, room - again)
        self._now -= taken
        return taken

    def come_back(self, at: int, taken: Floats, reached: Floats, argued: Floats) -> None:
        """Put those who will be tried again where their waits lead them."""
        again = taken - reached
        again[0] -= taken[0] * self._habits.invalid
        again += reached * (1.0 - argued) * self._habits.comes_back
        for attempts, shares in enumerate(self._returns[at]):
            for position, share in shares.items():
                self._later[position, attempts + 1] += share * again[attempts]
