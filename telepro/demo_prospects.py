"""Four hundred schools that do not exist, with numbers reserved for fiction, as a prospect file."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

PROSPECTS = 400

HEADINGS = (
    "Identifiant",
    "Nom_etablissement",
    "Type_etablissement",
    "libelle_nature",
    "Statut_public_prive",
    "Adresse",
    "Code_postal",
    "Nom_commune",
    "Telephone",
    "Contact",
    "Fonction",
    "Mail",
    "Nombre_d_eleves",
    "etat",
)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of France with its prefix reserved for fiction (ARCEP 2018-0881) and some towns."""

    prefix: str
    towns: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of school: its type, its nature in the register, and how its names begin."""

    type: str
    nature: str
    beginning: str
    office: str


REGIONS = (
    Region(
        "01 99 00", (("94130", "Nogent-les-Marnes"), ("77250", "Val-Thibaud"), ("91470", "Orsigny"))
    ),
    Region("02 61 91", (("35340", "Saint-Aubert-sur-Vilaine"), ("44390", "Les Landes-Fleuries"))),
    Region(
        "03 53 01",
        (("54150", "Briey-la-Neuve"), ("67270", "Hochweiler"), ("21320", "Pouilly-le-Val")),
    ),
    Region("04 65 71", (("69440", "Mornac-en-Lyonnais"), ("13580", "La Fare-les-Pins"))),
    Region("05 36 49", (("31450", "Montlaur-d'Oc"), ("33760", "Targon-les-Vignes"))),
)
KINDS = (
    Kind("Ecole", "ECOLE DE NIVEAU ELEMENTAIRE", "École élémentaire", "Directrice"),
    Kind("Ecole", "ECOLE DE NIVEAU ELEMENTAIRE", "École primaire", "Directeur"),
    Kind("Collège", "COLLEGE", "Collège", "Principale"),
    Kind("Ecole", "ECOLE MATERNELLE", "École maternelle", "Directrice"),
    Kind("Lycée", "LYCEE ENSEIGNT GENERAL ET TECHNOLOGIQUE", "Lycée", "Proviseur"),
)
NAMES = (
    "des Tilleuls", "du Vieux Lavoir", "Marie Curie", "de la Fontaine", "Jean Moulin", "des Prés Verts",
    "Louise Michel", "du Moulin", "Jacques Prévert", "des Quatre Vents", "Simone Veil", "de la Gare",
    "Victor Hugo", "des Peupliers", "Rosa Parks", "du Parc", "Jules Verne", "de la Croix Blanche",
    "Germaine Tillion", "des Coteaux", "Sophie Germain", "du Pont Neuf", "Aimé Césaire", "des Églantiers",
    "Ada Lovelace", "de l'Étang", "Paul Éluard", "des Remparts",
)  # fmt: skip
FIRST = (
    "Claire", "Hélène", "Nadia", "Sylvie", "Karim", "Thomas", "Inès", "Pascal", "Aurélie", "Yann",
    "Fatou", "Laurence", "Mathieu", "Élise", "David", "Soraya",
)  # fmt: skip
LAST = (
    "Vasseur", "Delorme", "Benali", "Garnier", "Morel", "Le Goff", "Faure", "Nguyen", "Roussel",
    "Keller", "Da Silva", "Marchand", "Perrin", "Diallo", "Lemoine", "Carpentier", "Blanchard",
)  # fmt: skip
STREETS = ("rue de l'École", "place de la Mairie", "avenue du Général Leclerc", "rue des Lilas")


def prospect_file(count: int = PROSPECTS) -> str:
    """The file as CSV with semicolons: so many schools, the same at every call."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows(count))
    return text.getvalue()


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        region = REGIONS[number % len(REGIONS)]
        place = number // len(REGIONS)
        postal_code, town = region.towns[place % len(region.towns)]
        kind = KINDS[(number * 7 + place) % len(KINDS)]
        head = f"{FIRST[number * 5 % len(FIRST)]} {LAST[number * 3 % len(LAST)]}"
        yield (
            f"F{number + 1:06d}",
            f"{kind.beginning} {NAMES[(number * 11 + place) % len(NAMES)]}",
            kind.type,
            kind.nature,
            "Privé" if number % 9 == 4 else "Public",
            f"{number % 60 + 1} {STREETS[number % len(STREETS)]}",
            postal_code,
            town,
            f"{region.prefix} {place // 100:02d} {place % 100:02d}",
            head,
            kind.office,
            f"direction.{number + 1}@ecole.example",
            str(60 + number * 37 % 640),
            "A FERMER" if number % 97 == 13 else "OUVERT",
        )
