"""Decides what each kind of line means, in one sentence for whoever sees it for the first time."""

import re
from collections.abc import Mapping
from types import MappingProxyType

KINDS: tuple[tuple[str, str], ...] = (
    (r"\d{5}: ", "fault"),
    ("created", "created"),
    ("initiated", "initiated"),
    ("ringing", "ringing"),
    ("in-progress", "answered"),
    ("completed", "completed"),
    ("busy", "busy"),
    ("no-answer", "no-answer"),
    ("failed", "failed"),
    ("canceled", "canceled"),
    ("joined ", "joined"),
    ("left ", "left"),
    ("without effect here", "ignored"),
)
"""How a line of the timeline begins, and the kind of line that this makes it."""


def kind_of(text: str) -> str:
    """The kind of a line of the timeline; empty for one that speaks for itself."""
    return next((kind for pattern, kind in KINDS if re.match(pattern, text)), "")


Sentences = Mapping[str, Mapping[str, str]]

MOMENTS: Sentences = MappingProxyType(
    {
        "fr": {
            "created": "La demande est acceptée ; l'appel attend son tour.",
            "initiated": "L'appel quitte la file et part vers le réseau.",
            "ringing": "Le téléphone de la personne sonne.",
            "answered": "Quelqu'un, ou un répondeur, a décroché : ses instructions TwiML sont demandées.",
            "completed": "L'appel avait été pris ; il est terminé, pour la raison indiquée.",
            "busy": "La ligne était occupée : personne n'a été joint.",
            "no-answer": "Personne n'a décroché à temps, ou l'appel a été refusé.",
            "failed": "Le réseau n'a pas pu établir l'appel, par exemple vers un numéro qui n'existe pas.",
            "canceled": "L'appel a été retiré avant que quelqu'un ne décroche.",
            "joined": "Cette ligne est entrée dans une conférence : elle entend les autres.",
            "left": "Cette ligne a quitté la conférence, pour la raison indiquée.",
            "fault": "Quelque chose a mal tourné ; le débogueur en garde une ligne.",
            "ignored": "Ces paramètres sont acceptés, mais ne changent rien ici.",
        },
        "en": {
            "created": "The request is accepted; the call waits for its turn.",
            "initiated": "The call leaves the queue and goes out to the network.",
            "ringing": "The person's telephone rings.",
            "answered": "Somebody, or a machine, took the call: its TwiML instructions are asked for.",
            "completed": "The call had been taken and is over, for the reason given.",
            "busy": "The line was engaged: nobody was reached.",
            "no-answer": "Nobody picked up in time, or the call was declined.",
            "failed": "The network could not connect the call, for instance to a number that doesn't exist.",
            "canceled": "The call was withdrawn before anybody picked up.",
            "joined": "This leg came into a conference: it hears the others.",
            "left": "This leg left the conference, for the reason given.",
            "fault": "Something went wrong; the debugger keeps a line about it.",
            "ignored": "These parameters are accepted and change nothing here.",
        },
    }
)

PURPOSES: Sentences = MappingProxyType(
    {
        "fr": {
            "twiml": "Demande à l'application ce que l'appel doit faire maintenant (TwiML).",
            "status": "Dit à l'application où en est l'appel ; la réponse ne change rien.",
            "conference": "Dit à l'application qui entre, sort ou se tait dans la conférence.",
            "farewell": "Dit une dernière fois comment s'est terminé un <Dial> ; la réponse est ignorée.",
        },
        "en": {
            "twiml": "Asks the application what the call shall do now (TwiML).",
            "status": "Tells the application how far the call has come; the answer changes nothing.",
            "conference": "Tells the application who comes, goes or is muted in the conference.",
            "farewell": "Says one last time how a <Dial> ended; the answer is ignored.",
        },
    }
)

PEOPLE: Sentences = MappingProxyType(
    {
        "fr": {
            "human": "une personne qui décroche",
            "gatekeeper": "un standard, qui filtre les appels",
            "machine": "un répondeur",
            "busy": "une ligne occupée",
            "no_answer": "quelqu'un qui ne décroche pas",
            "rejected": "quelqu'un qui refuse l'appel",
            "dead": "un numéro qui n'existe pas",
            "carrier_failure": "une panne de l'opérateur",
        },
        "en": {
            "human": "a person who picks up",
            "gatekeeper": "a switchboard that screens calls",
            "machine": "an answering machine",
            "busy": "an engaged line",
            "no_answer": "somebody who doesn't pick up",
            "rejected": "somebody who declines the call",
            "dead": "a number that doesn't exist",
            "carrier_failure": "a breakdown of the carrier",
        },
    }
)
