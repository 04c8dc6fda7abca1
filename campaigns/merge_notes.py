"""What is said of a row that was merged: into which prospect, why, and what that one gained."""

from collections.abc import Mapping, Sequence

from campaigns.duplicates import Merged, SameBy
from campaigns.headings import LABELS
from campaigns.row_problems import RowProblem, Words, shorten

_WHY: Mapping[SameBy, Words] = {
    SameBy.SIRET: {"fr": "même téléphone et même SIRET", "en": "same phone and same SIRET"},
    SameBy.NAME: {
        "fr": "même téléphone, même nom et même code postal",
        "en": "same phone, same name and same postal code",
    },
}
_OTHERS: Mapping[str, Words] = {
    "phones": {"fr": "Téléphones", "en": "Phones"},
    "contacts": {"fr": "Contacts", "en": "Contacts"},
    "audience": {"fr": "Public", "en": "Audience"},
    "extra": {"fr": "Autres colonnes", "en": "Other columns"},
}
_WHERE: Words = {"fr": "la ligne {line} du fichier", "en": "line {line} of the file"}
_BEFORE: Words = {"fr": "un prospect déjà connu", "en": "a prospect known already"}
_GAINED: Words = {"fr": "Complété : {names}.", "en": "Completed: {names}."}
_NOTHING: Words = {"fr": "Rien de nouveau.", "en": "Nothing new."}


def merged_note(merged: Merged, gained: Sequence[str]) -> RowProblem:
    """Say that a row was merged, in both languages; `gained` as a Survivor names it."""
    line = merged.into.line
    where = _BEFORE if line is None else {k: v.format(line=line) for k, v in _WHERE.items()}
    expected = {language: f"{where[language]} ({_WHY[merged.by][language]})" for language in where}
    fix = {language: _completed(gained, language) for language in where}
    return RowProblem(merged.by, "", shorten(merged.prospect.name), expected, fix)


def _completed(gained: Sequence[str], language: str) -> str:
    labels = {**{field.value: words for field, words in LABELS.items()}, **_OTHERS}
    names = ", ".join(labels[name][language] for name in gained)
    return _GAINED[language].format(names=names) if gained else _NOTHING[language]
