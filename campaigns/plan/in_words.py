"""What a place of a plan and the value that stands there are in words, as forms have them: no keys, no codes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from campaigns.plan.choice_words import CHOICES
from campaigns.plan.labels import LABELS, label_of
from campaigns.plan.row_choices import COLUMN_CHOICES
from campaigns.plan.row_labels import COLUMN_LABELS

Words = Mapping[str, str]

LONGEST = 90
_NUMBERED = re.compile(r"\[[^\]]*\]")
_WAIT = re.compile(r"(\d+) (minute|hour|day)(s?)")
_UNITS: Words = {"minute": "minute", "hour": "heure", "day": "jour"}
_ANSWERS: Mapping[str, Words] = {
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
}
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}  # fmt: skip
# What tells the rows of a list apart, where it is a code.
_ROWS_BY: Words = {
    "actions.cadence": "actions.cadence.after",
    "actions.channels": "actions.channels.after",
    "preparation.dispositions": "preparation.dispositions.code",
    "preparation.need_score.criteria": "preparation.need_score.criteria.criterion",
    "kpis": "kpis.kpi",
}


def place_in_words(place: str, language: str) -> str:
    """A path such as `actions.cadence[busy].wait` in French (`fr`) or English (`en`)."""
    plain = _plain(place)
    column = COLUMN_LABELS.get(plain)
    if column is None or plain in LABELS:
        return ", ".join(_rows_in_words(place, label_of(place, language).split(", "), language))
    whole = place[: place.rfind(".")]
    return f"{place_in_words(whole, language)}, {column[language]}"


def value_in_words(place: str, value: Any, language: str) -> str:
    """A value of a plan's document on one line, cut where it is long."""
    text = ", ".join(_said(place, value, language)) if isinstance(value, dict) else ""
    if isinstance(value, list):
        text = "; ".join(value_in_words(place, each, language) for each in value)
    elif not text:
        text = _one(_plain(place), " ".join(str(value).split()), language)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _said(place: str, value: Mapping[str, Any], language: str) -> Iterator[str]:
    for key, each in value.items():
        path = f"{place}.{key}"
        label = COLUMN_LABELS.get(_plain(path)) or LABELS.get(_plain(path))
        words = label[language] if label else key
        yield f"{words} {value_in_words(path, each, language)}"


def _one(plain: str, text: str, language: str) -> str:
    choices = CHOICES.get(plain) or COLUMN_CHOICES.get(plain) or _ANSWERS
    if text in choices:
        return choices[text][language]
    if (day := _day(text)) is not None:
        return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
    if language == "fr":
        return _WAIT.sub(lambda found: f"{found[1]} {_UNITS[found[2]]}{found[3]}", text)
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-30") else None
    except ValueError:
        return None


def _rows_in_words(place: str, words: list[str], language: str) -> list[str]:
    """The parts of a label, in which a row that is known by a code is named by what the code means."""
    codes = COLUMN_CHOICES.get(_ROWS_BY.get(_plain(place.partition("[")[0]), ""), {})
    rows = set(chain.from_iterable(each.split(" ")[:1] for each in words)) & set(codes)
    return [_named(each, codes, rows, language) for each in words]


def _named(word: str, codes: Mapping[str, Words], rows: set[str], language: str) -> str:
    code, space, left = word.partition(" ")
    return f"{codes[code][language]}{space}{left}" if code in rows else word


def _plain(place: str) -> str:
    return _NUMBERED.sub("", place)
