"""What is said of a row that was merged: into which prospect, why, and what that one gained."""

from collections.abc import Mapping
from functools import lru_cache

from campaigns.prospect_file.row_problems import RowProblem, Words, shorten
from campaigns.same_prospect.duplicates import Merged, SameBy
from campaigns.same_prospect.survivorship import FIELD_LABELS

_WHY: Mapping[SameBy, Words] = {
    SameBy.SIRET: {"fr": "même téléphone et même SIRET", "en": "same phone and same SIRET"},
    SameBy.NAME: {
        "fr": "même téléphone, même nom et même code postal",
        "en": "same phone, same name and same postal code",
    },
}
_WHERE: Words = {"fr": "la ligne {line} du fichier", "en": "line {line} of the file"}
_BEFORE: Words = {"fr": "un prospect déjà connu", "en": "a prospect known already"}
_GAINED: Words = {"fr": "Complété : {names}.", "en": "Completed: {names}."}
_REPLACED: Words = {"fr": "Remplacé : {names}.", "en": "Replaced: {names}."}
_NOTHING: Words = {"fr": "Rien de nouveau.", "en": "Nothing new."}


def merged_note(
    merged: Merged, gained: tuple[str, ...], replaced: tuple[str, ...] = ()
) -> RowProblem:
    """Say that a row was merged, in both languages; the names are those of a Survivor."""
    line, why = merged.into.line, _WHY[merged.by]
    where = _BEFORE if line is None else {k: v.format(line=line) for k, v in _WHERE.items()}
    expected = {"fr": f"{where['fr']} ({why['fr']})", "en": f"{where['en']} ({why['en']})"}
    said = _changes(gained, replaced)
    return RowProblem(merged.by, "", shorten(merged.prospect.name), expected, said)


@lru_cache(maxsize=256)
def _changes(gained: tuple[str, ...], replaced: tuple[str, ...]) -> Words:
    if not (gained or replaced):
        return _NOTHING
    return {
        language: " ".join(
            words[language].format(names=", ".join(FIELD_LABELS[name][language] for name in names))
            for words, names in ((_GAINED, gained), (_REPLACED, replaced))
            if names
        )
        for language in ("fr", "en")
    }
