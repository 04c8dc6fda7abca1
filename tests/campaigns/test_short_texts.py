"""The text message of a meeting fits one message and says who, when, where and how to answer."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.follow_up.reminders import Occasion
from campaigns.follow_up.short_texts import (
    BASIC,
    COSTS_TWO,
    LONGEST,
    Told,
    in_gsm,
    length,
    short_text,
)

AT = datetime(2026, 11, 26, 13, tzinfo=UTC)


def told(company: str = "Ateliers Lumière", place: str = "12 rue des Tilleuls") -> Told:
    return Told(company, AT, "Europe/Paris", place)


def test_a_confirmation_in_french() -> None:
    assert short_text(Occasion.CONFIRMATION, told(), "fr") == (
        "Ateliers Lumière: RDV jeu 26/11 à 14:00, 12 rue des Tilleuls. Répondez OUI pour confirmer, "
        "NON pour annuler, STOP pour ne plus recevoir de messages"
    )


def test_a_reminder_in_english_for_any_other_language() -> None:
    assert short_text(Occasion.SOON, told(), "de") == (
        "Ateliers Lumière: reminder, meeting Thu 26/11 at 14:00, 12 rue des Tilleuls. "
        "Reply YES to confirm, NO to cancel, STOP for no more messages"
    )


def test_a_link_is_whole_or_absent_and_an_address_is_cut() -> None:
    link = "https://visio.example.org/ateliers-scientifiques"
    assert "visio" not in short_text(Occasion.CONFIRMATION, told(place=link), "fr")
    assert "https://v.example/a." in short_text(
        Occasion.SOON, told(place="https://v.example/a"), "fr"
    )
    address = "École maternelle des Tilleuls, 12 avenue du Général de Gaulle, 94260 Fresnes"
    assert ", École maternelle" in short_text(Occasion.CONFIRMATION, told(place=address), "fr")


@pytest.mark.parametrize(
    ("text", "expected"), [("l’été ê ç", "l'été e c"), ("日本", "??"), ("œuf…", "oeuf...")]
)
def test_letters_outside_the_alphabet_become_their_likeness(text: str, expected: str) -> None:
    assert in_gsm(text) == expected


@given(
    st.text(max_size=300),
    st.text(max_size=300),
    st.sampled_from(Occasion),
    st.sampled_from(["fr", "en"]),
)
def test_whatever_the_names_it_is_one_message(
    company: str, place: str, occasion: Occasion, language: str
) -> None:
    text = short_text(occasion, told(company, place), language)
    assert length(text) <= LONGEST
    assert set(text) <= BASIC | COSTS_TWO
    assert "STOP" in text
