"""What is said to the person whose input can't be used: where, what was found, what was expected, what to do."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, a plan or a form; `place` is a line, a column, a field."""

    place: str
    found: str
    expected: str
    fix: str

    def sentence(self) -> str:
        """The problem as one sentence for a screen or a terminal."""
        return f"{self.place}: found {self.found}, expected {self.expected}. {self.fix}"

    def as_dict(self) -> dict[str, str]:
        """The form that every `--json` answer and every problem list uses."""
        return asdict(self)


class Refused(Exception):
    """A request that the rules forbid; it says why, in words for the person who asked."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence() for problem in problems))
        self.problems = problems


class NotFound(LookupError):
    """What was asked for does not exist, or belongs to somebody else; nobody is told which."""


def quoted(found: str, language: str) -> str:
    """Something found, between the quotation marks of French (`fr`) or English (`en`)."""
    return f"«\u00a0{found}\u00a0»" if language == "fr" else f"“{found}”"
