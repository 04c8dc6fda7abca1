"""What is said of a row that was merged: into which prospect, why, and what that one gained."""

from collections.abc import Mapping
from functools import lru_cache

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


def merged_note(merged: Merged, gained: tuple[str, ...]) -> RowProblem:
    """Say that a row was merged, in both languages; `gained` as a Survivor names it."""
    line, why = merged.into.line, _WHY[merged.by]
    where = _BEFORE if line is None else {k: v.format(line=line) for k, v in _WHERE.items()}
    expected = {"fr": f"{where['fr']} ({why['fr']})", "en": f"{where['en']} ({why['en']})"}
    return RowProblem(merged.by, "", shorten(merged.prospect.name), expected, _completed(gained))


@lru_cache(maxsize=256)
def _completed(gained: tuple[str, ...]) -> Words:
    if not gained:
        return _NOTHING
    labels = {**{field.value: words for field, words in LABELS.items()}, **_OTHERS}
    return {
        language: template.format(names=", ".join(labels[name][language] for name in gained))
        for language, template in _GAINED.items()
    }
