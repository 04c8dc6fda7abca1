"""A campaign's script as the text that a manager edits: what is wrong at its line, what deserves a second look."""

from dataclasses import replace

import pytest

from campaigns.plan import Plan, PlanProblems
from campaigns.plan.script_text import (
    kept_script,
    needed_questions,
    read_script_text,
    write_script_text,
)
from campaigns.prospects import Audience
from campaigns.script import LegalNotice, Say, Script
from campaigns.script.remarks import Lacking, RemarkCode, remarks
from tests.world import example_plan

SHORT = """sections:
- key: opening
  title: Accroche
  presents_offer: yes
  blocks:
  - say: Bonjour {prénom}, ici {moi} pour {entreprise}.
  - ask: need
  - branch: need
    routes: {yes: close, no: close}
- key: detour
  title: Détour
  blocks:
  - say: Personne ne vient ici.
- key: close
  title: Fin
  blocks:
  - end: callback
questions:
- {key: need, ask: Avez-vous un besoin ?, kind: yes_no}
- {key: budget, ask: Quel budget ?}
"""


def undemanding() -> Plan:
    """The example plan, of which no outcome requires an answer."""
    plan = example_plan()
    preparing = replace(plan.preparation, dispositions=(), need_score=None)
    return replace(plan, preparation=preparing)


def read(text: str, plan: Plan | None = None) -> Script:
    found = read_script_text(text, plan or undemanding(), "en")
    assert isinstance(found, Script), found
    return found


def problems(text: str, plan: Plan | None = None) -> list[tuple[str, str]]:
    found = read_script_text(text, plan or undemanding(), "en")
    assert isinstance(found, PlanProblems)
    return [(each.place, each.found) for each in found.problems]


def noticed(script: Script, lacking: Lacking | None = None) -> list[tuple[RemarkCode, str]]:
    found = remarks(script, "FR", Audience.B2C, lacking or Lacking())
    return [(each.code, each.subject) for each in found]


def test_the_script_of_a_plan_is_written_as_text_and_read_back_the_same() -> None:
    plan = example_plan()
    text = write_script_text(plan.script)
    assert read(text, plan) == plan.script
    assert kept_script(text, "fr") == plan.script


def test_a_problem_is_named_at_its_line() -> None:
    assert problems(SHORT.replace("{yes: close, no: close}", "{yes: closing, no: close}")) == [
        ("line 9, sections[1].blocks[3].routes.yes", "`closing`")
    ]
    assert problems(SHORT.replace("{moi}", "{mio}"))[0][0] == "line 6, sections[1].blocks[1].say"
    assert problems("") == [("script", "an empty text")]
    assert problems("sections: [")[0][0] == "line 2"


def test_what_the_plan_needs_of_a_conversation_stays_in_its_script() -> None:
    plan = example_plan()
    assert needed_questions(plan)
    found = problems(SHORT, plan)
    assert {text for _place, text in found} == {
        f"a script without the question `{key}`" for key in needed_questions(plan)
    }


def test_a_section_that_nothing_leads_to_and_a_question_that_nobody_asks_are_noticed() -> None:
    found = noticed(read(SHORT))
    assert (RemarkCode.UNREACHED, "Détour") in found
    assert (RemarkCode.NEVER_ASKED, "budget") in found


def test_words_that_the_law_asks_for_are_noticed_when_they_lack_or_come_late() -> None:
    script = read(SHORT)
    assert (RemarkCode.NOTICE_MISSING, "FR-09") in noticed(script)
    first = script.sections[0]
    notice = LegalNotice("FR-09", "C'est un appel commercial.")
    for blocks, is_late in (
        ((notice, *first.blocks), False),
        ((*first.blocks, notice), True),
        ((Say("Bonjour"), notice), True),
    ):
        again = replace(script, sections=(replace(first, blocks=blocks), *script.sections[1:]))
        assert ((RemarkCode.NOTICE_LATE, "FR-09") in noticed(again)) is is_late


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "{prénom} manque à 12 des 40 fiches regardées : on y dira « rien »."),
    ("en", "12 of the 40 leads looked at have no {prénom}: “nothing” is said instead."),
])  # fmt: skip
def test_a_variable_that_leads_lack_is_noticed_with_their_number(language: str, words: str) -> None:
    found = remarks(read(SHORT), "FR", Audience.B2B, Lacking(40, {"first_name": 12, "city": 3}))
    lacking = [each for each in found if each.code is RemarkCode.FIELD_LACKING]
    assert [each.sentence(language) for each in lacking] == [words]


def test_the_example_plans_script_gives_no_cause_for_a_second_look() -> None:
    plan = example_plan()
    assert remarks(plan.script, plan.country, plan.audience, Lacking()) == ()
