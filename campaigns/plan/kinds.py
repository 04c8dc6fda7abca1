"""Which values a plan's keys take, how each is written, and what to tell who wrote it otherwise."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

from campaigns.plan.wording import Words
from campaigns.prospect_file.cells import is_email
from campaigns.windows import Span, span

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_FIRST_YEAR, _LAST_YEAR = 2020, 2099
_WHOLE = re.compile(r"[0-9]{1,9}")
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*%")
_MONEY = re.compile(r"([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,9})(?:[.,]([0-9]{1,2}))?")
_DECIMAL = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")
_DURATION = re.compile(r"([0-9]{1,6})\s*([a-z]+)")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Neither control characters nor those that turn, hide or break a line.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

_UNITS: dict[str, timedelta] = {
    **dict.fromkeys(("m", "min", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), timedelta(days=1)),
}


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How a text becomes a value: `read` gives None for what doesn't fit; `blank` stands in for it."""

    read: Callable[[str], T | None]
    blank: T
    expected: Words
    known: tuple[str, ...] = ()


def text(longest: int) -> Kind[str]:
    """A text of at most that many characters, ends trimmed, without control characters."""

    def read(written: str) -> str | None:
        trimmed = written.strip()
        fits = 0 < len(trimmed) <= longest and not _CONTROL.search(trimmed)
        return trimmed if fits else None

    fr, en = f"un texte de 1 à {longest} caractères", f"a text of 1 to {longest} characters"
    return Kind(read, "", {"fr": fr, "en": en})


def line(longest: int) -> Kind[str]:
    """A text as above, on a single line."""
    several = text(longest)
    fr, en = f"{several.expected['fr']}, sur une ligne", f"{several.expected['en']}, on one line"
    return Kind(
        lambda written: None if "\n" in written.strip() else several.read(written),
        "",
        {"fr": fr, "en": en},
    )


def whole(least: int, most: int) -> Kind[int]:
    """A whole number between the two, both included."""

    def read(written: str) -> int | None:
        plain = written.strip()
        number = int(plain) if _WHOLE.fullmatch(plain) else None
        return number if number is not None and least <= number <= most else None

    fr, en = f"un nombre entier de {least} à {most}", f"a whole number from {least} to {most}"
    return Kind(read, least, {"fr": fr, "en": en})


def decimal(least: int, most: int) -> Kind[Fraction]:
    """A number with at most four decimals, above `least` and up to `most`."""

    def read(written: str) -> Fraction | None:
        plain = written.strip()
        number = _fraction(plain) if _DECIMAL.fullmatch(plain) else None
        return number if number is not None and least < number <= most else None

    fr = f"un nombre supérieur à {least} et d'au plus {most}, 4 décimales au plus"
    en = f"a number above {least} and up to {most}, with at most 4 decimals"
    return Kind(read, Fraction(least), {"fr": fr, "en": en})


def choice(codes: Iterable[E]) -> Kind[E]:
    """One of the codes of an enumeration, or of those of it that are given."""
    by_value = {code.value: code for code in codes}
    listed = ", ".join(by_value)
    words = {"fr": f"un de : {listed}", "en": f"one of: {listed}"}
    blank = next(iter(by_value.values()))
    return Kind(lambda written: by_value.get(written.strip()), blank, words, tuple(by_value))


def _fraction(plain: str) -> Fraction:
    return Fraction(Decimal(plain.replace(",", ".")))


def _percent(written: str) -> Fraction | None:
    match = _PERCENT.fullmatch(written.strip())
    share = _fraction(match[1]) / 100 if match else None
    return share if share is not None and share <= 1 else None


def _rate(written: str) -> Fraction | None:
    return _percent(written) or None


def _whole_percent(written: str) -> int | None:
    share = _percent(written)
    return int(share * 100) if share is not None and (share * 100).denominator == 1 else None


def _any_percent(written: str) -> Fraction | None:
    match = _PERCENT.fullmatch(written.strip())
    return _fraction(match[1]) / 100 if match else None


def _cents(written: str) -> int | None:
    match = _MONEY.fullmatch(written.strip())
    if not match:
        return None
    units = re.sub(r"\D", "", match[1])
    return int(units) * 100 + int((match[2] or "0").ljust(2, "0"))


