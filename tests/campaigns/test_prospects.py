"""What one row becomes: a prospect, or a rejection that says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.numbers.phones import PhoneKind
from campaigns.prospect_file.columns import propose
from campaigns.prospect_file.row_problems import RowCode
from campaigns.prospects import (
    Audience,
    Basis,
    Contact,
    Prospect,
    ReadProspect,
    Rejection,
    Statement,
    read_row,
)

STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire", "fr")
HEADINGS = [
    "Société", "Nom", "Prénom", "Fonction", "Tél", "Portable", "E-mail", "SIRET", "NAF", "Adresse",
    "Code postal", "Ville", "Pays", "Langue", "Note", "Référence", "Effectif", "Secteur",
]  # fmt: skip
COLUMNS = propose(HEADINGS, [])


def read(stated: Statement = STATED, /, **cells: str) -> ReadProspect | Rejection:
    named = {"Société": "Ateliers Lumière", "Tél": "01 99 00 00 01", **cells}
    return read_row([named.get(heading, "") for heading in HEADINGS], COLUMNS, stated)


def prospect(stated: Statement = STATED, /, **cells: str) -> Prospect:
    found = read(stated, **cells)
    assert isinstance(found, ReadProspect)
    return found.prospect


def repairs(**cells: str) -> list[str]:
    found = read(**cells)
    assert isinstance(found, ReadProspect)
    return [repair.code for repair in found.repairs]


def rejections(**cells: str) -> list[str]:
    found = read(**cells)
    assert isinstance(found, Rejection)
    return [problem.code for problem in found.problems]


def test_a_whole_row_becomes_a_prospect() -> None:
    found = prospect(
        **{
            "Nom": "Durand",
            "Prénom": "Alice",
            "Fonction": "Directrice",
            "Portable": "02 61 91 00 02",
            "E-mail": "alice@exemple.fr",
            "SIRET": "356 000 000 00048",
            "NAF": "5310z",
            "Adresse": "9 rue du Colonel",
            "Code postal": "75015",
            "Ville": "Paris",
            "Note": "rappeler en septembre",
            "Référence": "C-12",
            "Effectif": "1 200",
            "Secteur": "Courrier",
        }
    )
    assert found.name == "Ateliers Lumière"
    assert [phone.e164 for phone in found.phones] == ["+33199000001", "+33261910002"]
    assert found.phones[0].kind is PhoneKind.FIXED
    assert found.contacts == (Contact("Alice Durand", "Directrice", "alice@exemple.fr"),)
    assert (found.siret, found.siren, found.naf) == ("35600000000048", "356000000", "53.10Z")
    assert (found.postal_code, found.city, found.headcount) == ("75015", "Paris", 1200)
    assert (found.external_id, found.note) == ("C-12", "rappeler en septembre")
    assert found.extra == {"Secteur": "Courrier"}
    assert (found.basis, found.source) == (Basis.LEGITIMATE_INTEREST, "annuaire")
    assert found.quality == 100


def test_a_valid_siret_is_evidence_of_a_business() -> None:
    stated = Statement("FR", Audience.B2C, Basis.CONSENT, "s", "fr")
    assert prospect(stated, SIRET="21940034800195").audience is Audience.B2B


def test_without_a_siret_the_file_says_who_is_called() -> None:
    stated = Statement("FR", Audience.B2B, Basis.CONSENT, "s", "fr")
    assert prospect(stated).audience is Audience.B2B


def test_an_unknown_audience_is_a_consumer() -> None:
    assert prospect().audience is Audience.B2C


def test_a_wrong_siret_is_left_out_and_told() -> None:
    assert prospect(SIRET="21940034800196").siret is None
    assert repairs(SIRET="21940034800196") == ["siret_invalid"]
    assert prospect(SIRET="21940034800196").audience is Audience.B2C


def test_a_siren_in_the_siret_column_is_a_siren() -> None:
    found = prospect(SIRET="356000000")
    assert (found.siret, found.siren) == (None, "356000000")


def test_a_siret_means_nothing_abroad() -> None:
    stated = Statement("GB", None, Basis.CONSENT, "s", "en")
    found = read(stated, SIRET="12345678901234", Tél="020 7946 0001")
    assert isinstance(found, ReadProspect)
    assert found.repairs == ()


def test_the_same_number_twice_is_one_phone() -> None:
    assert len(prospect(Portable="+33 1 99 00 00 01").phones) == 1


def test_a_cell_may_hold_two_numbers() -> None:
    found = prospect(Tél="01 99 00 00 01 / 02 61 91 00 02")
    assert [phone.e164 for phone in found.phones] == ["+33199000001", "+33261910002"]


def test_a_lost_leading_zero_is_put_back_and_told() -> None:
    found = read(Tél="199000001")
    assert isinstance(found, ReadProspect)
    said = found.repairs[0].problem(12, "fr")
    assert said.place == "ligne 12, colonne Tél"
    assert said.found == "«\u00a0199000001\u00a0»"
    assert said.expected == "+33199000001"
    assert said.fix == "Le zéro initial manquait, il a été remis."


def test_an_overseas_number_gets_its_own_code_and_is_told() -> None:
    found = read(Tél="0596 70 12 34")
    assert isinstance(found, ReadProspect)
    assert found.prospect.phones[0].e164 == "+596596701234"
    assert found.repairs[0].code == "phone_overseas"


def test_a_bad_number_beside_a_good_one_is_left_out_and_told() -> None:
    assert repairs(Portable="06 12") == ["phone_short"]
    assert prospect(Portable="06 12").quality < prospect().quality


def test_a_row_without_any_number_is_rejected_with_its_place() -> None:
    found = read(Tél="")
    assert isinstance(found, Rejection)
    said = found.problems[0].problem(7, "en")
    assert said.sentence() == (
        "line 7, column Tél: found nothing, expected a phone number. Fill in the cell."
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("-", "phone_missing"),
        ("15", "phone_short"),
        ("à venir", "phone_not_a_number"),
        ("0899 70 00 00", "phone_premium"),
        ("01 99 00 00", "phone_too_short"),
        ("sip:alice@example.com", "phone_not_a_number"),
        ("+882 16 00 00 00 00", "phone_satellite"),
        ("3.36E+10", "phone_digits_lost"),
    ],
)
def test_a_number_that_may_not_be_dialled_is_rejected(number: str, code: str) -> None:
    assert rejections(Tél=number) == [code]


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    assert rejections(Société=" ", Tél="12", Pays="Atlantide") == [
        "country_unknown",
        "name_missing",
        "phone_short",
    ]


def test_a_person_stands_in_for_a_missing_company() -> None:
    found = prospect(Société="", Nom="Durand", Prénom="Alice")
    assert found.name == "Alice Durand"


@pytest.mark.parametrize("name", ["", "-", "???", "\u200b"])
def test_a_name_must_say_something(name: str) -> None:
    assert rejections(Société=name) == ["name_missing"]


def test_a_name_of_301_characters_is_no_name() -> None:
    assert rejections(Société="a" * 301) == ["name_too_long"]
    assert len(prospect(Société="a" * 300).name) == 300


def test_a_row_s_own_country_goes_before_the_file_s() -> None:
    found = prospect(Pays="Royaume-Uni", Tél="020 7946 0001")
    assert (found.country, found.phones[0].e164) == ("GB", "+442079460001")


def test_a_row_s_own_language_goes_before_the_file_s() -> None:
    assert prospect(Langue="English").language == "en"
    assert prospect(Langue="Klingon").language == "fr"
    assert repairs(Langue="Klingon") == ["language_unknown"]


def test_a_french_postal_code_gets_its_zero_back() -> None:
    assert prospect(**{"Code postal": "1000"}).postal_code == "01000"
    assert repairs(**{"Code postal": "1000"}) == ["postal_code_leading_zero"]


@pytest.mark.parametrize("email", ["alice@", "@exemple.fr", "a b@exemple.fr", "alice@exemple"])
def test_a_wrong_address_is_left_out_and_told(email: str) -> None:
    assert repairs(**{"E-mail": email}) == ["email_invalid"]
    assert prospect(**{"E-mail": email}).contacts == ()


def test_an_address_without_a_person_is_kept_under_the_prospect_s_name() -> None:
    found = prospect(**{"E-mail": "contact@exemple.fr"})
    assert found.contacts == (Contact("Ateliers Lumière", None, "contact@exemple.fr"),)


def test_a_band_of_headcount_is_kept_as_it_is() -> None:
    found = prospect(Effectif="10 à 19")
    assert (found.headcount, found.extra) == (None, {"Effectif": "10 à 19"})


def test_control_characters_are_taken_out_and_told() -> None:
    assert prospect(Ville="Par\x00is").city == "Paris"
    assert repairs(Ville="Par\x00is") == ["control_characters"]


def test_a_name_cannot_turn_the_writing_direction() -> None:
    assert prospect(Société="Dupont \u202egpj.exe").name == "Dupont gpj.exe"


def test_the_guard_of_an_exported_formula_is_taken_off() -> None:
    assert prospect(Tél="'+33199000001").phones[0].e164 == "+33199000001"
    assert prospect(Note="'=1+1").note == "=1+1"


def test_a_short_row_is_a_row() -> None:
    found = read_row(["Dupont", "", "", "", "01 99 00 00 01"], COLUMNS, STATED)
    assert isinstance(found, ReadProspect)


def test_every_reason_is_said_in_both_languages() -> None:
    found = read(Société="", Tél="", Pays="x")
    assert isinstance(found, Rejection)
    for problem in found.problems:
        assert problem.problem(1, "fr").sentence() != problem.problem(1, "en").sentence()


@given(st.lists(st.text(max_size=40), max_size=20))
def test_no_row_whatever_breaks_the_reading(cells: list[str]) -> None:
    found = read_row(cells, COLUMNS, STATED)
    if isinstance(found, ReadProspect):
        assert found.prospect.phones
        assert found.prospect.name.strip()
        assert "\x00" not in repr(found.prospect)
        assert 0 <= found.prospect.quality <= 100
    else:
        assert found.problems


def test_every_code_of_a_row_is_a_plain_word() -> None:
    assert all(code.value.replace("_", "").isalpha() for code in RowCode)
