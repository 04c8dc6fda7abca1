"""When two names are the same name."""

import pytest

from campaigns.same_prospect.names import alike, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S.A.R.L. Dupont & Fils", "dupont et fils sarl"),
        ("École Saint-Joseph", "ECOLE ST JOSEPH"),
        ("Garage de l'Étoile", "GARAGE DE L ETOILE"),
        ("The Rivers Hospital Ltd", "THE RIVERS HOSPITAL"),
        ("Jean Dupont", "DUPONT Jean"),
        ("JL Martin", "J.L. Martin"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_company_called_by_its_form_alone_keeps_it() -> None:
    assert name_key("SA") == "sa"


def test_a_slip_of_the_pen_is_the_same_name() -> None:
    assert alike(name_key("Boulangerie Morel"), name_key("Boulangerie Morrel"))


def test_numbered_siblings_are_not_the_same() -> None:
    assert not alike(name_key("École Jules Ferry 1"), name_key("École Jules Ferry 2"))
    assert not alike(name_key("École Parmentier A"), name_key("École Parmentier B"))


def test_the_line_runs_at_92_percent() -> None:
    # 23 of 25 characters in order on either side are 92 percent, 22 are 88.
    assert alike("abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwzz")
    assert not alike("abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvzzz")


def test_letters_of_any_script_make_a_key() -> None:
    assert name_key("株式会社 東京") == "東京 株式会社"
