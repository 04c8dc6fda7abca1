import pytest

from campaigns.spelling import fold, nearest


@pytest.mark.parametrize(
    "spelling", ["Code postal", "code_postal", "CODE-POSTAL", " Code  Postal "]
)
def test_spellings_of_one_column_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "code_postal"


def test_accents_make_no_difference() -> None:
    assert fold("Prénom") == fold("prenom")


def test_a_slip_of_the_pen_is_recognised() -> None:
    assert nearest("objetives", ["objectives", "targets", "kpis"]) == "objectives"


def test_a_word_of_its_own_resembles_nothing() -> None:
    assert nearest("weather", ["objectives", "kpis"]) is None
