"""Which column a person means by `phone=Telephone`, `phone=18` or `skip=Salon`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.problems import Problem, quoted
from campaigns.prospect_file.headings import Field, Meaning, Treatment
from campaigns.spelling import fold, nearest

SYNONYMS = {"company": "name", "societe": "name", "telephone": "phone", "tel": "phone"}
SYNONYMS |= {"mail": "email", "postcode": "postal_code", "zip": "postal_code", "cp": "postal_code"}

MEANINGS: Mapping[str, Meaning] = {each.value: each for each in (*Field, *Treatment)}
NUMBER_MARK = "#"


@dataclass(frozen=True, slots=True)
class MapProblem:
    """A `--map` that can't be followed, in both languages."""

    found: str
    expected: dict[str, str]
    fix: dict[str, str]

    def problem(self, language: str) -> Problem:
        """The same for a person, in French ("fr") or English ("en")."""
        return Problem(
            "--map", quoted(self.found, language), self.expected[language], self.fix[language]
        )


def read_map(
    text: str, headings: Sequence[str] | None, width: int
) -> tuple[Meaning, int] | MapProblem:
    """Read `phone=Telephone`, or `phone=18` (counted from 1) when `headings` is None.

    `phone=#18` is the eighteenth column in any file. `keep` and `skip` stand for a column that has no
    meaning. Gives the meaning and the column's place counted from 0; `width` is the column count.
    """
    name, equals, column = (part.strip() for part in text.partition("="))
    folded = fold(name)
    meaning = MEANINGS.get(SYNONYMS.get(folded, folded))
    if not equals or meaning is None:
        return _unknown_field(text, name)
    number = column.removeprefix(NUMBER_MARK)
    if headings is None or (number != column and number.isdecimal()):
        place = _numbered(number, width)
    else:
        place = _headed(column, headings)
    if place is None:
        return _unknown_column(text, column, headings, width)
    return meaning, place


def _numbered(column: str, width: int) -> int | None:
    inside = column.isascii() and column.isdigit() and 1 <= int(column[:9]) <= width
    return int(column) - 1 if inside else None


def _headed(column: str, headings: Sequence[str]) -> int | None:
    wanted = fold(column)
    exact = [place for place, heading in enumerate(headings) if heading.strip() == column]
    alike = [place for place, heading in enumerate(headings) if wanted and fold(heading) == wanted]
    return next(iter(exact or alike), None)


def _unknown_field(text: str, name: str) -> MapProblem:
    near = nearest(name, list(MEANINGS))
    names = ", ".join(MEANINGS)
    return MapProblem(
        text,
        {
            "fr": f"champ=colonne, avec l'un des champs {names}",
            "en": f"field=column, with one of the fields {names}",
        },
        {
            "fr": f"Vouliez-vous dire {near} ?" if near else "Par exemple --map phone=Telephone.",
            "en": f"Did you mean {near}?" if near else "For example --map phone=Telephone.",
        },
    )


def _unknown_column(
    text: str, column: str, headings: Sequence[str] | None, width: int
) -> MapProblem:
    if headings is None:
        return MapProblem(
            text,
            {
                "fr": f"un numéro de colonne de 1 à {width}",
                "en": f"a column number from 1 to {width}",
            },
            {
                "fr": "Comptez les colonnes à partir de 1.",
                "en": "Count the columns from 1.",
            },
        )
    near = nearest(column, headings)
    listed = ", ".join(headings)[:300]
    return MapProblem(
        text,
        {
            "fr": f"l'un des titres du fichier : {listed}",
            "en": f"one of the file's headings: {listed}",
        },
        {
            "fr": f"Vouliez-vous dire {near} ?" if near else "Recopiez le titre tel qu'il est.",
            "en": f"Did you mean {near}?" if near else "Copy the heading as it stands.",
        },
    )
