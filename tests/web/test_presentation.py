from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from flask import Flask, request
from flask_babel import Babel

from campaigns.problems import Problem
from telepro.db.condition import COUNTED
from telepro.web import presentation as shown
from telepro.web.office_words import gauge_words

AT = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def page(language: str) -> Iterator[None]:
    app = Flask("shown")
    Babel(app, locale_selector=lambda: request.args["lang"])
    with app.test_request_context(f"/?lang={language}"):
        yield


@pytest.mark.parametrize("gauge", [name for name, *_ in COUNTED])
def test_every_gauge_of_the_health_page_is_named_in_the_readers_language(gauge: str) -> None:
    assert gauge_words(gauge, "") != ""


def test_an_instant_is_shown_in_the_zone_asked_for(language: str) -> None:
    expected = {"fr": "mar. 24 nov.\u00a014:05", "en": "Tue 24 Nov\u00a014:05"}
    assert shown.moment(AT) == expected[language]
    assert shown.clock_time(AT, "America/Guadeloupe") == "09:05"


def test_a_day_needs_no_zone(language: str) -> None:
    assert shown.day(date(2026, 11, 26)) == {"fr": "jeu. 26 nov.", "en": "Thu 26 Nov"}[language]


def test_money_is_exact_to_the_cent(language: str) -> None:
    expected = {"fr": "123\u00a0456,70\u00a0€", "en": "€123,456.70"}
    assert shown.money(12_345_670) == expected[language]


def test_french_numbers_are_grouped_as_in_france() -> None:
    assert shown.phone("+33261910011") == "02\u00a061\u00a091\u00a000\u00a011"


def test_numbers_and_ratios_follow_the_language(language: str) -> None:
    assert shown.number(18250) == {"fr": "18\u00a0250", "en": "18,250"}[language]
    assert shown.percent(Fraction(37, 200)) == {"fr": "18,5\u00a0%", "en": "18.5%"}[language]


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (192, "3:12"), (3729, "1:02:09")])
def test_durations_read_like_a_stopwatch(seconds: int, text: str) -> None:
    assert shown.duration(seconds) == text


def test_nothing_is_shown_as_nothing() -> None:
    empty = (shown.moment(None), shown.money(None), shown.phone(None), shown.percent(None))
    assert empty == ("", "", "", "")


def test_a_label_of_the_domain_is_said_in_the_page_s_language(language: str) -> None:
    assert shown.words({"fr": "Répondeur", "en": "Voicemail"}) in {"fr": "Répondeur", "en": "Voicemail"}[language]  # fmt: skip


def test_a_problem_is_one_sentence_beside_its_field(language: str) -> None:
    problem = Problem("price", "-3", "1", "Écrivez 55.")
    expected = {
        "fr": "Reçu\u00a0: -3. Attendu\u00a0: 1. Écrivez 55.",
        "en": "Found -3. Expected 1. Écrivez 55.",
    }
    assert shown.problem_sentence(problem) == expected[language]


def test_the_ribbon_says_in_words_what_it_draws() -> None:
    svg = str(shown.ribbon_svg(["missed", "result", "<b>"], '2 calls & "more"'))
    assert 'aria-label="2 calls &amp; &#34;more&#34;"' in svg
    assert svg.count("<rect") == 3
    assert "<b>" not in svg


def test_french_marks_stay_with_their_word() -> None:
    assert shown.typeset("Est-ce possible ? « oui »") == "Est-ce possible\u00a0? «\u00a0oui\u00a0»"
