"""What simulated people were told: outcomes acknowledged, dials refused, objections taken."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from campaigns.dispositions import Disposition


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An outcome that the house said it has kept."""

    attempt: str
    client_key: str
    disposition: Disposition


@dataclass
class Diary:
    """Kept outside the house, so that the house can be judged by it."""

    outcomes: list[Acknowledged] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    refused_outcomes: list[str] = field(default_factory=list)
    objected: dict[str, datetime] = field(default_factory=dict)  # numbers that must not ring since

    def acknowledged(self, attempt: str, client_key: str, disposition: Disposition) -> None:
        """An outcome was kept."""
        self.outcomes.append(Acknowledged(attempt, client_key, disposition))

    def refused(self, rules: Iterable[str]) -> None:
        """A dial was refused by these rules."""
        self.refusals.update(rules)

    def not_taken(self, words: str) -> None:
        """An outcome was refused, which is a mistake of the simulation or of the house."""
        self.refused_outcomes.append(words)
