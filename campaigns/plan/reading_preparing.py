"""Reads what a teleprospector must know and what must be ready: offer, quiz, need score, ground."""

from campaigns.call.motives import Motive
from campaigns.call.need_score import CRITERIA, Criterion, Framework, NeedScore, ScoredQuestion
from campaigns.plan.forms import Form
from campaigns.plan.kinds import CODE, LINE, MONEY, PARAGRAPH, choice, line, whole
from campaigns.plan.parts import LegalGround, Offer, OfferPoint, TariffLine
from campaigns.plan.reading_scripts import note_repeats, note_unknown
from campaigns.plan.sense_preparing import PREPARING
from campaigns.prospects import Audience, Basis
from campaigns.script import AnswerKind, Question
from campaigns.teleprospector.quiz import Quiz, QuizQuestion

_YES_NO_ANSWERS = ("yes", "no")


def read_offer(form: Form) -> Offer:
    """What is offered: promise, arguments, limits, tariff."""
    return Offer(
        form.value("name", LINE),
        form.value("promise", PARAGRAPH),
        tuple(_point(each) for each in form.forms("points", 1, 20)),
        form.values("limits", PARAGRAPH, most=20),
        form.optional("version", line(40), ""),
        tuple(_price(each) for each in form.forms("tariff", most=40)),
    )


def read_quiz(form: Form) -> Quiz | None:
    """The quiz on the offer; None where the plan asks none."""
    stated = form.optional_form("quiz")
    if stated is None:
        return None
    questions = tuple(_quiz_question(each) for each in stated.forms("questions", 1, 30))
    note_repeats(stated, "questions", [each.key for each in questions])
    needed = stated.optional("needed", whole(1, 30), len(questions))
    if needed > len(questions):
        stated.note("needed", PREPARING["needed"], found=needed, most=len(questions))
    return Quiz(questions, needed)


def read_need_score(form: Form, questions: tuple[Question, ...]) -> NeedScore | None:
    """How discovery answers score a need; None where the plan scores none."""
    stated = form.optional_form("need_score")
    if stated is None:
        return None
    framework = stated.value("framework", choice(Framework))
    known = choice(CRITERIA[framework])
    asked = {question.key: question for question in questions}
    scored = tuple(
        _scored(each.value("criterion", known), each, asked)
        for each in stated.forms("criteria", 1, len(CRITERIA[framework]))
    )
    note_repeats(stated, "criteria", [each.criterion for each in scored])
    threshold = stated.value("qualified_from", whole(1, 8))
    if threshold > 2 * len(scored):
        stated.note("qualified_from", PREPARING["threshold"], found=threshold, most=2 * len(scored))
    return NeedScore(framework, threshold, scored)


def read_legal(form: Form, country: str, audience: Audience) -> LegalGround | None:
    """The legal ground that the plan states; consumers in France are called by consent or contract."""
    stated = form.optional_form("legal")
    if stated is None:
        return None
    basis = stated.value("basis", choice(Basis))
    if country == "FR" and audience is Audience.B2C and basis is Basis.LEGITIMATE_INTEREST:
        stated.note("basis", PREPARING["consumers"], found=basis)
    return LegalGround(basis, stated.value("because", PARAGRAPH))


def _point(form: Form) -> OfferPoint:
    return OfferPoint(
        form.value("feature", PARAGRAPH),
        form.value("advantage", PARAGRAPH),
        form.value("proof", PARAGRAPH),
        form.values("motives", choice(Motive), most=len(Motive)),
        form.values("profiles", line(60), most=10),
    )


def _price(form: Form) -> TariffLine:
    return TariffLine(
        form.value("item", LINE), form.value("price", MONEY), form.optional("unit", line(60), "")
    )


def _quiz_question(form: Form) -> QuizQuestion:
    choices = form.values("choices", LINE, 2, 6)
    note_repeats(form, "choices", choices)
    right = form.value("right", LINE)
    note_unknown(form, "right", right, choices)
    return QuizQuestion(
        form.value("key", CODE),
        form.value("ask", LINE),
        choices,
        right,
        form.optional("why", PARAGRAPH, ""),
    )


def _scored(criterion: Criterion, form: Form, asked: dict[str, Question]) -> ScoredQuestion:
    key = form.value("question", CODE)
    note_unknown(form, "question", key, asked)
    confirmed = form.values("confirmed", LINE, most=20)
    weak = form.values("weak", LINE, most=20)
    question = asked.get(key)
    for name, answers in (("confirmed", confirmed), ("weak", weak)):
        for answer in answers if question else ():
            note_unknown(form, name, answer, _answers(question) or [answer])
    return ScoredQuestion(criterion, key, confirmed, weak)


def _answers(question: Question | None) -> tuple[str, ...]:
    if question is None:
        return ()
    return _YES_NO_ANSWERS if question.kind is AnswerKind.YES_NO else question.choices
