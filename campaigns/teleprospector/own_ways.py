"""Decides what a teleprospector sets for themselves and nobody else for them: keys, and when to rest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

# After Charbotel 2008 (fatigue at the end of the day among staff of call
# centres) and Jones 2002 (vocal strain of telemarketers). Zero proposes no rest.
USUAL_MINUTES = 50
MINUTES = (0, 20, 30, 40, USUAL_MINUTES, 60, 90)


@dataclass(frozen=True, slots=True)
class OwnWays:
    """`letters`: single letters are keys of the desk; `rest_after`: minutes of talk after which the
    page proposes a rest, one of `MINUTES`; `has_practised`: the first minutes are behind them."""

    letters: bool = False
    rest_after: int = USUAL_MINUTES
    has_practised: bool = False

    @property
    def as_kept(self) -> dict[str, Any]:
        """What is kept of them with the person."""
        return {
            "letters": self.letters,
            "rest_after": self.rest_after,
            "has_practised": self.has_practised,
        }


def read_ways(kept: Mapping[str, Any]) -> OwnWays:
    """What was kept, the usual for anything that is missing or can't be."""
    minutes = kept.get("rest_after")
    return OwnWays(
        letters=kept.get("letters") is True,
        rest_after=minutes if minutes in MINUTES else USUAL_MINUTES,
        has_practised=kept.get("has_practised") is True,
    )


def chosen(ways: OwnWays, letters: str, rest_after: str) -> OwnWays:
    """The ways with what a form says: `letters` "on" or anything else; minutes that are none of
    `MINUTES` change nothing."""
    minutes = int(rest_after) if rest_after in {str(each) for each in MINUTES} else ways.rest_after
    return replace(ways, letters=letters == "on", rest_after=minutes)
