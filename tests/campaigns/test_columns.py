"""Headings in two languages, and what a person says over them."""

import pytest

from campaigns.prospect_file.column_maps import MapProblem, read_map
from campaigns.prospect_file.columns import assign, missing, propose
from campaigns.prospect_file.headings import HEADINGS, LABELS, Field, Treatment


def meanings(headings: list[str], *samples: list[str]) -> dict[str, list[str]]:
    columns = propose(headings, samples)
    return {
        field.value: [columns.heading(place) for place in places]
        for field, places in columns.places.items()
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Raison sociale", "name"),
        ("SOCIÉTÉ", "name"),
        ("Nom_etablissement", "name"),
        ("Hospital Name", "name"),
        ("Téléphone", "phone"),
        ("Tél.", "phone"),
        ("tel. 2", "phone"),
        ("N° de téléphone", "phone"),
        ("Portable", "phone"),
        ("Phone Number", "phone"),
        ("E-mail", "email"),
        ("Courriel", "email"),
        ("SIREN_SIRET", "siret"),
        ("N° SIRET", "siret"),
        ("Code NAF", "naf"),
        ("APE", "naf"),
        ("Code postal", "postal_code"),
        ("Code_postal", "postal_code"),
        ("CP", "postal_code"),
        ("ZIP Code", "postal_code"),
        ("Adresse_1", "address"),
        ("Nom_commune", "city"),
        ("Ville", "city"),
        ("Pays", "country"),
        ("Langue", "language"),
        ("Commentaires", "note"),
        ("Provider ID", "external_id"),
        ("Effectif", "headcount"),
        ("Fonction", "role"),
        ("Prénom", "first_name"),
    ],
)
def test_a_heading_is_recognised_in_french_and_english(heading: str, field: str) -> None:
    assert meanings([heading]) == {field: [heading]}


@pytest.mark.parametrize(
    "heading",
    ["Fax", "Télécopie", "Code_commune", "County Name", "nom_circonscription", "Web", "__proto__"],
)
def test_what_is_none_of_our_fields_is_kept_as_it_is(heading: str) -> None:
    columns = propose(["Société", "Tél", heading], [])
    assert columns.kept == ((2, heading),)


def test_several_phones_are_tried_in_the_order_of_their_columns() -> None:
    assert meanings(["Portable", "Société", "Tél. 2", "Tél. 1"])["phone"] == [
        "Portable",
        "Tél. 2",
        "Tél. 1",
    ]


def test_nom_alone_is_the_prospect() -> None:
    assert meanings(["Nom", "Tél"]) == {"name": ["Nom"], "phone": ["Tél"]}


def test_nom_beside_a_company_is_the_contact() -> None:
    assert meanings(["Société", "Nom", "Tél"])["contact"] == ["Nom"]


def test_nom_beside_prenom_is_a_family_name() -> None:
    assert meanings(["Société", "Nom", "Prénom", "Tél"]) == {
        "name": ["Société"],
        "last_name": ["Nom"],
        "first_name": ["Prénom"],
        "phone": ["Tél"],
    }


def test_a_consumer_file_needs_no_company() -> None:
    columns = propose(["Nom", "Prénom", "Mobile"], [])
    assert missing(columns) == ()
    assert Field.NAME not in columns.places


def test_a_position_of_coordinates_is_no_role() -> None:
    assert "role" not in meanings(["position"], ["48.85, 2.35"], ["48.86, 2.36"])
    assert meanings(["position"], ["Directrice"]) == {"role": ["position"]}


def test_a_phone_column_of_bad_values_is_rated_and_still_a_phone_column() -> None:
    columns = propose(["Société", "Tél"], [["A", "à venir"], ["B", "01 99 00 00 01"]])
    assert columns.places[Field.PHONE] == (1,)
    assert columns.confidence[1] == 50


def test_repeated_headings_without_meaning_are_numbered() -> None:
    columns = propose(["Société", "Tél", "Zone", "Zone", ""], [])
    assert columns.kept == ((2, "Zone"), (3, "Zone (2)"), (4, "5"))


def test_missing_names_what_no_row_can_do_without() -> None:
    assert missing(propose(["Ville"], [])) == (Field.PHONE, Field.NAME)


def test_a_person_s_word_goes_before_the_proposal() -> None:
    proposed = propose(["Nom", "Tél", "Standard"], [])
    columns = assign(proposed, [(Field.PHONE, 2)])
    assert columns.places[Field.PHONE] == (2,)
    assert columns.kept == ((1, "Tél"),)
    assert columns.confidence[2] == 100


def test_a_map_names_a_heading_whatever_its_spelling() -> None:
    assert read_map("phone=telephone", ["Nom", "Téléphone"], 2) == (Field.PHONE, 1)


def test_a_map_counts_columns_from_one_without_headings() -> None:
    assert read_map("phone=18", None, 27) == (Field.PHONE, 17)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("phone=#2", (Field.PHONE, 1)),
        ("skip=Salon", (Treatment.SKIP, 2)),
        ("keep=#1", (Treatment.KEEP, 0)),
        ("note=# client", (Field.NOTE, 3)),
    ],
)
def test_a_column_is_named_by_its_number_too_and_may_be_skipped_or_kept(
    text: str, read: tuple[object, int]
) -> None:
    assert read_map(text, ["Tél", "Tél", "Salon", "# client"], 4) == read


def test_a_skipped_column_is_kept_nowhere_and_a_kept_one_loses_its_meaning() -> None:
    proposed = propose(["Nom", "Tél", "Ville", "Salon"], [])
    columns = assign(proposed, [(Treatment.KEEP, 2), (Treatment.SKIP, 3)])
    assert set(columns.places) == {Field.NAME, Field.PHONE}
    assert columns.kept == ((2, "Ville"),)


def test_company_is_another_word_for_name() -> None:
    assert read_map("company=Nom", ["Nom"], 1) == (Field.NAME, 0)


@pytest.mark.parametrize(
    ("text", "headings", "fix"),
    [
        ("phon=Tel", ["Tel"], "Did you mean phone?"),
        ("phone=Telefone", ["Nom", "Telephone"], "Did you mean Telephone?"),
        ("phone=28", None, "Count the columns from 1."),
        ("phone=0", None, "Count the columns from 1."),
        ("phone=²", None, "Count the columns from 1."),
        ("phone", ["Tel"], "Did you mean phone?"),
        ("=Tel", ["Tel"], "For example --map phone=Telephone."),
    ],
)
def test_a_map_that_cannot_be_followed_says_what_to_do(
    text: str, headings: list[str] | None, fix: str
) -> None:
    read = read_map(text, headings, 27)
    assert isinstance(read, MapProblem)
    assert read.problem("en").fix == fix
    assert read.problem("en").place == "--map"


def test_every_field_has_headings_and_a_label_in_both_languages() -> None:
    assert set(HEADINGS) == set(Field) == set(LABELS)
    assert all(set(words) == {"fr", "en"} for words in LABELS.values())
