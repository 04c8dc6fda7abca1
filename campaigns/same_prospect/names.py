"""When two names of companies or people are the same name, spelled differently."""

import re

from rapidfuzz import fuzz

from campaigns.spelling import fold

ALIKE = 92.0
"""How alike two names must be: the percentage of characters kept in order (rapidfuzz's ratio)."""

_FORMS = """sarl sas sasu sa eurl sci scm snc scop scp scpi selarl selas ei eirl gie gaec earl
    ltd limited llc inc incorporated plc llp corp corporation company gmbh ag kg ug bv nv srl sprl
    bvba spa sl asbl"""
LEGAL_FORMS = frozenset(_FORMS.split())
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_JOINING = frozenset({"et", "and"})
_ELIDED = frozenset({"l", "d"})
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_NUMBERS = " #"


def name_key(name: str) -> str:
    """Reduce a name to its key: «S.A.R.L. Dupont & Fils» and «dupont fils sarl» have the same.

    Case, accents, punctuation, word order and legal forms are gone. What numbers a name (digits, a
    last single letter: «Parmentier B») stands apart after a #, because it tells siblings apart.
    """
    words = _words(name)
    numbers = [word for word in words if _DIGIT.search(word)]
    if words and len(words[-1]) == 1 and words[-1] not in numbers:
        numbers.append(words[-1])
    rest = [word for word in words if word not in numbers]
    plain = [word for word in rest if word not in LEGAL_FORMS] or rest
    key = " ".join(sorted(plain))
    return key + _NUMBERS + " ".join(sorted(numbers)) if numbers else key


def alike(key: str, other: str) -> bool:
    """True when two keys of `name_key` mean the same name but for a slip of the pen."""
    words, _, numbers = key.partition(_NUMBERS)
    other_words, _, other_numbers = other.partition(_NUMBERS)
    return numbers == other_numbers and fuzz.ratio(words, other_words) >= ALIKE


def _words(name: str) -> list[str]:
    """The words of a folded name: initials joined (s a r l), elisions and «et» dropped."""
    words: list[str] = []
    initials = ""
    tokens = _WORD.findall(name.lower() if name.isascii() else fold(name))
    for place, token in enumerate([*tokens, ""]):
        if len(token) == 1 and token.isalpha():
            initials += token
            continue
        last = place == len(tokens)
        if initials and (last or initials not in _ELIDED):
            words.append(initials)
        initials = ""
        if token and token not in _JOINING:
            words.append(_SHORT.get(token, token))
    return words
