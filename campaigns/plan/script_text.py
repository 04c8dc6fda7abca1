"""The text of a campaign's script: what stands under `script` in a plan's file, read and written alone."""

from campaigns.plan.document import Plan
from campaigns.plan.forms import Form, Notes, Reading
from campaigns.plan.reading import PlanProblems
from campaigns.plan.reading_scripts import read_script
from campaigns.plan.source import parse
from campaigns.plan.wording import say, wording
from campaigns.plan.writing_scripts import script_tree
from campaigns.plan.yaml_text import to_yaml
from campaigns.problems import Refused
from campaigns.script import Script

_EMPTY = wording(
    ("un texte vide", "an empty text"),
    ("au moins une partie", "at least one section"),
    (
        "Commencez par « sections: », ou revenez à une version précédente.",
        "Begin with `sections:`, or go back to an earlier version.",
    ),
)
_NEEDED = wording(
    ("un script sans la question « {found} »", "a script without the question `{found}`"),
    (
        "chaque question dont les résultats ou le score du plan ont besoin",
        "each question that the plan's outcomes or its score need",
    ),
    (
        "Remettez-la, ou retirez-la d'abord de ce que le plan exige.",
        "Put it back, or take it out of what the plan requires first.",
    ),
)


def read_script_text(text: str, plan: Plan, language: str) -> Script | PlanProblems:
    """Read a script that is being written for a campaign of this plan, or name every problem at its line.

    `language` (`fr` or `en`) is that of the reader of the problems. The same bounds as a plan's; the
    notices that the law asks for are left as they are written.
    """
    if not text.strip():
        return PlanProblems((say(_EMPTY, language, "script"),))
    try:
        tree = parse(text, language)
    except Refused as refused:
        return PlanProblems(refused.problems)
    notes = Notes(language, Reading.NEW)
    form = Form(tree, "", notes)
    script = read_script(form, plan.language)
    for key in sorted(needed_questions(plan)):
        if script.question(key) is None:
            form.note("questions", _NEEDED, found=key)
    problems = notes.problems()
    return PlanProblems(problems) if problems else script


def kept_script(text: str, language: str) -> Script:
    """A script as it was published, in the language (`fr` or `en`) of its plan; raises `Refused` for a
    text that nobody could have published."""
    notes = Notes(language, Reading.KEPT)
    script = read_script(Form(parse(text, language), "", notes), language)
    if problems := notes.problems():
        raise Refused(*problems)
    return script


def write_script_text(script: Script) -> str:
    """The script as a person edits it, in the syntax of a plan's file."""
    return to_yaml(script_tree(script))


def needed_questions(plan: Plan) -> frozenset[str]:
    """The keys of the questions whose answers the plan's outcomes require or its score counts."""
    required = {key for own in plan.preparation.dispositions for key in own.required_answers}
    score = plan.preparation.need_score
    return frozenset(required | ({each.question for each in score.questions} if score else set()))
