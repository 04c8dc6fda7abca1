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
    ("a beep ", "beep"),
    ("sent the digits ", "sent-digits"),
    ("pressed ", "pressed"),
    ("answered by ", "detected"),
    ("recording began", "recording"),
    ("recording ended", "recorded"),
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
            "beep": "Un bip annonce aux autres que quelqu'un entre ou sort.",
            "sent-digits": "Des touches ont été composées pour la personne, comme à un standard.",
            "pressed": "La personne, ou le navigateur, a appuyé sur ces touches.",
            "detected": "La détection de répondeur dit ce qui a décroché, à tort parfois.",
            "recording": "Ce qui se dit est enregistré à partir d'ici.",
            "recorded": "L'enregistrement est fini ; on peut l'écouter quelques secondes plus tard.",
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
            "beep": "A beep tells the others that somebody comes or goes.",
            "sent-digits": "Keys were sent to whoever took the call, as to a switchboard.",
            "pressed": "The person, or the browser, pressed these keys.",
            "detected": "Machine detection says what took the call, sometimes wrongly.",
            "recording": "What is said is recorded from here on.",
            "recorded": "The recording is over; it can be listened to some seconds later.",
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
            "recording": "Dit à l'application où en est un enregistrement, et où l'écouter.",
            "amd": "Dit à l'application ce que la détection de répondeur a trouvé.",
            "message": "Demande à l'application que répondre à un message reçu.",
            "message-status": "Dit à l'application où en est un message qu'elle a envoyé.",
        },
        "en": {
            "twiml": "Asks the application what the call shall do now (TwiML).",
            "status": "Tells the application how far the call has come; the answer changes nothing.",
            "conference": "Tells the application who comes, goes or is muted in the conference.",
            "farewell": "Says one last time how a <Dial> ended; the answer is ignored.",
            "recording": "Tells the application how far a recording has come, and where to hear it.",
            "amd": "Tells the application what machine detection has found.",
            "message": "Asks the application what to answer to a message that came in.",
            "message-status": "Tells the application how far a message has come that it sent.",
        },
    }
)

PEOPLE: Sentences = MappingProxyType(
    {
        "fr": {
            "human": "une personne qui décroche",
            "gatekeeper": "un standard, qui filtre les appels",
            "machine": "un répondeur",
            "fax": "un télécopieur",
            "silence": "quelqu'un qui décroche et ne dit rien",
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
            "fax": "a fax machine",
            "silence": "somebody who picks up and says nothing",
            "busy": "an engaged line",
            "no_answer": "somebody who doesn't pick up",
            "rejected": "somebody who declines the call",
            "dead": "a number that doesn't exist",
            "carrier_failure": "a breakdown of the carrier",
        },
    }
)
