"""When two spellings name the same thing, and which known name a mistyped one was meant to be."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Reduce a name to what is compared: no case, accents or punctuation (`Code Postal` = `code_postal`)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub("_", plain.casefold()).strip("_")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that a mistyped word most resembles, or None when none is near."""
    by_folded = {fold(name): name for name in known}
    close = get_close_matches(fold(word[:100]), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
