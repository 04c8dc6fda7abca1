"""Who picks up in a simulated town: by segment, by hour of the day, by the person, from one seed.

The weights are set once, so that the figures of a campaign come out near the ranges that the
trade publishes, for any plan: about one cold B2B dial in seven reaches the right person, half of
these hear the offer, one in ten of them says yes. Sources: domain A3 (Belkins 2025, Gong, French
trade press); the spread over the hours is an assumption.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from campaigns.prospects import Audience
from telepro.localtwilio.people import MANNERS, Kind, Manner, Person, Scenario, Span
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.town import Town

# Of a hundred dials at an ordinary hour; what is left over rings out.
REACHED: Mapping[Audience, Mapping[Kind, float]] = {
    Audience.B2B: {
        Kind.HUMAN: 16,
        Kind.GATEKEEPER: 14,
        Kind.MACHINE: 20,
        Kind.BUSY: 6,
        Kind.REJECTED: 3,
        Kind.DEAD: 2,
        Kind.CARRIER_FAILURE: 1,
    },
    Audience.B2C: {
        Kind.HUMAN: 20,
        Kind.MACHINE: 30,
        Kind.BUSY: 4,
        Kind.REJECTED: 8,
        Kind.DEAD: 3,
        Kind.CARRIER_FAILURE: 1,
    },
}
# How much likelier than usual somebody answers, by the hour of their own clock.
HOURS: Mapping[Audience, Mapping[int, float]] = {
    Audience.B2B: {8: 0.9, 9: 1.0, 10: 1.2, 11: 1.15, 12: 0.5, 13: 0.7, 14: 1.1, 15: 1.1, 16: 1.1},
    Audience.B2C: {10: 0.9, 11: 1.0, 12: 1.1, 14: 0.8, 15: 0.8, 16: 0.9, 17: 1.1, 18: 1.3, 19: 1.3},
}
AT_OTHER_HOURS = 0.8
# What those who decide want, of a hundred, in a segment of score 60.
WISHES: Mapping[Saying, float] = {
    Saying.REFUSED_TO_LISTEN: 28,
    Saying.REFUSAL: 40,
    Saying.CALLBACK: 11,
    Saying.LATER: 6,
    Saying.DOCUMENTATION: 5,
    Saying.MEETING: 5,
    Saying.OUT_OF_TARGET: 2,
    Saying.DO_NOT_CALL: 1.5,
    Saying.WRONG_NUMBER: 1,
    Saying.QUOTE: 0.5,
}
WARM = frozenset({Saying.MEETING, Saying.QUOTE, Saying.DOCUMENTATION, Saying.LATER})
USUAL_SCORE = 60
REACHABLE: Span = (0.3, 1.7)  # how easily one person is reached, against all others
PATIENT: Span = (400.0, 900.0)  # seconds: the caller ends a talk, hardly ever the other side
MACHINE_TALKS: Span = (20.0, 40.0)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Whoever has a number: the score of the segment they are in (0 to 100) and their zone."""

    score: int
    zone: str


class Neighbourhood:
    """Everyone that a campaign may call, in place of a town that knows no segments and no hours."""

    def __init__(
        self,
        seed: str,
        audience: Audience,
        neighbours: Mapping[str, Neighbour],
        tell_time: Callable[[], datetime],
    ) -> None:
        self._seed = seed
        self._audience = audience
        self._neighbours = neighbours
        self._tell_time = tell_time
        self._calls: dict[str, int] = {}
        self._unknown = Neighbour(USUAL_SCORE, "Europe/Paris")

    def meet(self, number: str) -> Person:
        """Whoever is at this number for its next call, at this hour."""
        nth = self._calls[number] = self._calls.get(number, 0) + 1
        who = self._neighbours.get(number, self._unknown)
        mix = self._mix(number, who)
        manners = dict(MANNERS)
        manners[Kind.HUMAN] = Manner(talk=PATIENT, hangs_up=1.0, says=_wishes(who.score))
        manners[Kind.GATEKEEPER] = replace(MANNERS[Kind.GATEKEEPER], talk=PATIENT)
        # A town of this one number draws the person; the call's own seed makes it the nth time.
        return Town(Scenario(mix, manners), _whole(f"{self._seed}:{nth}")).meet(number)

    def _mix(self, number: str, who: Neighbour) -> Mapping[Kind, float]:
        person = Random(f"{self._seed}:{number}").uniform(*REACHABLE)
        hour = self._tell_time().astimezone(ZoneInfo(who.zone)).hour
        at_this_hour = HOURS[self._audience].get(hour, AT_OTHER_HOURS)
        likely = person * at_this_hour * (0.7 + who.score / (2 * 100))
        weights = dict(REACHED[self._audience])
        for kind in (Kind.HUMAN, Kind.GATEKEEPER):
            weights[kind] = weights.get(kind, 0.0) * likely
        return {**weights, Kind.NO_ANSWER: max(100 - sum(weights.values()), 5.0)}


def _wishes(score: int) -> Mapping[Saying, float]:
    """A better segment wants more of what is offered."""
    warmth = 0.4 + score / 100
    return {saying: share * (warmth if saying in WARM else 1) for saying, share in WISHES.items()}


def _whole(text: str) -> int:
    return Random(text).getrandbits(63)
