import pytest

from campaigns.call.motives import Motive
from campaigns.dispositions import Disposition
from campaigns.prospects import Audience
from campaigns.script import (
    AnswerKind,
    Ask,
    Branch,
    End,
    LegalNotice,
    Objection,
    ObjectionRef,
    PieceKind,
    Question,
    Route,
    Say,
    Script,
    Section,
    check_answer,
    fill,
    opening_notices,
    render,
    render_objections,
    unknown_fields,
    with_notices,
)

OPENING = Section("opening", "Accroche", (Say("Bonjour {prénom} {nom}.", "Contact"),))
OFFER = Section(
    "offer",
    "Offre",
    (
        Ask("decides"),
        Branch("decides", (Route("yes", "offer"),)),
        ObjectionRef("time"),
        End(Disposition.MEETING),
    ),
    presents_offer=True,
)
SCRIPT = Script(
    "fr",
    (OPENING, OFFER),
    (Question("decides", "Décidez-vous chez {société} ?", AnswerKind.YES_NO),),
    (Objection("time", "Pas le temps", "Mal tombé", "Quand ?", "Soit.", "{offre}", "Jeudi ?"),),
)
CLAIRE = {"first_name": "Claire", "last_name": "Vasseur", "company": "Menuiserie Vasseur"}


def test_a_card_says_which_motives_and_people_it_speaks_to() -> None:
    card = Objection(
        "price", "Trop cher", "", "", "", "", "", "", (Motive.MONEY, Motive.SECURITY), ("Gérante",)
    )
    (rendered,) = render_objections(Script("fr", (), (), (card,)), {})
    assert rendered.speaks_to == "Argent, Sécurité, Gérante"


def test_fields_become_the_prospect_s_values() -> None:
    section = render(SCRIPT, CLAIRE)[0]
    assert section.pieces[0].text == "Bonjour Claire Vasseur."
    assert section.pieces[0].title == "Contact"


def test_a_missing_name_leaves_no_gap() -> None:
    assert fill("Bonjour {prénom} {nom}, ici {moi}.", {"caller": "Nadia"}, "fr") == (
        "Bonjour, ici Nadia."
    )


def test_a_missing_company_falls_back_to_neutral_words() -> None:
    assert fill("Suis-je chez {société} ?", {"company": "  "}, "fr") == (
        "Suis-je chez votre établissement ?"
    )
    assert fill("Is this {company}?", {}, "en") == "Is this your organisation?"


def test_the_contact_is_title_and_name_when_known() -> None:
    assert (
        fill("{interlocuteur}", {"title": "Madame", "last_name": "Vasseur"}, "fr")
        == "Madame Vasseur"
    )
    assert fill("{contact}", CLAIRE, "en") == "Claire Vasseur"
    assert fill("{interlocuteur}", {}, "fr") == "Madame, Monsieur"


@pytest.mark.parametrize("name", ["prénom", "prenom", "Prénom", "first name", "first_name"])
def test_a_field_goes_by_its_names_in_both_languages(name: str) -> None:
    assert fill(f"{{{name}}}", CLAIRE, "fr") == "Claire"


def test_a_value_that_looks_like_a_field_is_said_as_it_stands() -> None:
    assert fill("{prénom} {nom}", {"first_name": "{nom}", "last_name": "X"}, "fr") == "{nom} X"


def test_templates_of_other_engines_are_only_text() -> None:
    hostile = "{{ 7*7 }} {% for %} %(name)s ${x} {0.__class__}"
    assert fill(hostile, CLAIRE, "en") == hostile


def test_unknown_fields_are_named_once_each() -> None:
    assert unknown_fields("{prénom} {prenum} {nom} {prenum} {x.y}") == ("prenum", "x.y")


def test_an_unknown_field_stays_visible() -> None:
    assert fill("Bonjour {prenum}", CLAIRE, "fr") == "Bonjour {prenum}"


def test_the_section_that_presents_the_offer_is_marked() -> None:
    assert [section.presents_offer for section in render(SCRIPT, {})] == [False, True]


def test_every_kind_of_block_is_rendered() -> None:
    ask, branch, objection, end = render(SCRIPT, CLAIRE)[1].pieces
    assert ask.text == "Décidez-vous chez Menuiserie Vasseur ?"
    assert ask.question is not None
    assert ask.question.kind is AnswerKind.YES_NO
    assert (branch.kind, branch.routes) == (PieceKind.BRANCH, (Route("yes", "offer"),))
    assert (objection.text, objection.objection) == ("Pas le temps", "time")
    assert end.disposition is Disposition.MEETING


def test_objection_cards_are_filled_in_too() -> None:
    (card,) = render_objections(SCRIPT, {"offer": "les fenêtres"})
    assert (card.dig, card.answer) == ("Quand ?", "les fenêtres")


def test_reading_time_counts_what_is_said_aloud() -> None:
    said = Section("a", "A", (Say("mot " * 150), End(Disposition.MEETING)))
    assert render(Script("fr", (said,)), {})[0].reading_seconds == 60


def test_a_legal_notice_must_be_read() -> None:
    notice = Section("a", "A", (LegalNotice("FR-24", "Source : {source}"), Say("x")))
    legal, said = render(Script("fr", (notice,)), {"source": "l'annuaire"})[0].pieces
    assert legal.must_be_read
    assert (legal.rule, legal.text) == ("FR-24", "Source : l'annuaire")
    assert not said.must_be_read


def test_a_consumer_in_france_hears_who_calls_for_whom_and_why_first() -> None:
    completed = with_notices(SCRIPT, "FR", Audience.B2C)
    first, second, third = completed.sections[0].blocks
    assert isinstance(first, LegalNotice)
    assert first.rule == "FR-09"
    assert isinstance(second, LegalNotice)
    assert second.rule == "FR-24"
    assert isinstance(third, Say)


def test_a_business_hears_where_its_details_come_from_after_the_greeting() -> None:
    blocks = with_notices(SCRIPT, "FR", Audience.B2B).sections[0].blocks
    assert [type(block) for block in blocks] == [Say, LegalNotice]


def test_overseas_follows_french_law() -> None:
    assert [notice.rule for notice in opening_notices("RE", Audience.B2C, "fr")] == [
        "FR-09",
        "FR-24",
    ]


def test_a_notice_that_the_script_already_holds_is_not_doubled() -> None:
    once = with_notices(SCRIPT, "FR", Audience.B2C)
    assert with_notices(once, "FR", Audience.B2C) == once


def test_a_country_without_rules_asks_for_no_notice() -> None:
    assert with_notices(SCRIPT, "MA", Audience.B2C) == SCRIPT


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (AnswerKind.TEXT, "trois fenêtres", "x" * 2001),
        (AnswerKind.NUMBER, "12,5", "douze"),
        (AnswerKind.DATE, "2026-11-30", "2026-02-30"),
        (AnswerKind.CHOICE, "Budget", "budgets"),
        (AnswerKind.YES_NO, "yes", "maybe"),
        (AnswerKind.EMAIL, "a@b.fr", "a@b"),
    ],
)
def test_answers_fit_the_type_of_their_question(kind: AnswerKind, good: str, bad: str) -> None:
    question = Question(
        "q", "Combien ?", kind, ("Budget", "Temps") if kind is AnswerKind.CHOICE else ()
    )
    assert check_answer(question, good, "fr") is None
    problem = check_answer(question, bad, "fr")
    assert problem is not None
    assert problem.place == "Combien ?"


def test_an_empty_answer_always_fits() -> None:
    assert check_answer(Question("q", "?", AnswerKind.DATE), "", "fr") is None
