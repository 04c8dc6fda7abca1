"""What a manager may do to many prospects at once, and who is left out of it and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Words = Mapping[str, str]
MOST_AT_ONCE = 50_000
MOST_TAGS = 20
"""So many tags one prospect carries at most."""
LONGEST_TAG = 40


class Action(StrEnum):
    """What is done to each prospect that was chosen."""

    EXCLUDE = "exclude"
    GIVE_BACK = "give_back"
    TAG = "tag"
    UNTAG = "untag"
    RECHECK = "recheck"


ACTION_LABELS: Mapping[Action, tuple[Words, Words]] = {
    Action.EXCLUDE: (
        {"fr": "Exclure", "en": "Exclude"},
        {
            "fr": "Aucune campagne de l’entreprise ne les appelle plus, jusqu’à ce qu’on les rende.",
            "en": "No campaign of the company calls them any more, until they are given back.",
        },
    ),
    Action.GIVE_BACK: (
        {"fr": "Rendre aux campagnes", "en": "Give back"},
        {
            "fr": "Ceux qui ont été exclus ici peuvent être appelés à nouveau.",
            "en": "Those who were excluded here may be called again.",
        },
    ),
    Action.TAG: (
        {"fr": "Étiqueter", "en": "Tag"},
        {
            "fr": "Ils portent l’étiquette, et se retrouvent par elle dans la recherche.",
            "en": "They carry the tag, and the search finds them by it.",
        },
    ),
    Action.UNTAG: (
        {"fr": "Retirer l’étiquette", "en": "Take the tag off"},
        {"fr": "Ils ne la portent plus.", "en": "They carry it no more."},
    ),
    Action.RECHECK: (
        {"fr": "À vérifier", "en": "To be verified"},
        {
            "fr": "Ils sont en tête de la liste à vérifier, jusqu’à ce qu’un fichier ou un appel les "
            "confirme.",
            "en": "They head the list to verify, until a file or a call confirms them.",
        },
    ),
}
"""Each action with what it brings about."""
WITH_TAG = frozenset({Action.TAG, Action.UNTAG})


class ActionState(StrEnum):
    """How far an action is."""

    WAITING = "waiting"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class SetAside(StrEnum):
    """What a manager has decided of prospects, as one may ask for them."""

    EXCLUDED = "excluded"
    TO_RECHECK = "to_recheck"


SET_ASIDE_LABELS: Mapping[SetAside, Words] = {
    SetAside.EXCLUDED: {"fr": "Exclus à la main", "en": "Excluded by hand"},
    SetAside.TO_RECHECK: {"fr": "À vérifier", "en": "To be verified"},
}


class WhyNot(StrEnum):
    """Why an action leaves a prospect as it is."""

    ALREADY_EXCLUDED = "already_excluded"
    OBJECTED = "objected"
    PROMISED = "promised"
    MEETING = "meeting"
    NOT_EXCLUDED = "not_excluded"
    ALREADY_TAGGED = "already_tagged"
    TAGS_FULL = "tags_full"
    NOT_TAGGED = "not_tagged"
    ALREADY_LISTED = "already_listed"


WHY_NOT_WORDS: Mapping[WhyNot, Words] = {
    WhyNot.ALREADY_EXCLUDED: {"fr": "Déjà exclus.", "en": "Excluded already."},
    WhyNot.OBJECTED: {
        "fr": "Ils ont demandé eux-mêmes à ne plus être appelés : cela reste.",
        "en": "They asked themselves not to be called: that stays.",
    },
    WhyNot.PROMISED: {
        "fr": "Un rappel leur est promis : il faut d’abord l’honorer.",
        "en": "A callback is promised to them: keep it first.",
    },
    WhyNot.MEETING: {
        "fr": "Un rendez-vous est à venir avec eux.",
        "en": "A meeting with them is to come.",
    },
    WhyNot.NOT_EXCLUDED: {"fr": "Pas exclus ici.", "en": "Not excluded here."},
    WhyNot.ALREADY_TAGGED: {"fr": "Portent déjà l’étiquette.", "en": "Carry the tag already."},
    WhyNot.TAGS_FULL: {
        "fr": f"Portent déjà {MOST_TAGS} étiquettes.",
        "en": f"Carry {MOST_TAGS} tags already.",
    },
    WhyNot.NOT_TAGGED: {"fr": "Ne portent pas l’étiquette.", "en": "Don’t carry the tag."},
    WhyNot.ALREADY_LISTED: {
        "fr": "Déjà sur la liste à vérifier.",
        "en": "On the list to verify already.",
    },
}


@dataclass(frozen=True, slots=True)
class Known:
    """What an action must know of a prospect; `tagged` is about the action's own tag."""

    excluded: bool = False
    objected: bool = False
    promised: bool = False
    meeting: bool = False
    tagged: bool = False
    tags_full: bool = False
    listed: bool = False


def why_not(action: Action, known: Known) -> WhyNot | None:
    """The first reason for which the action leaves this prospect out; None when it takes it."""
    reasons: Mapping[Action, tuple[tuple[WhyNot, bool], ...]] = {
        Action.EXCLUDE: (
            (WhyNot.ALREADY_EXCLUDED, known.excluded),
            (WhyNot.OBJECTED, known.objected),
            (WhyNot.PROMISED, known.promised),
            (WhyNot.MEETING, known.meeting),
        ),
        Action.GIVE_BACK: ((WhyNot.NOT_EXCLUDED, not known.excluded),),
        Action.TAG: (
            (WhyNot.ALREADY_TAGGED, known.tagged),
            (WhyNot.TAGS_FULL, known.tags_full),
        ),
        Action.UNTAG: ((WhyNot.NOT_TAGGED, not known.tagged),),
        Action.RECHECK: ((WhyNot.ALREADY_LISTED, known.listed),),
    }
    return next((why for why, holds in reasons[action] if holds), None)


def read_tag(text: str) -> str:
    """A tag as it is kept: one spelling, whatever its case and spaces; nothing for no tag."""
    return " ".join(text.replace("\0", "").split()).lower()[:LONGEST_TAG].strip()
