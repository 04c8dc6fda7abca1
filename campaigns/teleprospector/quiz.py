"""The quiz on the offer: who passes it knows what is sold and to whom before the first lead."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question with its choices, the right one, and why it is right."""

    key: str
    ask: str
    choices: tuple[str, ...]
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions, and how many must be answered rightly."""

    questions: tuple[QuizQuestion, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Marked:
    """How a try came out; `missed` are the questions to read again."""

    right: int
    needed: int
    missed: tuple[QuizQuestion, ...]

    @property
    def is_passed(self) -> bool:
        """Whether enough answers were right."""
        return self.right >= self.needed


def mark(quiz: Quiz, given: Mapping[str, str]) -> Marked:
    """Mark a try; `given` holds the choice taken by question key, an absent one is wrong."""
    missed = tuple(each for each in quiz.questions if given.get(each.key) != each.right)
    return Marked(len(quiz.questions) - len(missed), quiz.needed, missed)
