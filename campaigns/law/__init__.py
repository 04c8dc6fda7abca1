"""Which calling rules hold where, for whom and since when; a country without a pack is not callable."""

from campaigns.french_numbers import TERRITORIES
from campaigns.law.fr import PROHIBITIONS
from campaigns.law.fr_duties import DUTIES
from campaigns.law.rules import (
    ANY,
    Rule,
    RulePack,
    Sector,
    Technique,
    Words,
    rules_in_force,
)

__all__ = [
    "ANY",
    "FRANCE",
    "Rule",
    "RulePack",
    "Sector",
    "Technique",
    "Words",
    "countries",
    "pack_for",
    "rules_in_force",
]

FRANCE = RulePack("FR", TERRITORIES, (*PROHIBITIONS, *DUTIES))

_PACKS = dict.fromkeys(FRANCE.territories, FRANCE)


def countries() -> frozenset[str]:
    """Return every country and territory that has rules, and may therefore be called."""
    return frozenset(_PACKS)


def pack_for(country: str) -> RulePack | None:
    """Return the rules of a country (ISO 3166 two letters); None when it has none yet."""
    return _PACKS.get(country)
