"""The colours of the style sheet: text can be read on every ground, in light and in dark."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "telepro" / "static" / "css" / "base.css"
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)")
PAIRS = {name: pair for name, *pair in PAIR.findall(SHEET.read_text(encoding="utf-8"))}
GROUNDS = ("bg", "surface", "sunken")
WORDS = (
    "ink",
    "ink-2",
    "ink-3",
    "primary",
    "preview",
    "dialing",
    "connected",
    "wrapup",
    "paused",
    "break",
    "idle",
    "error",
)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_stand_out_from_every_ground(word: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[word][scheme], PAIRS[ground][scheme]) >= 5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", ["control", "focus"])
def test_edges_of_controls_can_be_seen(edge: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[edge][scheme], PAIRS[ground][scheme]) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_primary_button_can_be_read(scheme: int) -> None:
    assert contrast(PAIRS["on-primary"][scheme], PAIRS["primary"][scheme]) >= 7


def test_a_browser_without_light_dark_gets_the_light_colours() -> None:
    text, _, _ = SHEET.read_text(encoding="utf-8").partition("@supports")
    plain = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]+)", text))
    assert {name: pair[0] for name, pair in PAIRS.items()} == {name: plain[name] for name in PAIRS}
