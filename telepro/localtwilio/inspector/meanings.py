"""Decides what a code of the debugger means, in a few words of English and of French.

Titles from Twilio's error dictionary, said for somebody who has never read it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio.inspector.heard_meanings import HEARD

DICTIONARY = "https://www.twilio.com/docs/errors/{code}"
"""Where Twilio explains a code at length."""

MEANINGS: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        **HEARD,
        10004: {
            "en": "Too many calls at once for this account",
            "fr": "Trop d'appels simultanés pour ce compte",
        },
        11100: {
            "en": "The URL is not one that can be called",
            "fr": "L'URL ne peut pas être appelée",
        },
        11200: {
            "en": "The application gave no usable answer",
            "fr": "L'application n'a pas donné de réponse utilisable",
        },
        11201: {
            "en": "Connecting to the application took too long",
            "fr": "La connexion à l'application a pris trop de temps",
        },
        11202: {
            "en": "The application's machine refused the connection",
            "fr": "La machine de l'application a refusé la connexion",
        },
        11205: {
            "en": "The application could not be reached",
            "fr": "L'application n'a pas pu être jointe",
        },
        11206: {
            "en": "The answer was not proper HTTP",
            "fr": "La réponse n'était pas du HTTP correct",
        },
        11210: {"en": "The host's name is not known", "fr": "Le nom de l'hôte est inconnu"},
        11215: {"en": "Too many redirects", "fr": "Trop de redirections"},
        11216: {"en": "A redirect leads nowhere", "fr": "Une redirection ne mène nulle part"},
        11217: {
            "en": "The application answered with an error",
            "fr": "L'application a répondu par une erreur",
        },
        11220: {
            "en": "No secure connection could be made",
            "fr": "Aucune connexion sécurisée n'a pu être établie",
        },
        11237: {
            "en": "The application's certificate is not valid",
            "fr": "Le certificat de l'application n'est pas valable",
        },
        11240: {
            "en": "An override in the URL is not known",
            "fr": "Une option dans l'URL est inconnue",
        },
        11241: {
            "en": "An override in the URL is out of range",
            "fr": "Une option dans l'URL est hors limites",
        },
        11242: {
            "en": "A retry policy in the URL is not known",
            "fr": "Une règle de nouvel essai dans l'URL est inconnue",
        },
        11243: {
            "en": "A word of an override in the URL is not known",
            "fr": "Un mot d'une option dans l'URL est inconnu",
        },
        11750: {"en": "The document is larger than 64 kB", "fr": "Le document dépasse 64 ko"},
        11770: {"en": "The answer was empty", "fr": "La réponse était vide"},
        12100: {
            "en": "The document is not well-formed XML",
            "fr": "Le document n'est pas du XML bien formé",
        },
        12102: {
            "en": "The document does not begin with <Response>",
            "fr": "Le document ne commence pas par <Response>",
        },
        12200: {
            "en": "Something in the document is not known and was skipped",
            "fr": "Un élément du document est inconnu et a été ignoré",
        },
        12300: {
            "en": "The answer has a content type that is no document's",
            "fr": "Le type de contenu n'est pas celui d'un document",
        },
        12400: {
            "en": "The local Twilio itself could not go on",
            "fr": "Le Twilio local lui-même n'a pas pu continuer",
        },
        13000: {
            "en": "A conference stands beside another noun in <Dial>",
            "fr": "Une conférence est mêlée à autre chose dans <Dial>",
        },
        13201: {
            "en": "A <Dial> inside a screening document",
            "fr": "Un <Dial> dans un document de filtrage",
        },
        13210: {
            "en": "The method of <Dial> is not valid",
            "fr": "La méthode de <Dial> n'est pas valable",
        },
        13212: {
            "en": "The timeout of <Dial> is not valid",
            "fr": "Le délai de <Dial> n'est pas valable",
        },
        13213: {
            "en": "hangupOnStar of <Dial> is not valid",
            "fr": "hangupOnStar de <Dial> n'est pas valable",
        },
        13214: {
            "en": "The caller ID of <Dial> is not one of this account",
            "fr": "Le numéro présenté par <Dial> n'est pas à ce compte",
        },
        13216: {
            "en": "The time limit of <Dial> is not valid",
            "fr": "La durée maximale de <Dial> n'est pas valable",
        },
        13217: {
            "en": "record of <Dial> or <Conference> is not valid",
            "fr": "record de <Dial> ou <Conference> n'est pas valable",
        },
        13219: {
            "en": "answerOnBridge of <Dial> is not valid",
            "fr": "answerOnBridge de <Dial> n'est pas valable",
        },
        13221: {
            "en": "The method of <Number> is not valid",
            "fr": "La méthode de <Number> n'est pas valable",
        },
        13222: {
            "en": "The digits to send are not valid",
            "fr": "Les chiffres à envoyer ne sont pas valables",
        },
        13224: {
            "en": "This is not a number that can be dialed",
            "fr": "Ce numéro ne peut pas être composé",
        },
        13230: {
            "en": "muted of <Conference> is not valid",
            "fr": "muted de <Conference> n'est pas valable",
        },
        13231: {
            "en": "endConferenceOnExit of <Conference> is not valid",
            "fr": "endConferenceOnExit de <Conference> n'est pas valable",
        },
        13232: {
            "en": "startConferenceOnEnter of <Conference> is not valid",
            "fr": "startConferenceOnEnter de <Conference> n'est pas valable",
        },
        13234: {
            "en": "waitMethod of <Conference> is not valid",
            "fr": "waitMethod de <Conference> n'est pas valable",
        },
        13235: {
            "en": "beep of <Conference> is not valid",
            "fr": "beep de <Conference> n'est pas valable",
        },
        13237: {
            "en": "The conference has no usable name",
            "fr": "La conférence n'a pas de nom utilisable",
        },
        13238: {
            "en": "This verb can't stand in what a waiting caller hears",
            "fr": "Ce verbe ne peut pas figurer dans ce qu'entend un appelant en attente",
        },
        13240: {
            "en": "The call to be coached is not there",
            "fr": "L'appel à accompagner n'existe pas",
        },
        13410: {"en": "loop of <Play> is not valid", "fr": "loop de <Play> n'est pas valable"},
        13510: {"en": "loop of <Say> is not valid", "fr": "loop de <Say> n'est pas valable"},
        13710: {
            "en": "The method of <Redirect> is not valid",
            "fr": "La méthode de <Redirect> n'est pas valable",
        },
        13810: {
            "en": "The reason of <Reject> is not valid",
            "fr": "Le motif de <Reject> n'est pas valable",
        },
        13910: {
            "en": "The length of <Pause> is not valid",
            "fr": "La durée de <Pause> n'est pas valable",
        },
        15003: {
            "en": "A callback was answered with an error",
            "fr": "Un rappel d'état a reçu une erreur en réponse",
        },
        15004: {
            "en": "An action must be an absolute URL here",
            "fr": "Une action doit être ici une URL absolue",
        },
        16011: {
            "en": "A conference callback was answered with an error",
            "fr": "Un rappel de conférence a reçu une erreur en réponse",
        },
        16020: {"en": "The conference is full", "fr": "La conférence est pleine"},
        16025: {
            "en": "The participant's label is in use already",
            "fr": "L'étiquette du participant est déjà prise",
        },
        16030: {
            "en": "A participant could not be added to the conference",
            "fr": "Un participant n'a pas pu être ajouté à la conférence",
        },
        16101: {
            "en": "The recording was too short to keep",
            "fr": "L'enregistrement était trop court pour être gardé",
        },
        16102: {
            "en": "Nothing was to be heard on the recording",
            "fr": "Il n'y avait rien à entendre sur l'enregistrement",
        },
        21262: {
            "en": "The result of detection is told to nobody",
            "fr": "Le résultat de la détection n'est dit à personne",
        },
        21263: {
            "en": "A setting of detection is not valid",
            "fr": "Un réglage de la détection n'est pas valable",
        },
        21626: {
            "en": "The event subscribed to is not known",
            "fr": "L'événement demandé est inconnu",
        },
    }
)


def meaning_of(code: int, language: str) -> str:
    """What the code means; empty for one that is not listed here."""
    return MEANINGS.get(code, {}).get(language, "")
