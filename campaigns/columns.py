"""Which column of a prospect file means what, by its heading, with its values as a check."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as computed
from enum import StrEnum

from campaigns.problems import Problem
from campaigns.spelling import fold, nearest


class Field(StrEnum):
    """What a column may mean; the values are the names that `--map` takes."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CONTACT = "contact"
    ROLE = "role"
    PHONE = "phone"
    EMAIL = "email"
    SIRET = "siret"
    SIREN = "siren"
    NAF = "naf"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    COUNTRY = "country"
    LANGUAGE = "language"
    NOTE = "note"
    EXTERNAL_ID = "external_id"
    HEADCOUNT = "headcount"


LABELS: dict[Field, dict[str, str]] = {
    Field.NAME: {"fr": "Société ou nom", "en": "Company or name"},
    Field.FIRST_NAME: {"fr": "Prénom du contact", "en": "Contact's first name"},
    Field.LAST_NAME: {"fr": "Nom du contact", "en": "Contact's last name"},
    Field.CONTACT: {"fr": "Contact", "en": "Contact"},
    Field.ROLE: {"fr": "Fonction", "en": "Role"},
    Field.PHONE: {"fr": "Téléphone", "en": "Phone"},
    Field.EMAIL: {"fr": "Courriel", "en": "E-mail"},
    Field.SIRET: {"fr": "SIRET", "en": "SIRET"},
    Field.SIREN: {"fr": "SIREN", "en": "SIREN"},
    Field.NAF: {"fr": "Code NAF", "en": "NAF code"},
    Field.ADDRESS: {"fr": "Adresse", "en": "Address"},
    Field.POSTAL_CODE: {"fr": "Code postal", "en": "Postal code"},
    Field.CITY: {"fr": "Ville", "en": "City"},
    Field.COUNTRY: {"fr": "Pays", "en": "Country"},
    Field.LANGUAGE: {"fr": "Langue", "en": "Language"},
    Field.NOTE: {"fr": "Note", "en": "Note"},
    Field.EXTERNAL_ID: {"fr": "Référence du fichier", "en": "Reference in the file"},
    Field.HEADCOUNT: {"fr": "Effectif", "en": "Headcount"},
}

REPEATED = frozenset({Field.PHONE, Field.ADDRESS})
"""Fields that several columns may fill, in the order of the columns."""

NEEDED = (Field.PHONE, Field.NAME)

# The first spelling that a file has wins; the ones after it are then kept as they are.
HEADINGS: dict[Field, str] = {
    Field.NAME: """raison_sociale|denomination|denomination_sociale|societe|nom_societe
        |nom_de_la_societe|entreprise|nom_entreprise|nom_de_l_entreprise|nom_de_l_etablissement
        |nom_etablissement|etablissement|nom_commercial|enseigne|organisation|organisme|structure
        |association|company|company_name|account_name|account|organization|organisation_name
        |organization_name|business_name|business|employer|firm|hospital_name|practice_name
        |school_name|facility_name|store_name|client|nom_du_client|nom_client|customer
        |customer_name|prospect|nom_complet|full_name|nom|name""",
    Field.FIRST_NAME: """prenom|prenom_contact|prenom_du_contact|contact_prenom|first_name
        |firstname|given_name|contact_first_name|forename""",
    Field.LAST_NAME: """nom_contact|nom_du_contact|contact_nom|nom_de_famille|last_name|lastname
        |surname|family_name|contact_last_name""",
    Field.CONTACT: """contact|interlocuteur|nom_prenom|nom_et_prenom|prenom_nom|nom_de_l_interlocuteur
        |nom_complet_du_contact|contact_name|contact_person|contact_principal|dirigeant
        |nom_du_dirigeant|gerant|decideur|responsable""",
    Field.ROLE: """fonction|poste|role|titre|intitule_de_poste|fonction_contact|fonction_du_contact
        |job_title|title|position|job|job_role|function""",
    Field.PHONE: """telephone|tel|phone|telephone_fixe|tel_fixe|fixe|ligne_directe|standard
        |tel_standard|telephone_standard|numero_de_telephone|numero_telephone|no_de_telephone
        |n_de_telephone|n_telephone|no_telephone|num_tel|numero_tel|no_tel|n_tel|numero|portable
        |tel_portable|telephone_portable|port|mobile|tel_mobile|telephone_mobile|gsm|cellulaire
        |tel_pro|telephone_pro|telephone_professionnel|telephone_principal|autre_telephone
        |tel_direct|phone_number|telephone_number|phone_no|tel_no|contact_number|main_phone
        |work_phone|business_phone|office_phone|direct_phone|direct_line|landline|other_phone
        |mobile_phone|mobile_number|cell|cell_phone|cellphone|home_phone|switchboard""",
    Field.EMAIL: """email|e_mail|mail|courriel|adresse_mail|adresse_email|adresse_e_mail
        |adresse_electronique|adresse_courriel|email_address|e_mail_address|mail_contact
        |email_contact|contact_email|work_email""",
    Field.SIRET: """siret|numero_siret|no_siret|n_siret|code_siret|siren_siret|siret_siren
        |siret_etablissement|siret_number|numero_de_siret|siretisation""",
    Field.SIREN: "siren|numero_siren|no_siren|n_siren|code_siren|siren_number",
    Field.NAF: """naf|ape|code_naf|code_ape|naf_ape|code_naf_ape|ape_naf|code_ape_naf|naf_code
        |ape_code|activite_principale""",
    Field.ADDRESS: """adresse|adresse_postale|adresse_complete|rue|voie|complement_d_adresse
        |complement_adresse|address|street|street_address|address_line|postal_address
        |mailing_address""",
    Field.POSTAL_CODE: """code_postal|cp|codepostal|postal_code|postcode|post_code|zip|zip_code
        |zipcode|code_postal_etablissement""",
    Field.CITY: """ville|commune|nom_commune|nom_de_la_commune|localite|libelle_commune|city|town
        |locality|post_town""",
    Field.COUNTRY: "pays|code_pays|country|country_code|nom_pays",
    Field.LANGUAGE: "langue|langue_parlee|language|preferred_language|lang|locale",
    Field.NOTE: """note|notes|commentaire|commentaires|remarque|remarques|observation|observations
        |comment|comments|remark|remarks""",
    Field.EXTERNAL_ID: """identifiant|identifiant_externe|identifiant_de_l_etablissement|reference
        |ref|reference_client|code_client|numero_client|n_client|external_id|external_reference
        |customer_id|client_id|account_id|provider_id|record_id|lead_id|uai|id""",
    Field.HEADCOUNT: """effectif|effectifs|nombre_de_salaries|nb_salaries|nombre_d_employes
        |nb_employes|headcount|employees|number_of_employees|employee_count|company_size""",
}

