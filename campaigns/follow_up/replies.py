"""What a prospect's reply to a message means: yes, no, no more messages, or words for a person to read."""

import re
import unicodedata
from enum import StrEnum


class Answer(StrEnum):
    """What a prospect says of a meeting."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    STOP = "stop"
    UNCLEAR = "unclear"


YES = frozenset({"oui", "o", "ok", "yes", "y", "confirme", "confirmer", "confirm", "accord"})
NO = frozenset({"non", "n", "no", "annule", "annuler", "cancel", "annulation"})
# The words that carriers themselves take for an objection, and the French ones.
STOP = frozenset(
    {"stop", "arret", "arreter", "stopall", "unsubscribe", "desabonner", "end", "quit"}
)
# What people write around a word without changing it.
AROUND = frozenset(
    {"merci", "bonjour", "bonsoir", "bien", "sur", "parfait", "d", "je", "c", "est", "bon", "madame",
     "monsieur", "s", "il", "vous", "plait", "svp", "sms", "thanks", "thank", "you", "hello", "please",
     "i", "it", "cordialement"}
)  # fmt: skip
WORD = re.compile(r"[a-z]+")


def read(text: str) -> Answer:
    """What a reply means; anything but a plain word is left to a person."""
    words = WORD.findall(_plain(text))
    if words and words[0] in STOP:
        return Answer.STOP
    said = [word for word in words if word not in AROUND]
    for answer, known in ((Answer.CONFIRMED, YES), (Answer.DECLINED, NO), (Answer.STOP, STOP)):
        if said and known.issuperset(said) and not _has_digits(text):
            return answer
    return Answer.UNCLEAR


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _has_digits(text: str) -> bool:
    """A number is another hour, a telephone, a condition: not a plain yes or no."""
    return any(letter.isdigit() for letter in text)
