"""Says a problem of a plan's document in the words of the form: labels for keys, choices for codes."""

import re
from collections.abc import Mapping
from dataclasses import replace

from campaigns.plan.choice_words import CHOICES
from campaigns.plan.fields import StepField
from campaigns.plan.labels import LABELS
from campaigns.plan.row_choices import COLUMN_CHOICES
from campaigns.plan.row_labels import COLUMN_LABELS
from campaigns.plan.wording import STRUCTURE
from campaigns.problems import Problem

Words = Mapping[str, str]

_NUMBER = re.compile(r"\[[0-9]+\]")
_QUOTED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(r"(?<=« )([a-z_0-9-]+)(?= »)"),
    "en": re.compile(r"(?<=`)([a-z_0-9-]+)(?=`)"),
}
_NOTHING = frozenset(STRUCTURE["missing"].found.values())
_A_CHOICE: Words = {"fr": "un choix de la liste", "en": "a choice of the list"}


def in_fields(problem: Problem, asked: StepField, language: str) -> Problem:
    """The problem at a field of a form as whoever fills the form in can read it."""
    path = _NUMBER.sub("", problem.place)
    known = _words_near(path, language)

    def said(text: str) -> str:
        return _QUOTED[language].sub(lambda match: known.get(match[1], match[1]), text)

    nothing = problem.found in _NOTHING
    codes = ", ".join(asked.choices[:2])
    listed = asked.names or (asked.choices and (nothing or codes in problem.expected))
    expected = _A_CHOICE[language] if listed else said(problem.expected)
    return replace(problem, found=said(problem.found), expected=expected, fix=said(problem.fix))


def _words_near(path: str, language: str) -> dict[str, str]:
    """What the field's choices, its columns and the fields beside it are called, by their codes and keys."""
    beside = path.rpartition(".")[0]
    labels = {
        place.rpartition(".")[2]: words[language]
        for place, words in {**LABELS, **COLUMN_LABELS}.items()
        if place.rpartition(".")[0] in (beside, path)
    }
    choices = {**CHOICES, **COLUMN_CHOICES}.get(path, {})
    return labels | {code: words[language] for code, words in choices.items()}
