"""Whether a promised call can be kept: is somebody there, is the hour free and legal, and when would be better.

Nothing here forbids a promise: what was agreed in a conversation counts. It says beforehand what
would come of it, and afterwards whose promises are at risk.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from campaigns.follow_up.promises import QUARTER
from campaigns.problems import Problem
from campaigns.teleprospector.presence import Presence

# What a conversation usually takes, wrap-up included: two promises closer than that can't both be
# kept to the minute. A habit of the trade, not a figure of a plan.
CALL_TAKES = timedelta(minutes=10)
# "Around this time" is a matter of an hour or two.
AROUND = timedelta(hours=2)
# Each step leaves a closed hour, an absence or a full quarter: four weeks hold hardly more of them.
PATIENCE = 120

Key = TypeVar("Key")
# The first moment from one on at which the phone may ring; None for never.
Opens = Callable[[datetime], datetime | None]


class Doubt(StrEnum):
    """Why a promise might not be kept as it is said."""

    NOT_LEGAL = "not_legal"
    AWAY = "away"
    NOT_THERE = "not_there"
    TOO_MANY = "too_many"


class Keeper(StrEnum):
    """Who is to keep a promise."""

    PERSON = "person"
    TEAM = "team"


class Risk(StrEnum):
    """Why a promise that stands may not be kept, the gravest first."""

    NOBODY = "nobody"
    OWNER_GONE = "owner_gone"
    OWNER_AWAY = "owner_away"
    OWNER_OFF = "owner_off"


DOUBTS: Mapping[Keeper, Mapping[Doubt, Mapping[str, str]]] = {
    Keeper.PERSON: {
        Doubt.NOT_LEGAL: {
            "fr": "Heure interdite par la loi : l’appel attendrait.",
            "en": "No legal hour: the call would wait.",
        },
        Doubt.AWAY: {
            "fr": "Vous êtes absent : un collègue appellerait.",
            "en": "You are away: a colleague would call.",
        },
        Doubt.NOT_THERE: {
            "fr": "Hors de vos heures : un collègue appellerait.",
            "en": "Outside your hours: a colleague would call.",
        },
        Doubt.TOO_MANY: {
            "fr": "Un appel est déjà promis à ce moment : l’un des deux aurait du retard.",
            "en": "A call is promised then already: one of the two would be late.",
        },
    },
    Keeper.TEAM: {
        Doubt.NOT_LEGAL: {
            "fr": "Heure interdite par la loi : l’appel attendrait.",
            "en": "No legal hour: the call would wait.",
        },
        Doubt.AWAY: {
            "fr": "Toute l’équipe est absente à ce moment-là.",
            "en": "The whole team is away then.",
        },
        Doubt.NOT_THERE: {
            "fr": "Personne de l’équipe n’a prévu d’appeler à cette heure-là.",
            "en": "Nobody of the team plans to call at that hour.",
        },
        Doubt.TOO_MANY: {
            "fr": "L’équipe a déjà promis tous les appels qu’elle peut passer à ce moment-là.",
            "en": "The team has promised all the calls that it can make at that time.",
        },
    },
}
# What was found, what was expected, what to do.
UNLAWFUL: Mapping[str, tuple[str, str, str]] = {
    "fr": (
        "{moment}, une heure où la loi ne permet pas d’appeler",
        "une heure permise chez le prospect",
        "Choisissez un autre moment.",
    ),
    "en": (
        "{moment}, an hour at which the law allows no call",
        "an hour that is allowed where the prospect is",
        "Choose another moment.",
    ),
}
RISKS: Mapping[Risk, Mapping[str, str]] = {
    Risk.NOBODY: {
        "fr": "personne de l’équipe n’est là à cette heure",
        "en": "nobody of the team is there at that hour",
    },
    Risk.OWNER_GONE: {"fr": "n’est plus sur la mission", "en": "is no longer on the mission"},
    Risk.OWNER_AWAY: {"fr": "est absent ce jour-là", "en": "is away then"},
    Risk.OWNER_OFF: {
        "fr": "n’appelle pas à cette heure-là",
        "en": "does not call at that hour",
    },
}


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who may keep a promise (one person or a team), and the exact promises that stand for them."""

    people: tuple[Presence, ...]
    standing: tuple[datetime, ...] = ()

    def there(self, at: datetime) -> int:
        """How many of them are there at a moment."""
        return sum(person.is_there(at) for person in self.people)

    def is_full(self, at: datetime) -> bool:
        """Tell whether they have as many promises as people, one quarter of an hour each."""
        return sum(_clash(at, other) for other in self.standing) >= max(self.there(at), 1)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that stands: its moment, its owner (None: the team), and how much later will do."""

    at: datetime
    owner_id: int | None
    slack: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What speaks against a moment; `better` is the first one after it against which nothing does."""

    doubts: tuple[Doubt, ...]
    better: datetime | None = None


