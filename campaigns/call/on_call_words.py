"""Why something asked of a call can't be done now, in words for the person on the call."""

from collections.abc import Mapping

from campaigns.call.on_call import Unfit
from campaigns.problems import Problem

# Each: what was found, what was expected, what to do.
WORDS: Mapping[Unfit, Mapping[str, tuple[str, str, str]]] = {
    Unfit.NOT_TALKING: {
        "fr": (
            "personne n’est en ligne",
            "un appel auquel quelqu’un a répondu",
            "Attendez que la personne réponde.",
        ),
        "en": ("nobody is on the line", "a call that was answered", "Wait for an answer."),
    },
    Unfit.NO_KEYS: {
        "fr": (
            "ce ne sont pas des touches de téléphone",
            "de 1 à 32 chiffres, étoiles ou dièses",
            "Tapez les touches que le standard demande.",
        ),
        "en": (
            "these are no keys of a telephone",
            "1 to 32 digits, stars or hashes",
            "Press the keys that the switchboard asks for.",
        ),
    },
    Unfit.ONE_COLLEAGUE: {
        "fr": (
            "un collègue est déjà en ligne ou sonne déjà",
            "un collègue à la fois",
            "Libérez-le avant d’en appeler un autre.",
        ),
        "en": (
            "a colleague is on the line or rings already",
            "one colleague at a time",
            "Let them go before you call another.",
        ),
    },
    Unfit.NOBODY_TO_HAND_TO: {
        "fr": (
            "aucun collègue n’est en ligne",
            "un collègue qui a répondu",
            "Appelez un collègue et attendez qu’il réponde.",
        ),
        "en": (
            "no colleague is on the line",
            "a colleague who has answered",
            "Call a colleague and wait for them to answer.",
        ),
    },
    Unfit.NO_MESSAGE: {
        "fr": (
            "cette campagne n’a pas de message à laisser",
            "un message dans le plan (machine_message)",
            "Raccrochez et notez « Répondeur ».",
        ),
        "en": (
            "this campaign has no message to leave",
            "a message in the plan (machine_message)",
            "Hang up and record “Answering machine”.",
        ),
    },
    Unfit.MESSAGE_LEFT_BEFORE: {
        "fr": (
            "un message a déjà été laissé à ce prospect",
            "un seul message par fiche",
            "Raccrochez et notez « Répondeur ».",
        ),
        "en": (
            "a message was left for this prospect before",
            "one message for each lead",
            "Hang up and record “Answering machine”.",
        ),
    },
    Unfit.NOT_RECORDED: {
        "fr": (
            "cet appel n’est pas enregistré",
            "un appel enregistré",
            "Rien n’est à faire : personne n’enregistre.",
        ),
        "en": (
            "this call is not recorded",
            "a call that is recorded",
            "Nothing is to be done: nobody records.",
        ),
    },
    Unfit.ALREADY_RELEASED: {
        "fr": (
            "l’appel continue déjà sans vous",
            "un appel qui est encore le vôtre",
            "Notez le résultat de votre appel.",
        ),
        "en": (
            "the call goes on without you already",
            "a call that is still yours",
            "Record the result of your call.",
        ),
    },
}


def problem(why: Unfit, language: str) -> Problem:
    """The reason in French ("fr") or English ("en")."""
    found, expected, fix = WORDS[why][language]
    return Problem(str(why), found, expected, fix)
