"""What a company's earlier campaigns tell of a rate of its next one: the newest the most, and none of them all.

Campaigns of one company differ by more than luck, so that however many calls were made, the next one's
rate is known no better than they agree. It is the predictive distribution of a random-effects model
(Higgins, Thompson and Spiegelhalter, Journal of the Royal Statistical Society A 172, 2009), used as a prior
as Neuenschwander and others do (Clinical Trials 7, 2010); what rates differ by beyond luck is estimated from
the campaigns themselves as Birge's ratio is (Physical Review 40, 1932), from a supposed value on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from campaigns.forecast.counts import PACE, Counts, Past, Rate, Wave
from campaigns.forecast.habits import Habits
from campaigns.funnel.steps import Words

# By what part of the (squared) spread of the trade's campaigns those of one company with one audience still
# differ. Nobody has published it: half, until its own campaigns say otherwise.
_WITHIN_A_COMPANY = 0.5
# The supposed part weighs as much as what so many campaigns more would say.
_FIRM = 4
# The dials of a day are one person's on one list: four of them tell as much as one by itself would, so
# that a day of sixty is known to a quarter.
ALIKE_DIALS = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """A campaign's rate, how far luck may have carried it (squared), and how many years ago it was."""

    rate: float
    luck: float
    years: float


def learnt(guess: Rate, past: Sequence[Past], habits: Habits, origin: Words) -> Rate:
    """The guess moved and narrowed by the earlier campaigns that counted its rate; `origin` says so.

    Where they differ by more than is supposed of one company, it stays wide.
    """
    seen = counting(guess.name, past)
    one = _unit(guess, seen)
    if not seen or not one:
        return guess
    told = [_told(each, guess.name, one, habits) for each in seen]
    spread = one / guess.strength if guess.name == PACE else one / (guess.strength + 1)
    apart = _apart(told, spread * _WITHIN_A_COMPANY)
    level = spread * (1 - _WITHIN_A_COMPANY)
    weights = _weights(told, apart)
    known = 1 / level + sum(weights)
    sums = sum(weight * each.rate for weight, each in zip(weights, told, strict=True))
    return _rate(guess.name, (guess.mean / level + sums) / known, apart + 1 / known, origin)


def counting(name: str, past: Sequence[Past]) -> list[Past]:
    """Those of the campaigns in which there was a case of this rate."""
    return [each for each in past if name in each.counts and each.counts[name].denominator]


def aside(name: str, wave: Wave, habits: Habits) -> float:
    """How far a rate of a wave lies from that of its campaign: a squared coefficient of variation.

    The next wave's own days and skills are drawn with each run. Its people's pace is not, so it stands
    here beside that of the wave's people.
    """
    return {
        "contact_rate": habits.between_days**2 / wave.days,
        "transformation": habits.between_people**2 / wave.people,
        PACE: 2 * habits.between_paces**2 / wave.people,
    }.get(name, 0.0)


def called(past: Sequence[Past]) -> Wave | None:
    """All those campaigns as one wave, for how deep they were worked; None without any."""
    if not past:
        return None
    by_attempt = zip_longest(*(each.called.dials_by_attempt for each in past), fillvalue=0)
    return Wave(
        people=sum(each.called.people for each in past),
        days=sum(each.called.days for each in past),
        dials_by_attempt=tuple(map(sum, by_attempt)),
    )


def _unit(guess: Rate, seen: Sequence[Past]) -> float:
    """What a variance of the rate is a part of: m (1 − m) of a share, m² of a number per hour."""
    counts = [each.counts[guess.name] for each in seen]
    above = guess.mean * guess.strength + sum(each.numerator for each in counts)
    mean = above / (guess.strength + sum(float(each.denominator) for each in counts))
    return mean**2 if guess.name == PACE else mean * (1 - mean)


def _told(past: Past, name: str, one: float, habits: Habits) -> _Told:
    counts: Counts = past.counts[name]
    cases = float(counts.denominator)
    rate = counts.numerator / cases
    by_luck = one * ALIKE_DIALS / max(counts.numerator, 1) if name == PACE else one / cases
    beside = aside(name, past.called, habits) * rate**2
    return _Told(rate, by_luck + beside, past.years)


def _weights(told: Sequence[_Told], apart: float) -> list[float]:
    """The inverse of each variance; a year takes a campaign as far away again as another campaign is."""
    return [1 / (apart * (1 + each.years) + each.luck) for each in told]


def _apart(told: Sequence[_Told], supposed: float) -> float:
    """What the company's campaigns differ by beyond luck: as is supposed, moved by how they do."""
    weights = _weights(told, supposed)
    middle = sum(w * each.rate for w, each in zip(weights, told, strict=True)) / sum(weights)
    found = sum(w * (each.rate - middle) ** 2 for w, each in zip(weights, told, strict=True))
    return supposed * (_FIRM + found) / (_FIRM + len(told) - 1)


def _rate(name: str, mean: float, variance: float, origin: Words) -> Rate:
    if name == PACE:
        return Rate(name, mean, mean**2 / variance, origin)
    # A share that is spread wider than a Beta of one observation is none: nothing is known of it then.
    return Rate(name, mean, max(mean * (1 - mean) / variance - 1, 1.0), origin)
