"""Contrast, computed from the style sheet's own colours in both schemes."""

from collections.abc import Iterator

from scripts.gating.gates import Reading
from tests.web.test_colours import GROUNDS, PAIRS, WORDS, contrast

SCHEMES = ("light", "dark")
EDGES = ("control", "focus")


def readings() -> Iterator[Reading]:
    """Words and edges on every ground, and the words of the primary button."""
    for number, scheme in enumerate(SCHEMES):
        for gate, inks in (("contrast-text", WORDS), ("contrast-control", EDGES)):
            for ink in inks:
                for ground in GROUNDS:
                    yield _reading(gate, scheme, number, ink, ground)
        yield _reading("contrast-text", scheme, number, "on-primary", "primary")


def _reading(gate: str, scheme: str, number: int, ink: str, ground: str) -> Reading:
    ratio = contrast(PAIRS[ink][number], PAIRS[ground][number])
    return Reading(gate, f"{ink} on {ground}, {scheme}", round(ratio, 2))
