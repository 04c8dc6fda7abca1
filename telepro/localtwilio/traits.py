"""Decides what some people do besides: ring back what they missed, or hang up in mid-sentence.

Each trait has dice of its own, so that giving it to people changes nothing else about them.
"""

from random import Random

SHORTEST, LONGEST = 0.02, 0.3
"""The part of their talk after which those who break off are gone."""


def ring_back_after(span: tuple[float, float] | None, share: float, seed: str) -> float | None:
    """Seconds after which somebody rings back what they missed; None when they do not."""
    if span is None:
        return None
    dice = Random(f"{seed}:calls_back")
    return dice.uniform(*span) if dice.random() < share else None


def break_off(share: float, seed: str) -> float | None:
    """The part of their talk, 0 to 1, after which somebody hangs up; None when they finish it."""
    if not share:
        return None
    dice = Random(f"{seed}:breaks_off")
    return dice.uniform(SHORTEST, LONGEST) if dice.random() < share else None


def cut(sentence: str, part: float) -> str:
    """The beginning of a sentence, at least one letter of it, as it is heard when somebody hangs up."""
    if not sentence:
        return ""
    return sentence[: max(1, round(len(sentence) * part))].rstrip() + "…"
