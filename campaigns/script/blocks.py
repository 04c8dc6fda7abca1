"""What a call script is made of, and which answers its questions take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.call.motives import Motive
from campaigns.dispositions import Disposition
from campaigns.problems import Problem


class AnswerKind(StrEnum):
    """The type of the field that a discovery question fills."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Question:
    """A discovery question, asked once and kept under `key`; `choices` only where the kind is choice."""

    key: str
    label: str
    kind: AnswerKind = AnswerKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection card in the four moves of CRAC, and for whom: motives of SONCAS, profiles."""

    key: str
    label: str
    cause: str
    dig: str
    restate: str
    answer: str
    check: str
    proof: str = ""
    motives: tuple[Motive, ...] = ()
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """Words to say; `title` names the step of the conversation they belong to."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to ask, by its key."""

    question: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where one answer leads: the key of a section."""

    answer: str
    section: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the conversation goes next, by the answer to a question."""

    question: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class ObjectionRef:
    """The moment at which an objection usually comes."""

    objection: str


@dataclass(frozen=True, slots=True)
class LegalNotice:
    """Words that the law of that id asks for; they can't be skipped."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The call ends here; the disposition that the desk proposes."""

    disposition: Disposition


Block = Say | Ask | Branch | ObjectionRef | LegalNotice | End


@dataclass(frozen=True, slots=True)
class Section:
    """One tab of the script; opening the one that presents the offer makes the contact *argued*."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    presents_offer: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script in one language (`fr` or `en`)."""

    language: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...] = ()
    objections: tuple[Objection, ...] = ()

    def question(self, key: str) -> Question | None:
        """The question of that key, or None."""
        return next((question for question in self.questions if question.key == key), None)

    def objection(self, key: str) -> Objection | None:
        """The objection card of that key, or None."""
        return next((card for card in self.objections if card.key == key), None)

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        return (block for section in self.sections for block in section.blocks)


_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,4})?")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_YES_NO = ("yes", "no")
_EXPECTED: dict[AnswerKind, dict[str, str]] = {
    AnswerKind.TEXT: {"fr": "un texte de 2000 caractères au plus", "en": "at most 2000 characters"},
    AnswerKind.NUMBER: {"fr": "un nombre", "en": "a number"},
    AnswerKind.DATE: {"fr": "une date comme 2026-11-30", "en": "a date such as 2026-11-30"},
    AnswerKind.CHOICE: {"fr": "une des réponses proposées", "en": "one of the answers on offer"},
    AnswerKind.YES_NO: {"fr": "oui ou non", "en": "yes or no"},
    AnswerKind.EMAIL: {"fr": "une adresse e-mail", "en": "an e-mail address"},
}
_FIX = {
    "fr": "Corrigez cette réponse ou laissez-la vide.",
    "en": "Correct this answer or leave it empty.",
}


def check_answer(question: Question, text: str, language: str) -> Problem | None:
    """Say what is wrong with an answer as typed (`yes` or `no` for a yes/no question); None if it fits.

    An empty answer always fits: which answers must be given is for the disposition to say.
    """
    if not text or _fits(question, text):
        return None
    expected = _EXPECTED[question.kind][language]
    return Problem(question.label, repr(text[:40]), expected, _FIX[language])


def _fits(question: Question, text: str) -> bool:
    match question.kind:
        case AnswerKind.TEXT:
            return len(text) <= 2000
        case AnswerKind.NUMBER:
            return _NUMBER.fullmatch(text) is not None
        case AnswerKind.DATE:
            return _is_date(text)
        case AnswerKind.CHOICE:
            return text in question.choices
        case AnswerKind.YES_NO:
            return text in _YES_NO
        case AnswerKind.EMAIL:
            return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