# `Nom` beside `Société` is the person's; alone it is the prospect's.
PERSON_OR_PROSPECT = frozenset({"nom", "name"})
SYNONYMS = {"company": "name", "societe": "name", "telephone": "phone", "tel": "phone"}
SYNONYMS |= {"mail": "email", "postcode": "postal_code", "zip": "postal_code", "cp": "postal_code"}

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
    taken = {place for places in columns.places.values() for place in places}
    kept: dict[str, int] = {}
    for place in range(len(columns.headings)):
        if place not in taken:
            kept[_unused(columns.heading(place), kept)] = place
    return tuple((place, heading) for heading, place in kept.items())


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


def assign(proposed: Columns, maps: Sequence[tuple[Field, int]]) -> Columns:
    """Put what a person has said over what was proposed; a field they named is theirs entirely."""
    said: dict[Field, tuple[int, ...]] = {}
    for meaning, place in maps:
        said[meaning] = (*said.get(meaning, ()), place)
    taken = {place for places in said.values() for place in places}
    rest = {
        field: tuple(place for place in places if place not in taken)
        for field, places in proposed.places.items()
        if field not in said
    }
    places = {**{f: p for f, p in rest.items() if p}, **said}
    confidence = {**proposed.confidence, **dict.fromkeys(taken, 100)}
    return Columns(proposed.headings, places, confidence)


@dataclass(frozen=True, slots=True)
class MapProblem:
    """A `--map` that can't be followed, in both languages."""

    found: str
    expected: dict[str, str]
    fix: dict[str, str]

    def problem(self, language: str) -> Problem:
        """The same for a person, in French ("fr") or English ("en")."""
        return Problem("--map", f"«{self.found}»", self.expected[language], self.fix[language])


def read_map(
    text: str, headings: Sequence[str] | None, width: int
) -> tuple[Field, int] | MapProblem:
    """Read `phone=Telephone`, or `phone=18` (counted from 1) when `headings` is None.

    Gives the field and the column's place counted from 0; `width` is the file's column count.
    """
    name, equals, column = (part.strip() for part in text.partition("="))
    folded = fold(name)
    meaning = SYNONYMS.get(folded, folded)
    if not equals or meaning not in set(Field):
        return _unknown_field(text, name)
    place = _numbered(column, width) if headings is None else _headed(column, headings)
    if place is None:
        return _unknown_column(text, column, headings, width)
    return Field(meaning), place


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
}


def _numbered(column: str, width: int) -> int | None:
    inside = column.isascii() and column.isdigit() and 1 <= int(column[:9]) <= width
    return int(column) - 1 if inside else None


def _headed(column: str, headings: Sequence[str]) -> int | None:
    wanted = fold(column)
    exact = [place for place, heading in enumerate(headings) if heading.strip() == column]
    alike = [place for place, heading in enumerate(headings) if wanted and fold(heading) == wanted]
    return next(iter(exact or alike), None)


def _unknown_field(text: str, name: str) -> MapProblem:
    near = nearest(name, [field.value for field in Field])
    names = ", ".join(Field)
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
