"""Which column of a prospect file means what, by its heading, with its values as a check."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as computed

from campaigns.prospect_file.headings import (
    HEADINGS,
    NEEDED,
    PERSON_OR_PROSPECT,
    REPEATED,
    REPORT,
    Field,
    Meaning,
    Treatment,
)
from campaigns.prospect_file.state_names import names_a_state
from campaigns.spelling import fold

_NUMBERED = re.compile(r"_?\d{1,2}$")
_PLAUSIBLE_ENOUGH = 50
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of one file means: places are counted from 0, headings are as written."""

    headings: tuple[str, ...]
    places: Mapping[Field, tuple[int, ...]]
    confidence: Mapping[int, int]
    """Per place that has a meaning: the percentage of its sample values that fit it."""
    skipped: frozenset[int] = frozenset()
    """The places that a person does not want imported: nothing of their cells is kept."""
    kept: tuple[tuple[int, str], ...] = computed(init=False)
    """The places without a meaning, kept under their heading; repeated headings are numbered."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", _kept(self))

    def heading(self, place: int) -> str:
        """The heading of a column as written, or its number where it has none."""
        text = self.headings[place] if place < len(self.headings) else ""
        return text or str(place + 1)

    def heading_of(self, field: Field) -> str:
        """The heading of the first column that means `field`, or the field's own name."""
        places = self.places.get(field)
        return self.heading(places[0]) if places else field.value


def _kept(columns: Columns) -> tuple[tuple[int, str], ...]:
    taken = columns.skipped.union(*columns.places.values())
    kept: dict[str, int] = {}
    for place in range(len(columns.headings) - _reported(columns.headings)):
        if place not in taken:
            kept[_unused(columns.heading(place), kept)] = place
    return tuple((place, heading) for heading, place in kept.items())


def _reported(headings: Sequence[str]) -> int:
    """How many columns at the end are our own report on rejected rows, sent back with them."""
    ends = (report for report in REPORT.values() if tuple(headings[-len(report) :]) == report)
    return len(next(ends, ()))


def _unused(heading: str, used: Mapping[str, int]) -> str:
    name, number = heading, 2
    while name in used:
        name, number = f"{heading} ({number})", number + 1
    return name


def propose(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> Columns:
    """Recognise headings in French and English, whatever their accents, case and punctuation.

    `samples` are the first rows: a heading whose values cannot be what it says (a `position` of
    coordinates) is kept as a column without meaning. A phone is never doubted, only rated.
    """
    folded = [fold(heading) for heading in headings]
    places = {field: _places_of(field, folded) for field in Field}
    _settle_names(places, folded)
    rated = {
        field: {place: _fit(field, place, samples) for place in found}
        for field, found in places.items()
    }
    meant = {field: _believed(field, ratings) for field, ratings in rated.items()}
    confidence = {place: rated[field][place] for field in meant for place in meant[field]}
    return Columns(tuple(headings), {f: p for f, p in meant.items() if p}, confidence)


def assign(proposed: Columns, maps: Sequence[tuple[Meaning, int]]) -> Columns:
    """Put what a person has said over what was proposed.

    A field they named is theirs entirely; a column that they keep or skip loses what it was taken for.
    """
    said: dict[Field, tuple[int, ...]] = {}
    for meaning, place in maps:
        if isinstance(meaning, Field):
            said[meaning] = (*said.get(meaning, ()), place)
    taken = {place for _meaning, place in maps}
    rest = {
        field: tuple(place for place in places if place not in taken)
        for field, places in proposed.places.items()
        if field not in said
    }
    places = {**{f: p for f, p in rest.items() if p}, **said}
    confidence = {**proposed.confidence, **dict.fromkeys(taken, 100)}
    skipped = frozenset(place for meaning, place in maps if meaning is Treatment.SKIP)
    return Columns(proposed.headings, places, confidence, skipped)


def missing(columns: Columns) -> tuple[Field, ...]:
    """The fields without which no row can be called: a phone, and a name of some kind."""
    named = {Field.NAME, Field.CONTACT, Field.LAST_NAME, Field.FIRST_NAME} & set(columns.places)
    absent = (Field.PHONE,) if Field.PHONE not in columns.places else ()
    return absent if named else (*absent, Field.NAME)


def _places_of(field: Field, folded: Sequence[str]) -> tuple[int, ...]:
    spellings = _spellings(field)
    ranked = [
        (spellings.index(key), place)
        for place, heading in enumerate(folded)
        if (key := _spelling(heading, spellings)) is not None
    ]
    if field in REPEATED:
        return tuple(place for _rank, place in ranked)
    return (min(ranked)[1],) if ranked else ()


def _spellings(field: Field) -> list[str]:
    return HEADINGS[field].replace(" ", "").replace("\n", "").split("|")


def _spelling(heading: str, spellings: Sequence[str]) -> str | None:
    """Find the spelling that a heading is, `Tel. 2` and `Adresse_3` included."""
    for key in (heading, _NUMBERED.sub("", heading)):
        if key in spellings:
            return key
    return None


def _settle_names(places: dict[Field, tuple[int, ...]], folded: Sequence[str]) -> None:
    """Give `Nom` to the person when a company or a first name stands beside it."""
    loose = [place for place, heading in enumerate(folded) if heading in PERSON_OR_PROSPECT]
    if not loose or places[Field.LAST_NAME]:
        return
    beside_company = bool(places[Field.NAME]) and places[Field.NAME][0] != loose[0]
    if places[Field.FIRST_NAME]:
        places[Field.LAST_NAME] = (loose[0],)
    elif beside_company and not places[Field.CONTACT]:
        places[Field.CONTACT] = (loose[0],)
    if not beside_company and places[Field.LAST_NAME]:
        places[Field.NAME] = ()


def _believed(field: Field, ratings: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(
        place for place, fit in ratings.items() if field in NEEDED or fit >= _PLAUSIBLE_ENOUGH
    )


def _fit(field: Field, place: int, samples: Sequence[Sequence[str]]) -> int:
    values = [row[place].strip() for row in samples if place < len(row) and row[place].strip()]
    looks_right = _LOOKS.get(field, _holds_text)
    if not values:
        return 100
    return round(100 * sum(1 for value in values if looks_right(value)) / len(values))


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _holds_text(text: str) -> bool:
    return bool(_LETTER.search(text)) and "@" not in text


_LOOKS: dict[Field, Callable[[str], bool]] = {
    Field.NAME: lambda text: bool(_LETTER.search(text)),
    Field.PHONE: lambda text: 6 <= _digits(text) <= 40,
    Field.EMAIL: lambda text: "@" in text,
    Field.SIRET: lambda text: _digits(text) >= 9,
    Field.SIREN: lambda text: _digits(text) >= 8,
    Field.NAF: lambda text: 3 <= len(text) <= 8,
    Field.ADDRESS: lambda text: "@" not in text,
    Field.POSTAL_CODE: lambda text: bool(_digits(text)) and len(text) <= 12,
    Field.LANGUAGE: lambda text: text.replace("-", "").isalpha() and len(text) <= 20,
    Field.EXTERNAL_ID: lambda text: len(text) <= 64,
    Field.HEADCOUNT: lambda text: bool(_digits(text)),
    Field.NOTE: lambda text: True,
    Field.REGION: names_a_state,
}
