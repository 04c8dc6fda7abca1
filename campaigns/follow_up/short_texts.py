"""The text message of a meeting: who writes, when and where it is, how to answer; one message wherever it can be.

A message holds 160 characters of the GSM alphabet (3GPP TS 23.038, 6.2.1); one letter outside it halves that.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from campaigns.follow_up.reminders import Occasion

LONGEST = 160
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
COSTS_TWO = frozenset("^{}\\[~]|€")
INSTEAD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
     "œ": "oe", "Œ": "OE", "\u00a0": " ", "\u202f": " "}
)  # fmt: skip
LEAST_PLACE = 12  # letters of an address that still say where


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a message in one language; `when` has {day}, {date} and {time}."""

    opening: Mapping[Occasion, str]
    when: str
    days: tuple[str, ...]
    closing: str


TEXTS: Mapping[str, Words] = {
    "fr": Words(
        {
            Occasion.CONFIRMATION: "{company}: RDV ",
            Occasion.DAY_BEFORE: "{company}: rappel, RDV ",
            Occasion.SOON: "{company}: rappel, RDV ",
        },
        "{day} {date} à {time}",
        ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
        ". Répondez OUI pour confirmer, NON pour annuler, STOP pour ne plus recevoir de messages",
    ),
    "en": Words(
        {
            Occasion.CONFIRMATION: "{company}: meeting ",
            Occasion.DAY_BEFORE: "{company}: reminder, meeting ",
            Occasion.SOON: "{company}: reminder, meeting ",
        },
        "{day} {date} at {time}",
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ". Reply YES to confirm, NO to cancel, STOP for no more messages",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells: which company, when in whose zone, and where."""

    company: str
    starts_at: datetime
    zone: str
    place: str


def short_text(occasion: Occasion, told: Told, language: str) -> str:
    """The message in "fr", else in English; the place goes before the company's name is cut."""
    words = TEXTS.get(language, TEXTS["en"])
    local = told.starts_at.astimezone(ZoneInfo(told.zone))
    day = words.days[local.weekday()]
    when = words.when.format(day=day, date=f"{local:%d/%m}", time=f"{local:%H:%M}")
    opening = words.opening[occasion]
    rest = opening.format(company="") + when + words.closing
    company = _cut(in_gsm(told.company), LONGEST - length(rest))
    place = _place(in_gsm(told.place), LONGEST - length(rest) - length(company) - length(", "))
    return opening.format(company=company) + when + (f", {place}" if place else "") + words.closing


def in_gsm(text: str) -> str:
    """The text in letters of the GSM alphabet; a letter without any likeness becomes "?"."""
    composed = unicodedata.normalize("NFC", text.translate(INSTEAD))
    return "".join(_letter(letter) for letter in composed)


def length(text: str) -> int:
    """How much of a message a text takes; a few signs count twice."""
    return sum(2 if letter in COSTS_TWO else 1 for letter in text)


def _letter(letter: str) -> str:
    if letter in BASIC or letter in COSTS_TWO:
        return letter
    bare = unicodedata.normalize("NFKD", letter)[0]
    return bare if bare in BASIC else "?"


def _place(place: str, room: int) -> str:
    """An address as far as there is room; a link whole or not at all, since half of one leads nowhere."""
    if length(place) <= room:
        return place
    if "://" in place or room < LEAST_PLACE:
        return ""
    return _cut(place, room)


def _cut(text: str, room: int) -> str:
    while length(text) > room:
        text = text[:-1]
    return text.rstrip(" ,-")
