"""How far a call came in its script, as far as its answers, marks and result show; more is not known."""

from collections.abc import Collection
from dataclasses import dataclass

from campaigns.dispositions import Disposition
from campaigns.script.blocks import Ask, End, Script, Section


@dataclass(frozen=True, slots=True)
class Reached:
    """A section: how many of its questions were answered, and whether anything shows that it was reached."""

    title: str
    asked: int
    answered: int
    shown: bool


def reached(
    script: Script, answered: Collection[str], argued: bool, disposition: Disposition | None
) -> tuple[Reached, ...]:
    """Each section of the script; `answered` are keys of questions, `argued` that the offer was heard."""
    return tuple(_reached(each, answered, argued, disposition) for each in script.sections)


def _reached(
    section: Section, answered: Collection[str], argued: bool, disposition: Disposition | None
) -> Reached:
    asked = [block.question for block in section.blocks if isinstance(block, Ask)]
    ends = {block.disposition for block in section.blocks if isinstance(block, End)}
    known = sum(question in answered for question in asked)
    shown = known > 0 or (section.presents_offer and argued) or disposition in ends
    return Reached(section.title, len(asked), known, shown)
