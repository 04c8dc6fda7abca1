"""The sentences that say what is wrong with a plan, in French and English, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.problems import Problem

LANGUAGES = ("fr", "en")

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What was found, expected and should be done; `{names}` in them are filled by `say`."""

    found: Words
    expected: Words
    fix: Words


def wording(found: tuple[str, str], expected: tuple[str, str], fix: tuple[str, str]) -> Wording:
    """A wording from (French, English) pairs."""
    pairs = ({"fr": fr, "en": en} for fr, en in (found, expected, fix))
    return Wording(*pairs)


def say(words: Wording, language: str, place: str, /, **values: object) -> Problem:
    """The problem at that place, in that language."""
    parts = (words.found, words.expected, words.fix)
    return Problem(place, *(part[language].format_map(values) for part in parts))


SOURCE: dict[str, Wording] = {
    "size": wording(
        ("un texte de {size}", "a text of {size}"),
        ("1 Mo au plus", "at most 1 MB"),
        (
            "Un plan tient en quelques pages : vérifiez le fichier.",
            "A plan fits a few pages: check the file.",
        ),
    ),
    "empty": wording(
        ("un plan vide", "an empty plan"),
        ("les cinq parties d'un plan", "the five parts of a plan"),
        ("Partez d'un des exemples.", "Start from one of the examples."),
    ),
    "root": wording(
        ("autre chose qu'une suite de « clé: valeur »", "something other than `key: value` lines"),
        ("des lignes « clé: valeur »", "`key: value` lines"),
        ("Partez d'un des exemples.", "Start from one of the examples."),
    ),
    "second": wording(
        ("un second document", "a second document"),
        ("un seul plan par fichier", "one plan to a file"),
        ("Retirez ce qui suit la ligne « --- ».", "Remove what follows the `---` line."),
    ),
    "foreign": wording(
        ("« {found} »", "`{found}`"),
        ("ni ancre, ni alias, ni étiquette YAML", "no YAML anchor, alias or tag"),
        (
            "Écrivez la valeur en toutes lettres ; si c'est un texte, mettez-le entre guillemets.",
            "Write the value out; if it is text, put it between quotes.",
        ),
    ),
    "values": wording(
        ("plus de 20 000 valeurs", "more than 20,000 values"),
        ("un plan de taille raisonnable", "a plan of reasonable size"),
        ("Retirez les listes inutiles.", "Remove needless lists."),
    ),
    "depth": wording(
        ("plus de 50 niveaux", "more than 50 levels"),
        ("50 niveaux au plus", "at most 50 levels"),
        ("Vérifiez les crochets et l'indentation.", "Check the brackets and the indentation."),
    ),
    "key": wording(
        ("une clé qui n'est pas un mot", "a key that is not a word"),
        ("« clé: valeur »", "`key: value`"),
        ("Vérifiez l'indentation de cette ligne.", "Check the indentation of this line."),
    ),
    "tab": wording(
        ("une tabulation avant « {found} »", "a tab before `{found}`"),
        ("une indentation par des espaces", "indentation by spaces"),
        ("Remplacez la tabulation par des espaces.", "Replace the tab by spaces."),
    ),
    "syntax": wording(
        ("« {found} »", "`{found}`"),
        ("une ligne « clé: valeur » ou « - élément »", "a `key: value` or `- item` line"),
        (
            "Vérifiez l'indentation, les guillemets et les deux-points de cette ligne et de la précédente.",
            "Check the indentation, quotes and colons of this line and the one before.",
        ),
    ),
    "character": wording(
        ("le caractère {found}", "the character {found}"),
        ("du texte en UTF-8", "text in UTF-8"),
        ("Effacez ce caractère invisible.", "Delete this invisible character."),
    ),
}

STRUCTURE: dict[str, Wording] = {
    "unknown_key": wording(
        ("la clé inconnue « {key} »", "the unknown key `{key}`"),
        ("une de : {known}", "one of: {known}"),
        ("Retirez-la ou corrigez son nom.", "Remove it or correct its name."),
    ),
    "mistyped_key": wording(
        ("la clé inconnue « {key} »", "the unknown key `{key}`"),
        ("« {nearest} »", "`{nearest}`"),
        ("Vouliez-vous dire « {nearest} » ?", "Did you mean `{nearest}`?"),
    ),
    "duplicate_key": wording(
        ("« {key} » pour la seconde fois", "`{key}` for the second time"),
        ("chaque clé une seule fois", "each key once"),
        ("Gardez celle-ci ou celle de la ligne {first}.", "Keep this one or that of line {first}."),
    ),
    "missing": wording(
        ("rien", "nothing"),
        ("{expected}", "{expected}"),
        ("Ajoutez « {key} ».", "Add `{key}`."),
    ),
    "not_scalar": wording(
        ("une liste ou des sous-clés", "a list or nested keys"),
        ("{expected}", "{expected}"),
        ("Écrivez une seule valeur sur la ligne.", "Write a single value on the line."),
    ),
    "not_section": wording(
        ("{found}", "{found}"),
        ("des sous-clés « clé: valeur »", "nested `key: value` lines"),
        ("Indentez les sous-clés sous cette ligne.", "Indent the nested keys under this line."),
    ),
    "not_list": wording(
        ("{found}", "{found}"),
        ("une liste, un « - » par élément", "a list, one `-` to an item"),
        ("Écrivez un tiret devant chaque élément.", "Write a dash before each item."),
    ),
    "too_few": wording(
        ("{count} élément(s)", "{count} item(s)"),
        ("au moins {least}", "at least {least}"),
        ("Ajoutez ce qui manque.", "Add what is missing."),
    ),
    "too_many": wording(
        ("{count} éléments", "{count} items"),
        ("au plus {most}", "at most {most}"),
        ("Retirez ceux qui ne servent pas.", "Remove those that are not needed."),
    ),
    "bad_value": wording(
        ("« {found} »", "`{found}`"),
        ("{expected}", "{expected}"),
        ("Corrigez cette valeur.", "Correct this value."),
    ),
    "mistyped_value": wording(
        ("« {found} »", "`{found}`"),
        ("{expected}", "{expected}"),
        ("Vouliez-vous dire « {nearest} » ?", "Did you mean `{nearest}`?"),
    ),
    "repeated": wording(
        ("« {found} » une seconde fois", "`{found}` a second time"),
        ("des noms tous différents", "names that all differ"),
        ("Renommez l'un des deux.", "Rename one of the two."),
    ),
}
