"""Why a prospect file is refused as a whole, in words for who sent it."""

from dataclasses import dataclass
from enum import StrEnum

from campaigns.problems import Problem, Refused
from telepro.files.file_codes import FileCode
from telepro.files.refusal_words import ON_PAGES, WORDS


class Way(StrEnum):
    """How a file came: an option of a command mends nothing for somebody at a page."""

    COMMAND = "command"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told: the name of the file that they know, and their language ("fr" or "en")."""

    filename: str
    language: str
    way: Way = Way.COMMAND

    def refusal(self, code: FileCode, found: object = "", most: object = "") -> Refused:
        """The refusal to raise, with what was found and the limit put into its words."""
        return Refused(self.problem(code, found, most))

    def problem(self, code: FileCode, found: object = "", most: object = "") -> Problem:
        """The same as a problem, for a list of several."""
        words = WORDS[code]
        fix = ON_PAGES.get(code, words.fix) if self.way is Way.PAGE else words.fix
        said = (
            part[self.language].format(found=found, most=most)
            for part in (words.found, words.expected, fix)
        )
        return Problem(self.filename, *said)

    def number(self, value: int) -> str:
        """A whole number with the thousands parted as the reader's language does."""
        return f"{value:,}".replace(",", "\u202f") if self.language == "fr" else f"{value:,}"

    def megabytes(self, size: int) -> str:
        """A size in bytes as megabytes."""
        unit = "Mo" if self.language == "fr" else "MB"
        return f"{self.number(max(1, round(size / (1024 * 1024))))} {unit}"
