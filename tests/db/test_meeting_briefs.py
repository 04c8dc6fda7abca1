"""What a conversation established goes with its meeting: the answers, and the score of the need."""

from campaigns.plan import Plan, read_plan
from campaigns.templates import TemplateKind
from telepro.db.meeting_briefs import of_answers
from telepro.files.plan_templates import text_of


def plan() -> Plan:
    found = read_plan(text_of(TemplateKind.APPOINTMENT, "en"))
    assert isinstance(found, Plan)
    return found


def test_answers_stand_in_the_order_of_the_script_and_the_need_is_scored() -> None:
    said = {"email": "a@example.com", "decides": "yes", "doors": "12", "contract": "Nobody"}
    brief = of_answers(plan(), plan().script.questions, said)
    assert [answer for _question, answer in brief.answers] == [
        "yes",
        "12",
        "Nobody",
        "a@example.com",
    ]
    assert brief.answers[0][0] == "Are you the one who decides on the upkeep of doors and bays?"
    assert brief.need is not None
    assert (brief.need.points, brief.need.is_qualified) == (4, False)


def test_an_answer_to_a_question_that_the_plan_has_not_is_left_out() -> None:
    assert of_answers(plan(), (), {"colour": "blue"}).answers == ()
