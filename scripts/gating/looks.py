"""In which combinations of language, width and scheme a screen is seen, and which one is a day's."""

from dataclasses import dataclass
from itertools import product

LANGUAGES = ("fr", "en")
WIDTHS = (1366, 390)
SCHEMES = ("light", "dark")
HEIGHTS = {1366: 768, 390: 844}


@dataclass(frozen=True, slots=True)
class Look:
    """One combination; widths are in CSS pixels."""

    language: str
    width: int
    scheme: str

    @property
    def height(self) -> int:
        """How high a window of this width usually is."""
        return HEIGHTS[self.width]

    def __str__(self) -> str:
        return f"{self.language} {self.width} {self.scheme}"


LOOKS = tuple(Look(*each) for each in product(LANGUAGES, WIDTHS, SCHEMES))


def of_day(place: int, day: int) -> Look:
    """The look of the screen at a place of the table: another one each day, another than its neighbour's.

    Within eight days each screen has had every one.
    """
    return LOOKS[(place * 3 + day) % len(LOOKS)]


def named(text: str) -> Look:
    """The look written as « fr-390-dark »; ValueError says which there are."""
    for look in LOOKS:
        if str(look).split() == text.split("-"):
            return look
    known = ", ".join(str(look).replace(" ", "-") for look in LOOKS)
    raise ValueError(f"{text} is no look. The looks are: {known}.")
