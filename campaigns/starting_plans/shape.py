"""What a plan starts from when a brief is all there is."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.dispositions import Reason
from campaigns.pipeline import Stage
from campaigns.script import Script


@dataclass(frozen=True, slots=True)
class StartingPlan:
    """The words of a plan that nobody has yet made their own."""

    heading: str
    advantage: str
    proof: str
    limit: str
    origins: Mapping[str, str]
    checklist: tuple[str, ...]
    reasons: tuple[Reason, ...]
    stages: Mapping[Stage, str]
    script: Script


def reasons(*words: tuple[str, str]) -> tuple[Reason, ...]:
    """Reasons of a plan's own from (code, label) pairs; a plan speaks one language."""
    return tuple(Reason(code, dict.fromkeys(("fr", "en"), label)) for code, label in words)
