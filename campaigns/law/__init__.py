"""Which calling rules hold where, for whom and since when; a country without a pack is not callable."""

from campaigns.law import be_ch, ca, de, es_it, eu, fr, fr_apart, fr_duties, gb, us, us_states
from campaigns.law.asks import RestAfterAbandonment, RestAfterMachine
from campaigns.law.rules import (
    ANY,
    Rule,
    RulePack,
    Sector,
    Technique,
    Words,
    rules_in_force,
)
from campaigns.law.unchecked import NOT_CHECKABLE
from campaigns.numbers.french_numbers import TERRITORIES

__all__ = [
    "ANY",
    "FRANCE",
    "NOT_CHECKABLE",
    "PACKS",
    "Rule",
    "RulePack",
    "Sector",
    "Technique",
    "Words",
    "countries",
    "home_of",
    "pack_for",
    "resting_countries",
    "rules_in_force",
]

_UNION = (*eu.EVERYWHERE, *eu.ELSEWHERE)


def _country(code: str, *rules: Rule) -> RulePack:
    return RulePack(code, frozenset({code}), rules)


FRANCE = RulePack(
    "FR",
    TERRITORIES,
    (*fr.PROHIBITIONS, *fr_apart.APART, *fr_duties.DUTIES, *eu.EVERYWHERE),
)
PACKS = (
    FRANCE,
    RulePack("GB", gb.TERRITORIES, gb.RULES),
    _country("US", *us.RULES, *us_states.RULES),
    _country("CA", *ca.RULES),
    _country("DE", *de.RULES, *_UNION),
    _country("BE", *be_ch.BELGIUM, *_UNION),
    _country("CH", *be_ch.SWITZERLAND),
    _country("ES", *es_it.SPAIN, *_UNION),
    _country("IT", *es_it.ITALY, *_UNION),
)
_BY_COUNTRY = {territory: pack for pack in PACKS for territory in pack.territories}


def countries() -> frozenset[str]:
    """Return every country and territory that has rules, and may therefore be called."""
    return frozenset(_BY_COUNTRY)


def resting_countries() -> frozenset[str]:
    """Return the countries in which a number rests after a call that was abandoned or met a machine."""
    rests = RestAfterAbandonment | RestAfterMachine
    packs = (each for each in PACKS if any(isinstance(rule.params, rests) for rule in each.rules))
    return frozenset(country for pack in packs for country in pack.territories)


def pack_for(country: str) -> RulePack | None:
    """Return the rules of a country (ISO 3166 two letters); None when it has none yet."""
    return _BY_COUNTRY.get(country)


def home_of(country: str) -> frozenset[str]:
    """Return a country with the territories that share its rules; those of France where it has none."""
    return (_BY_COUNTRY.get(country) or FRANCE).territories
