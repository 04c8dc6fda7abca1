"""What a script that is being written says: every problem at its line, or how it is read and what to look at again."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.plan.document import Plan
from campaigns.plan.reading import PlanProblems
from campaigns.plan.script_text import read_script_text
from campaigns.problems import Problem
from campaigns.script import (
    RenderedObjection,
    RenderedSection,
    render,
    render_objections,
    with_notices,
)
from campaigns.script.remarks import Lacking, remarks


@dataclass(frozen=True, slots=True)
class CheckedScript:
    """The script as it is read aloud, with remarks in the reader's language; or its problems alone."""

    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()
    sections: tuple[RenderedSection, ...] = ()
    objections: tuple[RenderedObjection, ...] = ()

    @property
    def seconds(self) -> int:
        """How long it takes to read all sections aloud."""
        return sum(section.reading_seconds for section in self.sections)


def check_script(
    text: str, plan: Plan, fields: Mapping[str, str], lacking: Lacking, language: str
) -> CheckedScript:
    """Check a text against the plan of its campaign and read it with these fields, by code.

    `language` (`fr` or `en`) is that of who writes it; it is read aloud in the plan's.
    """
    found = read_script_text(text, plan, language)
    if isinstance(found, PlanProblems):
        return CheckedScript(found.problems)
    noticed = remarks(found, plan.country, plan.audience, lacking)
    said = with_notices(found, plan.country, plan.audience)
    sentences = tuple(remark.sentence(language) for remark in noticed)
    return CheckedScript((), sentences, render(said, fields), render_objections(said, fields))
