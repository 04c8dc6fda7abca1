"""Decides how the engine's own words, which are English, are said in the reader's language."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio.inspector.words import status_in

FRENCH: Mapping[str, str] = MappingProxyType(
    {
        "its document was at an end": "ses instructions étaient terminées",
        "the application gave no document that could be run": "l'application n'a donné aucune "
        "instruction utilisable",
        "its document said <Hangup>": "ses instructions disaient <Hangup>",
        "its document said <Reject>": "ses instructions disaient <Reject>",
        "another phone answered first": "un autre téléphone a décroché avant",
        "its parent ended": "l'appel d'origine est terminé",
        "its parent was given another document": "l'appel d'origine a reçu d'autres instructions",
        "hung up through the API": "raccroché par l'application",
        "canceled through the API": "annulé par l'application",
        "its time limit was reached": "sa durée maximale est atteinte",
        "nobody spoke": "personne ne parlait",
        "the person had said everything": "la personne avait tout dit",
        "the machine's recording time is over": "le répondeur n'enregistre plus",
        "the fax gave up": "le télécopieur a renoncé",
        "whoever was silent hung up": "la personne muette a raccroché",
        "its document could not be run": "ses instructions n'ont pas pu être suivies",
        "its screening document said <Hangup>": "les instructions avant la mise en relation "
        "disaient <Hangup>",
        "the caller pressed the star": "l'appelant a appuyé sur l'étoile",
        "the caller gave up": "l'appelant a renoncé",
        "its number has no voice URL": "aucune application ne répond à son numéro",
        "its conference was full": "sa conférence était pleine",
        "taken off the conference through the API": "écarté de la conférence par l'application",
        "rejected in the browser": "refusé dans le navigateur",
        "nobody took the call in a browser": "personne n'a décroché dans un navigateur",
        "the browser went away": "le navigateur est parti",
        "hung up in the browser": "raccroché dans le navigateur",
        "the browser's stream closed": "le navigateur s'est déconnecté",
        "the local Twilio stops": "le Twilio local s'arrête",
        "conference_ended_via_api": "l'application a terminé la conférence",
        "moderator_ended_conference": "celui qui la menait est parti",
        "participant_updated_via_api": "d'autres instructions de l'application",
        "participant_hung_up": "a raccroché",
        "participant_kicked": "écarté par l'application",
        "participant_add_failed": "n'a pas pu être joint",
        "conference-ended-via-api": "terminée par l'application",
        "last-participant-kicked": "le dernier participant a été écarté",
        "last-participant-left": "le dernier participant est parti",
        "participant-with-end-conference-on-exit-kicked": "celui qui la menait a été écarté",
        "participant-with-end-conference-on-exit-left": "celui qui la menait est parti",
    }
)
BEGINNINGS: Mapping[str, str] = MappingProxyType(
    {
        "created": "demandé",
        "joined": "entré dans",
        "left": "sorti de",
        "without effect here": "sans effet ici",
        "a beep for those in the conference": "un bip dans la conférence",
        "sent the digits": "touches composées",
        "pressed": "touches appuyées",
        "answered by": "pris pour",
        "recording began": "enregistrement commencé",
        "recording ended": "enregistrement terminé",
    }
)
REASONS_WITH_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "no browser is registered as ": "aucun navigateur ne s'est annoncé comme ",
        "left its conference: ": "sorti de sa conférence : ",
    }
)
"""How a reason begins that names somebody or says a further reason."""


def reason_in(language: str, reason: str) -> str:
    """A reason in the reader's language; one that is not known here stays as it is."""
    if language != "fr":
        return reason
    for beginning, said in REASONS_WITH_NAMES.items():
        if reason.startswith(beginning):
            return said + reason_in(language, reason.removeprefix(beginning))
    return FRENCH.get(reason, reason)


def said_in(language: str, text: str) -> str:
    """A line of the timeline in the reader's language: how it begins, and its reason."""
    if language != "fr":
        return text
    head, colon, reason = text.partition(": ")
    begins = re.match("|".join(BEGINNINGS), head)
    said = BEGINNINGS[begins[0]] + head[begins.end() :] if begins else status_in(language, head)
    return f"{said}{' : ' if colon else ''}{reason_in(language, reason)}"
