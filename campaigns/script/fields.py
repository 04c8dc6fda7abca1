"""Which `{fields}` a script may name, and the neutral words said when a prospect has no value for one.

Replacement is our own and in one pass: a value that itself looks like a field is said as it stands,
and no text of a script is ever evaluated.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.spelling import fold

_FIELD = re.compile(r"\{([^{}\n]{1,60})\}")
_GAP = re.compile(r" {2,}")
_GAP_BEFORE_POINT = re.compile(r" +(?=[,.])")


@dataclass(frozen=True, slots=True)
class ScriptField:
    """A field under its code, the names a script may call it by, and its neutral words."""

    key: str
    names: Mapping[str, tuple[str, ...]]
    neutral: Mapping[str, str]


def _field(
    key: str, fr: tuple[str, ...], en: tuple[str, ...], neutral: tuple[str, str]
) -> ScriptField:
    return ScriptField(key, {"fr": fr, "en": en}, {"fr": neutral[0], "en": neutral[1]})


SCRIPT_FIELDS: tuple[ScriptField, ...] = (
    _field("first_name", ("prénom",), ("first name",), ("", "")),
    _field("last_name", ("nom",), ("last name",), ("", "")),
    _field("title", ("civilité",), ("title",), ("", "")),
    _field("contact", ("interlocuteur",), ("contact",), ("Madame, Monsieur", "")),
    _field("role", ("fonction",), ("role",), ("la personne concernée", "the person in charge")),
    _field(
        "company",
        ("établissement", "société"),
        ("company", "organisation"),
        ("votre établissement", "your organisation"),
    ),
    _field("city", ("ville",), ("city",), ("votre ville", "your area")),
    _field(
        "email",
        ("e-mail", "courriel"),
        ("e-mail",),
        ("votre adresse e-mail", "your e-mail address"),
    ),
    _field("caller", ("moi",), ("me",), ("votre interlocuteur", "your caller")),
    _field(
        "principal",
        ("entreprise",),
        ("principal",),
        ("l'entreprise que je représente", "the company I represent"),
    ),
    _field("offer", ("offre",), ("offer",), ("notre offre", "our offer")),
    _field("source", ("source",), ("source",), ("un annuaire public", "a public directory")),
    _field("meeting", ("rendez-vous",), ("meeting",), ("au moment convenu", "at the time agreed")),
)

_BY_NAME: dict[str, ScriptField] = {
    fold(name): field
    for field in SCRIPT_FIELDS
    for name in (field.key, *field.names["fr"], *field.names["en"])
}


def unknown_fields(text: str) -> tuple[str, ...]:
    """The names between braces that no field answers to, in order, each once."""
    names = dict.fromkeys(_FIELD.findall(text))
    return tuple(name for name in names if fold(name) not in _BY_NAME)


def fields_named(text: str) -> frozenset[str]:
    """The codes of the fields that a text names."""
    known = (_BY_NAME.get(fold(name)) for name in _FIELD.findall(text))
    return frozenset(field.key for field in known if field is not None)


def fill(text: str, values: Mapping[str, str], language: str) -> str:
    """Replace each field by its value, or by neutral words where the value is missing or blank.

    `values` are keyed by field code; `contact` is made of title and names when it isn't given.
    An unknown field stays as it is written, so that nobody reads an invented word aloud.
    """
    known = {"contact": _contact(values)} | dict(values)

    def word(match: re.Match[str]) -> str:
        field = _BY_NAME.get(fold(match[1]))
        if field is None:
            return match[0]
        return known.get(field.key, "").strip() or field.neutral[language]

    return _GAP_BEFORE_POINT.sub("", _GAP.sub(" ", _FIELD.sub(word, text))).strip()


def _contact(values: Mapping[str, str]) -> str:
    first = values.get("title", "").strip() or values.get("first_name", "").strip()
    last = values.get("last_name", "").strip()
    return f"{first} {last}".strip() if last else ""