def outlook(at: datetime, keepers: Keepers, opens: Opens) -> Outlook:
    """Say of a moment (aware UTC) whether a promise made for it can be kept.

    `better` is None where nothing speaks against it, and where four weeks hold nothing better.
    """
    doubts = tuple(_doubts(at, keepers, opens))
    return Outlook(doubts, _better(at, keepers, opens) if doubts else None)


def _doubts(at: datetime, keepers: Keepers, opens: Opens) -> Iterable[Doubt]:
    if opens(at) != at:
        yield Doubt.NOT_LEGAL
    if not keepers.there(at):
        away = all(person.is_away(at) for person in keepers.people)
        yield Doubt.AWAY if away else Doubt.NOT_THERE
    elif keepers.is_full(at):
        yield Doubt.TOO_MANY


def _better(at: datetime, keepers: Keepers, opens: Opens) -> datetime | None:
    moment: datetime | None = at
    for _ in range(PATIENCE):
        asked = moment and _quarter(moment)
        moment = asked and opens(asked)
        if moment is None:
            return None
        ahead = [then for each in keepers.people if (then := each.next_there(moment))]
        there = min(ahead, default=None)
        if there == moment == asked and not keepers.is_full(moment):
            return moment
        if there == moment == asked:
            there = moment + QUARTER
        moment = there
    return None


def _quarter(at: datetime) -> datetime:
    """The quarter of an hour that begins at a moment or next after it: people promise no odd minutes."""
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at + (QUARTER - past) if past else at


def _clash(at: datetime, other: datetime) -> bool:
    """Tell whether two promises fall in one quarter of an hour, or closer than one conversation."""
    same = int(at.timestamp()) // 900 == int(other.timestamp()) // 900
    return same or abs(at - other) < CALL_TAKES


def unlawful(at: datetime, zone: str, reasons: Sequence[str], language: str) -> Problem:
    """Why a promise can't be moved to a moment: at that hour the law allows no call; `reasons` say more."""
    found, expected, fix = UNLAWFUL[language]
    shown = f"{at.astimezone(ZoneInfo(zone)):%d/%m/%Y %H:%M}"
    return Problem(
        "callback_at", found.format(moment=shown), expected, f"{fix} {' '.join(reasons)}"
    )


def conflicts(exact: Iterable[tuple[Key, datetime]]) -> frozenset[Key]:
    """Which promises of one person stand too close to another to be kept to the minute."""
    ordered = sorted(exact, key=lambda each: each[1])
    close = [pair for pair in pairwise(ordered) if pair[1][1] - pair[0][1] < CALL_TAKES]
    return frozenset(key for pair in close for key, _at in pair)


def risk(promised: Promised, team: Mapping[int, Presence], grace: timedelta) -> Risk | None:
    """Say why a promise may not be kept; None when its owner is there, or the team for one that is
    anybody's.

    `team` are those on the mission: an owner who is none of them has gone. The team takes over what
    its owner has not kept within `grace`.
    """
    owner = team.get(promised.owner_id) if promised.owner_id is not None else None
    if owner is not None and _comes(owner, promised.at, promised.slack):
        return None
    if not any(_comes(each, promised.at, promised.slack + grace) for each in team.values()):
        return Risk.NOBODY
    if promised.owner_id is None:
        return None
    if owner is None:
        return Risk.OWNER_GONE
    return Risk.OWNER_AWAY if owner.is_away(promised.at) else Risk.OWNER_OFF


def _comes(person: Presence, at: datetime, within: timedelta) -> bool:
    then = person.next_there(at)
    return then is not None and then <= at + within
