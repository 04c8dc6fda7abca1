"""Reads the script of a plan: questions, objection cards, sections and their blocks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaigns.call.motives import Motive
from campaigns.dispositions import Disposition
from campaigns.plan.forms import Form
from campaigns.plan.kinds import CODE, LINE, PARAGRAPH, YES_NO, choice, line
from campaigns.plan.sense import SENSE
from campaigns.plan.sense_actions import ACTIONS
from campaigns.plan.wording import STRUCTURE
from campaigns.script import (
    SCRIPT_FIELDS,
    AnswerKind,
    Ask,
    Block,
    Branch,
    End,
    LegalNotice,
    Objection,
    ObjectionRef,
    Question,
    Route,
    Say,
    Script,
    Section,
    unknown_fields,
)
from campaigns.script.ways import without_a_way_out
from campaigns.spelling import nearest

_YES_NO_ANSWERS = ("yes", "no")
_MOST_SECTIONS = 9


@dataclass(frozen=True, slots=True)
class _Names:
    """What the blocks of a script may refer to."""

    questions: dict[str, Question]
    objections: frozenset[str]
    sections: frozenset[str]


def read_script(form: Form, language: str) -> Script:
    """The script of a plan's preparation; every reference in it is checked."""
    questions = tuple(_question(each) for each in form.forms("questions", most=40))
    objections = tuple(_objection(each) for each in form.forms("objections", most=40))
    section_forms = form.forms("sections", 1, _MOST_SECTIONS)
    keys = [each.value("key", CODE) for each in section_forms]
    note_repeats(form, "questions", [question.key for question in questions])
    note_repeats(form, "objections", [card.key for card in objections])
    note_repeats(form, "sections", keys)
    names = _Names(
        {question.key: question for question in questions},
        frozenset(card.key for card in objections),
        frozenset(keys),
    )
    sections = tuple(_section(each, names) for each in section_forms)
    if sections and not any(section.presents_offer for section in sections):
        form.note("sections", SENSE["no_offer"])
    if going_round := without_a_way_out(sections, names.questions):
        form.note_new("sections", ACTIONS["ring"], found=", ".join(going_round))
    return Script(language, sections, questions, objections)


def note_repeats(form: Form, key: str, names: Iterable[str]) -> None:
    """Note each name that stands twice in a list."""
    seen: set[str] = set()
    for name in filter(None, names):
        if name in seen:
            form.note(key, STRUCTURE["repeated"], found=name)
        seen.add(name)


def note_unknown(form: Form, key: str, found: str, known: Iterable[str]) -> None:
    """Note a reference to a name that the plan doesn't define."""
    names = sorted(filter(None, known))
    if not found or found in names:
        return
    meant = nearest(found, names)
    words = SENSE["mistyped_reference" if meant else "unknown_reference"]
    form.note(key, words, found=found, known=", ".join(names) or "—", nearest=meant)


def _question(form: Form) -> Question:
    question = Question(
        form.value("key", CODE),
        _spoken(form, "ask"),
        form.optional("kind", choice(AnswerKind), AnswerKind.TEXT),
        form.values("choices", LINE, most=20),
    )
    count = len(question.choices)
    fits = count >= 2 if question.kind is AnswerKind.CHOICE else count == 0
    if not fits:
        form.note("choices", SENSE["choices"], count=count)
    note_repeats(form, "choices", question.choices)
    return question


def _objection(form: Form) -> Objection:
    return Objection(
        form.value("key", CODE),
        form.value("label", LINE),
        form.value("cause", PARAGRAPH),
        _spoken(form, "dig"),
        _spoken(form, "restate"),
        _spoken(form, "answer"),
        _spoken(form, "check"),
        _spoken(form, "proof") if form.has("proof") else "",
        form.values("motives", choice(Motive), most=len(Motive)),
        form.values("profiles", line(60), most=10),
    )


def _section(form: Form, names: _Names) -> Section:
    return Section(
        form.value("key", CODE),
        form.value("title", LINE),
        tuple(block for each in form.forms("blocks", 1, 60) for block in _block(each, names)),
        form.optional("presents_offer", YES_NO, False),
    )


def _block(form: Form, names: _Names) -> tuple[Block, ...]:
    found = [key for key in _BLOCKS if key in form.written()]
    if len(found) != 1:
        shown = ", ".join(found) or "—"
        form.note("", SENSE["one_block"], found=shown, known=", ".join(_BLOCKS))
        for key in (*_BLOCKS, "title", "rule", "routes"):
            form.has(key)
        return ()
    return (_BLOCKS[found[0]](form, names),)


def _say(form: Form, _: _Names) -> Say:
    return Say(_spoken(form, "say"), form.optional("title", LINE, ""))


def _legal(form: Form, _: _Names) -> LegalNotice:
    return LegalNotice(form.value("rule", LINE), _spoken(form, "legal"))


def _ask(form: Form, names: _Names) -> Ask:
    key = form.value("ask", CODE)
    note_unknown(form, "ask", key, names.questions)
    return Ask(key)


def _branch(form: Form, names: _Names) -> Branch:
    key = form.value("branch", CODE)
    note_unknown(form, "branch", key, names.questions)
    routes = form.form("routes")
    question = names.questions.get(key)
    return Branch(
        key, tuple(_route(routes, answer, question, names) for answer in routes.written())
    )


def _route(form: Form, answer: str, question: Question | None, names: _Names) -> Route:
    section = form.value(answer, CODE)
    note_unknown(form, answer, section, names.sections)
    if question is not None:
        choices = _YES_NO_ANSWERS if question.kind is AnswerKind.YES_NO else question.choices
        note_unknown(form, answer, answer, choices)
    return Route(answer, section)


def _objection_ref(form: Form, names: _Names) -> ObjectionRef:
    key = form.value("objection", CODE)
    note_unknown(form, "objection", key, names.objections)
    return ObjectionRef(key)


def _end(form: Form, _: _Names) -> End:
    return End(form.value("end", choice(Disposition)))


def _spoken(form: Form, key: str) -> str:
    text = form.value(key, PARAGRAPH)
    for name in unknown_fields(text):
        known = [word for field in SCRIPT_FIELDS for word in field.names[form.notes.language]]
        every = [
            word for field in SCRIPT_FIELDS for names in field.names.values() for word in names
        ]
        meant = nearest(name, every)
        words = SENSE["mistyped_field" if meant else "unknown_field"]
        form.note(key, words, found=f"{{{name}}}", known=", ".join(known), nearest=meant)
    return text


_BLOCKS: dict[str, Callable[[Form, _Names], Block]] = {
    "say": _say,
    "ask": _ask,
    "branch": _branch,
    "objection": _objection_ref,
    "legal": _legal,
    "end": _end,
}
