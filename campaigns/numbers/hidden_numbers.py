"""How a prospect's number is shown to whoever calls it where its company hides numbers.

Its ends stay, so that two numbers of one prospect can be told apart. What people wrote in notes and
columns is read as a file's cells are: whatever in it is a number is hidden in the same way.
"""

import re
from collections.abc import Collection

from campaigns.numbers.phones import ReadPhone, international, read_phone

HIDDEN = "•"
FIRST, LAST = 3, 2  # national digits that stay
# So many last digits say that it is one number, however its beginning is written.
TAIL = 8
_RUN = re.compile(r"[+(]{0,2}\d[\d\s().,/\-\u2010-\u2015]{5,}\d")
_DIGIT = re.compile(r"\d")


def hidden(e164: str) -> str:
    """Show a number but for its middle: +33199001001 is +33 1 99 •• •• 01."""
    code, _, rest = international(e164).partition(" ")
    total = len(_DIGIT.findall(rest))
    place = 0

    def shown(digit: re.Match[str]) -> str:
        nonlocal place
        place += 1
        return digit[0] if place <= FIRST or place > total - LAST else HIDDEN

    return f"{code} {_DIGIT.sub(shown, rest)}" if total > FIRST + LAST else HIDDEN * len(e164)


def conceal(text: str, known: Collection[str], country: str) -> str:
    """The text with every phone number in it hidden: those `known` (E.164) however they are written,
    and whatever else a reader of `country` would take for one."""
    return _RUN.sub(lambda run: _concealed(run[0], known, country), text)


def _concealed(run: str, known: Collection[str], country: str) -> str:
    digits = re.sub(r"\D", "", run)
    for e164 in known:
        if e164[-TAIL:] in digits:
            return hidden(e164)
    read = read_phone(run, country)
    return hidden(read.phone.e164) if isinstance(read, ReadPhone) else run
