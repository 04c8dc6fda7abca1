"""A number of the funnel with its formula and its origin, and how numbers read in French and English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.plan.parts import Currency

Words = Mapping[str, str]

_THIN = "\u202f"
_POINTS: Mapping[str, tuple[str, str]] = {"fr": (_THIN, ","), "en": (",", ".")}
_PRICED: Words = {"fr": "{amount}\u00a0{sign}", "en": "{sign}{amount}"}
_SIGNS: Mapping[Currency, Words] = {
    Currency.EUR: {"fr": "€", "en": "€"},
    Currency.GBP: {"fr": "£GB", "en": "£"},
    Currency.USD: {"fr": "$US", "en": "$"},
    Currency.CHF: {"fr": "CHF", "en": "CHF"},
    Currency.CAD: {"fr": "$CA", "en": "CA$"},
    Currency.MAD: {"fr": "MAD", "en": "MAD"},
}

LANGUAGES = ("fr", "en")


class StepUnit(StrEnum):
    """What a number of the funnel counts."""

    COUNT = "count"
    HOURS = "hours"
    SHARE = "share"
    CENTS = "cents"
    CENTS_PER_HOUR = "cents_per_hour"


@dataclass(frozen=True, slots=True)
class Step:
    """One number: exact `value`, the formula that gives it, and where the figure behind it comes from."""

    key: str
    label: Words
    value: Fraction
    unit: StepUnit
    formula: Words
    origin: Words

    def shown(self, language: str) -> str:
        """The number as a person reads it, such as `3 333`, `133 h`, `12,5 %` or `55,00`."""
        return shown(self.value, self.unit, language)


def shown(value: Fraction, unit: StepUnit, language: str) -> str:
    """Round for reading: whole counts and hours, at most two decimals of a percent, cents as money."""
    match unit:
        case StepUnit.COUNT:
            return _grouped(str(round(value)), language)
        case StepUnit.HOURS:
            return f"{_grouped(str(round(value)), language)}{_THIN}h"
        case StepUnit.SHARE:
            percent = f"{float(value * 100):.2f}".rstrip("0").rstrip(".")
            return f"{_grouped(percent, language)}{_THIN}%"
        case StepUnit.CENTS | StepUnit.CENTS_PER_HOUR:
            return _money(round(value), language)


def both(write: Callable[[str], str]) -> Words:
    """The words that `write` gives in each language."""
    return {language: write(language) for language in LANGUAGES}


def count(value: Fraction | int, language: str) -> str:
    """A whole number as a person reads it."""
    return shown(Fraction(value), StepUnit.COUNT, language)


def money(cents: Fraction | int, language: str) -> str:
    """An amount of cents as a person reads it."""
    return shown(Fraction(cents), StepUnit.CENTS, language)


def priced(cents: Fraction | int, currency: Currency, language: str) -> str:
    """An amount of cents with its currency, as pages show it: « 4 311,25 € », `€4,311.25`."""
    return _PRICED[language].format(amount=money(cents, language), sign=_SIGNS[currency][language])


def share(value: Fraction, language: str) -> str:
    """A share of one as a percentage."""
    return shown(value, StepUnit.SHARE, language)


def trimmed(value: Fraction, language: str) -> str:
    """A number with at most two decimals, none of them a trailing zero."""
    return _grouped(f"{float(value):.2f}".rstrip("0").rstrip("."), language)


def _money(cents: int, language: str) -> str:
    units, rest = divmod(cents, 100)
    return _grouped(f"{units}.{rest:02d}", language)


def _grouped(plain: str, language: str) -> str:
    between, point = _POINTS[language]
    units, dot, decimals = plain.partition(".")
    grouped = f"{int(units):,}".replace(",", between)
    return f"{grouped}{point}{decimals}" if dot else grouped
