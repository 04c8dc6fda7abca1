"""What prospects write back, and what it is taken for."""

import pytest

from campaigns.follow_up.replies import Answer, read


@pytest.mark.parametrize(
    "text", ["OUI", "oui", " Oui ! ", "Oui merci", "d'accord", "ok", "YES", "Oui, c'est bon"]
)
def test_a_plain_yes_confirms(text: str) -> None:
    assert read(text) is Answer.CONFIRMED


@pytest.mark.parametrize("text", ["NON", "non merci", "Annuler", "No", "Je annule"])
def test_a_plain_no_declines(text: str) -> None:
    assert read(text) is Answer.DECLINED


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop.", "ARRET", "Arrêt", "STOP SMS", "Stop, vous me dérangez !", "arrêter svp"],
)
def test_stop_is_an_objection_whatever_follows(text: str) -> None:
    assert read(text) is Answer.STOP


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "👍",
        "Oui mais plutôt à 15h",
        "oui 15h",
        "Non, jeudi",
        "oui ou non",
        "Qui êtes-vous ?",
        "1",
        "ne stop pas",
    ],
)
def test_anything_else_is_for_a_person_to_read(text: str) -> None:
    assert read(text) is Answer.UNCLEAR
