"""Which calls a manager listens to again and why: the most pressing first, each call once.

Nobody chooses whom to watch: a meeting that was not held, a wish of the person's own, the first calls of
somebody new, and one call a day of each person drawn by a seed. Source of the limits: CNIL,
délibération 2014-474 (FR-28): not permanent, not systematic, what is written kept a year at most.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from campaigns.problems import Problem

FIRST_CALLS = 2  # of each new teleprospector of a campaign
CONTESTED_FOR = timedelta(days=30)
NEW_FOR = timedelta(days=14)
DRAWN_FOR = timedelta(days=4)
KEPT_FOR = timedelta(days=365)
LONGEST_COMMENT = 500  # signs
LONGEST_SUMMARY = 1000
MOST_COMMENTS = 100
LONGEST_CALL = 24 * 3600  # seconds; no comment stands beyond


class Reason(StrEnum):
    """Why a call is to be listened to, the most pressing first."""

    CONTESTED = "contested"
    ASKED = "asked"
    FIRST = "first"
    RANDOM = "random"
    CHOSEN = "chosen"


REASON_LABELS: Mapping[Reason, Mapping[str, str]] = {
    Reason.CONTESTED: {
        "fr": "Son rendez-vous a été annulé ou n’a pas eu lieu",
        "en": "Its meeting was called off or did not take place",
    },
    Reason.ASKED: {"fr": "Demandé dans la note de l’appel", "en": "Asked for in the call’s note"},
    Reason.FIRST: {
        "fr": "Parmi ses deux premières conversations de la campagne",
        "en": "Among their first two conversations of the campaign",
    },
    Reason.RANDOM: {"fr": "Tiré au sort, un par jour", "en": "Drawn by lot, one a day"},
    Reason.CHOSEN: {"fr": "Choisi", "en": "Chosen"},
}
_RANK = {reason: rank for rank, reason in enumerate(Reason)}


class ReviewState(StrEnum):
    """How far a review has come; what was sent or set aside stays so."""

    DRAFT = "draft"
    SENT = "sent"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that is over; `day` is its day where its campaign is."""

    attempt: int
    key: str
    person: int
    day: date
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class ToReview:
    """A call to listen to, why, and since when it waits for that."""

    attempt: int
    reason: Reason
    since: datetime


_WISH = re.compile(r"\bcoach(?:ez)?[ -]?(?:me|moi)\b", re.IGNORECASE)


def asks_for_coach(note: str) -> bool:
    """Whether a note asks to be listened to: "coach me", "coachez-moi", "coach-moi"."""
    return _WISH.search(note) is not None


def drawn(talks: Iterable[Talk], seed: str, today: date) -> tuple[ToReview, ...]:
    """One conversation of each person for each day that is over; the same for the same seed.

    A day that goes on is not drawn yet: a later call would change what was drawn before.
    """
    chosen: dict[tuple[int, date], tuple[bytes, Talk]] = {}
    for talk in talks:
        if talk.day >= today:
            continue
        lot = sha256(f"review {seed} {talk.key}".encode()).digest()
        best = chosen.get((talk.person, talk.day))
        if best is None or lot < best[0]:
            chosen[talk.person, talk.day] = lot, talk
    return tuple(
        ToReview(talk.attempt, Reason.RANDOM, talk.ended_at) for _lot, talk in chosen.values()
    )


def in_order(found: Iterable[ToReview]) -> tuple[ToReview, ...]:
    """Each call once, for its most pressing reason: by reason, then whatever waits longest."""
    best: dict[int, ToReview] = {}
    for each in sorted(found, key=_pressing):
        best.setdefault(each.attempt, each)
    return tuple(best.values())


def _pressing(each: ToReview) -> tuple[int, datetime, int]:
    return _RANK[each.reason], each.since, each.attempt


class Unfit(StrEnum):
    """Why a comment or a review is not kept."""

    NO_TIME = "second"
    EMPTY = "text"
    TOO_LONG = "long"
    TOO_MANY = "many"
    OVER = "over"


# Each: the field, what was found, what was expected, what to do.
_WORDS: Mapping[Unfit, tuple[str, Mapping[str, tuple[str, str, str]]]] = {
    Unfit.NO_TIME: (
        "second",
        {
            "fr": ("ce qui n’est pas un moment de l’appel", "un moment tel que 1:42", "Corrigez-le, ou laissez-le vide pour parler de tout l’appel."),
            "en": ("what is no moment of the call", "a moment such as 1:42", "Correct it, or leave it empty to speak of the whole call."),
        },
    ),
    Unfit.EMPTY: (
        "text",
        {
            "fr": ("rien", "ce que l’on entend là, et ce qui aiderait", "Écrivez une phrase."),
            "en": ("nothing", "what is heard there, and what would help", "Write a sentence."),
        },
    ),
    Unfit.TOO_LONG: (
        "text",
        {
            "fr": ("un texte trop long", "500 signes pour un commentaire, 1 000 pour le bilan", "Gardez l’essentiel."),
            "en": ("a text that is too long", "500 signs for a comment, 1,000 for the summary", "Keep what matters."),
        },
    ),
    Unfit.TOO_MANY: (
        "text",
        {
            "fr": ("cent commentaires déjà", "une revue qui se lit", "Retirez-en avant d’en ajouter."),
            "en": ("a hundred comments already", "a review that can be read", "Remove some before you add another."),
        },
    ),
    Unfit.OVER: (
        "review",
        {
            "fr": ("une revue envoyée ou mise de côté", "une revue en cours", "Elle ne change plus ; parlez-en de vive voix."),
            "en": ("a review that was sent or set aside", "a review under way", "It changes no more; talk about it in person."),
        },
    ),
}  # fmt: skip


def problem(why: Unfit, language: str) -> Problem:
    """Why it is not kept, in French ("fr") or English ("en")."""
    place, words = _WORDS[why]
    return Problem(place, *words[language])


_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):([0-5]\d)", re.ASCII)


def second_of(text: str) -> int | Unfit | None:
    """The second that "1:42" or "1:02:03" names; None for nothing, `Unfit` for what names none."""
    if not text.strip():
        return None
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return Unfit.NO_TIME
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    second = hours * 3600 + minutes * 60 + seconds
    return second if second <= LONGEST_CALL else Unfit.NO_TIME


def unfit_comment(text: str, standing: int) -> Unfit | None:
    """Why a comment is not added to a review that has `standing` of them, or None."""
    if not text:
        return Unfit.EMPTY
    if len(text) > LONGEST_COMMENT:
        return Unfit.TOO_LONG
    return Unfit.TOO_MANY if standing >= MOST_COMMENTS else None
