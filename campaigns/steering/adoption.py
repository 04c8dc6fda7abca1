"""What a campaign under way takes over from a newer version of its plan, and what stands against it.

A version is taken over as a whole or not at all, so that a campaign always runs on one that was written.
Law is no part of a plan: it is judged anew at each call, whatever the version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from campaigns.plan import Plan
from campaigns.plan.comparing import Change, compare
from campaigns.plan.labels import label_of
from campaigns.plan.wording import say, wording
from campaigns.problems import Problem
from campaigns.steering.adopted_parts import KEPT, TAKEN, Since, part_of

_NAMED = 3  # changes of one part that a problem names; the others are counted
_KEPT = wording(
    ("{found}", "{found}"),
    ("comme dans la campagne, car {reason}", "as in the campaign, since {reason}"),
    (
        "Écrivez une version qui n’y touche pas ; pour le changer, créez une nouvelle campagne de la mission.",
        "Write a version that leaves it alone; to change it, make a new campaign of the mission.",
    ),
)
_MORE = {"fr": "et {number} de plus", "en": "and {number} more"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A change that is taken over, the part of the plan that it belongs to, and from when on it counts."""

    change: Change
    part: str
    since: Since


@dataclass(frozen=True, slots=True)
class Adoption:
    """What would change, in the order of a plan's parts, and everything that stands against it."""

    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]

    @property
    def is_possible(self) -> bool:
        """Whether something would change and nothing stands against it."""
        return bool(self.taken) and not self.problems

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that would change, each once."""
        return tuple(dict.fromkeys(each.part for each in self.taken))


def adoption(current: Plan, newer: Plan, language: str) -> Adoption:
    """What a campaign that runs on `current` would take over from `newer`; one problem for each part
    that may not change, in the reader's `language` (`fr` or `en`)."""
    placed = [(part_of(change.place), change) for change in compare(current, newer)]
    kept = groupby((each for each in placed if each[0] in KEPT), key=lambda each: each[0])
    return Adoption(
        tuple(Taken(change, part, TAKEN[part]) for part, change in placed if part in TAKEN),
        tuple(_problem(part, [change for _, change in those], language) for part, those in kept),
    )


def _problem(part: str, changes: Sequence[Change], language: str) -> Problem:
    said = [change.sentence(language) for change in changes[:_NAMED]]
    if len(changes) > _NAMED:
        said.append(_MORE[language].format(number=len(changes) - _NAMED))
    reason = KEPT[part][language]
    return say(_KEPT, language, label_of(part, language), found="; ".join(said), reason=reason)