def _amount(written: str) -> Fraction | None:
    cents = _cents(written)
    return None if cents is None else Fraction(cents)


def _date(written: str) -> date | None:
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        return None
    in_range = _FIRST_YEAR <= day.year <= _LAST_YEAR and len(written.strip()) == 10
    return day if in_range else None


def _duration(written: str) -> timedelta | None:
    match = _DURATION.fullmatch(written.strip().casefold())
    if not match or match[2] not in _UNITS:
        return None
    wait = int(match[1]) * _UNITS[match[2]]
    return wait if timedelta(0) < wait <= timedelta(days=366) else None


def _spans(written: str) -> tuple[Span, ...] | None:
    """Spans such as `08:30-12:30, 13:30-19:00`: each ends after it starts, none meets another."""
    try:
        spans = sorted(span(part.strip()) for part in written.split(","))
    except ValueError:
        return None
    apart = all(one.closes < two.opens for one, two in pairwise(spans))
    return tuple(spans) if apart else None


def _yes_no(written: str) -> bool | None:
    return {"yes": True, "no": False, "true": True, "false": False, "oui": True, "non": False}.get(
        written.strip().casefold()
    )


def _code(written: str) -> str | None:
    return written.strip() if _CODE.fullmatch(written.strip()) else None


LINE = line(200)
PARAGRAPH = text(5000)

CODE: Kind[str] = Kind(
    _code,
    "",
    {
        "fr": "un nom court en minuscules sans accent, par exemple effectif",
        "en": "a short lower-case name without accents, such as headcount",
    },
)
RATE: Kind[Fraction] = Kind(
    _rate,
    Fraction(1),
    {
        "fr": "un pourcentage supérieur à 0 et d'au plus 100, par exemple 12,5 %",
        "en": "a percentage above 0 and up to 100, such as 12.5 %",
    },
)
WHOLE_PERCENT: Kind[int] = Kind(
    _whole_percent,
    0,
    {
        "fr": "un pourcentage entier de 0 à 100, par exemple 60 %",
        "en": "a whole percentage from 0 to 100, such as 60 %",
    },
)
PERCENTAGE: Kind[Fraction] = Kind(
    _any_percent,
    Fraction(0),
    {"fr": "un pourcentage, par exemple 15 %", "en": "a percentage, such as 15 %"},
)
MONEY: Kind[int] = Kind(
    _cents,
    0,
    {
        "fr": "un montant dans la devise du plan, deux décimales au plus, par exemple 55,00",
        "en": "an amount in the plan's currency, with at most two decimals, such as 55.00",
    },
)
AMOUNT: Kind[Fraction] = Kind(_amount, Fraction(0), MONEY.expected)
DATE: Kind[date] = Kind(
    _date,
    date(_FIRST_YEAR, 1, 1),
    {
        "fr": f"une date de {_FIRST_YEAR} à {_LAST_YEAR}, par exemple 2026-11-30",
        "en": f"a date from {_FIRST_YEAR} to {_LAST_YEAR}, such as 2026-11-30",
    },
)
DURATION: Kind[timedelta] = Kind(
    _duration,
    timedelta(minutes=1),
    {
        "fr": "une durée d'une minute à 366 jours, par exemple 4 heures",
        "en": "a duration from a minute to 366 days, such as 4 hours",
    },
)
EMAIL: Kind[str] = Kind(
    lambda written: written.strip().lower() if is_email(written.strip()) else None,
    "",
    {
        "fr": "une adresse e-mail, par exemple bob@example.org",
        "en": "an e-mail address, such as bob@example.org",
    },
)
SPANS: Kind[tuple[Span, ...]] = Kind(
    _spans,
    (),
    {
        "fr": "des plages du même jour qui ne se touchent pas, par exemple 08:30-12:30, 13:30-19:00",
        "en": "spans of one day that do not touch, such as 08:30-12:30, 13:30-19:00",
    },
)
YES_NO: Kind[bool] = Kind(_yes_no, False, {"fr": "yes (oui) ou no (non)", "en": "yes or no"})
