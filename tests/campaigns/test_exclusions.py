"""What a line of a company's list of customers and competitors says, and whom it names."""

from dataclasses import replace

import pytest

from campaigns.prospect_base.exclusions import keys_of, needs_headings, read_firm
from campaigns.prospect_file.columns import propose
from campaigns.prospects import Audience, Basis, Contact, Prospect
from tests.campaigns.phones_read import read

HEADINGS = ("Raison sociale", "SIREN", "SIRET", "Site web", "E-mail", "Tél")
GARAGE = Prospect(
    name="Garage du Nord SARL",
    name_key="du garage nord",
    phones=(read("01 99 00 00 01").phone,),
    country="FR",
    language="fr",
    audience=Audience.B2B,
    basis=Basis.LEGITIMATE_INTEREST,
    source="annuaire",
)


def keys(*cells: str, headings: tuple[str, ...] = HEADINGS) -> set[str]:
    firm = read_firm(cells, propose(headings, [cells]), "FR")
    return set(firm.keys) if firm else set()


def test_every_mark_of_a_firm_counts() -> None:
    assert keys(
        "Garage du Nord",
        "219400348",
        "21940034800195",
        "https://www.Garage-Nord.fr/contact",
        "a@garage.example",
        "01 99 00 00 01",
    ) == {
        "name:du garage nord",
        "siren:219400348",
        "siret:21940034800195",
        "domain:garage-nord.fr",
        "domain:garage.example",
        "phone:+33199000001",
    }


@pytest.mark.parametrize("email", ["a@gmail.com", "a@Orange.FR", "not an address"])
def test_mail_of_everybody_names_nobody(email: str) -> None:
    assert keys("", "", "", "", email, "") == set()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("S.A.R.L. Garage du Nord", {"name:du garage nord"}),
        ("219 400 348", {"siren:219400348"}),
        ("21940034800195", {"siret:21940034800195"}),
        ("garage-nord.fr", {"domain:garage-nord.fr"}),
        ("01.99.00.00.01", {"phone:+33199000001"}),
        ("", set()),
        ("12", set()),
    ],
)
def test_a_list_without_headings_is_read_as_it_looks(cell: str, found: set[str]) -> None:
    assert keys(cell, headings=("",)) == found


def test_a_first_line_that_names_a_column_is_no_firm() -> None:
    assert needs_headings(propose(("Domaine",), [("exemple.fr",)]))
    assert needs_headings(propose(("SIREN",), [("219400348",)]))
    assert not needs_headings(propose(("Garage du Nord",), [("Menuiserie",)]))


def test_a_siren_names_every_establishment_of_the_firm() -> None:
    there = replace(GARAGE, siret="21940034800195")
    assert "siren:219400348" in keys_of(there)
    assert "siret:21940034800195" in keys_of(there)


def test_a_prospect_is_known_by_name_number_and_the_domain_of_its_people() -> None:
    people = (Contact("Alice", None, "alice@garage-nord.fr"), Contact("Bob", None, "b@gmail.com"))
    assert keys_of(replace(GARAGE, contacts=people)) == {
        "name:du garage nord",
        "phone:+33199000001",
        "domain:garage-nord.fr",
    }
