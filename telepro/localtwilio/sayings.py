"""Decides what simulated people say, in the language of their country."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random
from types import MappingProxyType


class Saying(StrEnum):
    """What a person wants of the call, as the teleprospector hears it."""

    MEETING = "meeting"
    QUOTE = "quote"
    DOCUMENTATION = "documentation"
    LATER = "later"
    CALLBACK = "callback"
    REFUSAL = "refusal"
    REFUSED_TO_LISTEN = "refused_to_listen"
    OUT_OF_TARGET = "out_of_target"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"
    LANGUAGE = "language"
    GATEKEEPER = "gatekeeper"
    AWAY = "away"
    MACHINE = "machine"
    OBJECTS = "objects"
    RETURNED_CALL = "returned_call"


Lines = Mapping[str, tuple[str, ...]]

SENTENCES: Mapping[Saying, Lines] = MappingProxyType(
    {
        Saying.MEETING: {
            "fr": (
                "D'accord, voyons-nous. Jeudi à 10 heures, cela me convient.",
                "Pourquoi pas. Proposez-moi une date la semaine prochaine.",
            ),
            "en": ("All right, let's meet. Thursday at ten works for me.",),
        },
        Saying.QUOTE: {
            "fr": ("Envoyez-moi un devis, je le regarderai avec mon associé.",),
            "en": ("Send me a quote and I'll go through it with my partner.",),
        },
        Saying.DOCUMENTATION: {
            "fr": ("Envoyez-moi une documentation par courriel.",),
            "en": ("Send me something by e-mail.",),
        },
        Saying.LATER: {
            "fr": ("C'est intéressant, mais pas avant la rentrée.",),
            "en": ("Interesting, but not before the autumn.",),
        },
        Saying.CALLBACK: {
            "fr": (
                "Je suis en réunion, rappelez-moi demain vers 15 heures.",
                "Pas maintenant : rappelez-moi lundi matin.",
            ),
            "en": ("I'm in a meeting, call me back tomorrow around three.",),
        },
        Saying.REFUSAL: {
            "fr": (
                "Je vous ai écouté, mais nous avons déjà un prestataire.",
                "Merci, mais nous n'avons pas le budget cette année.",
            ),
            "en": ("I've heard you out, but we already have a supplier.",),
        },
        Saying.REFUSED_TO_LISTEN: {
            "fr": ("Cela ne m'intéresse pas, au revoir.", "Je n'ai pas le temps. Au revoir."),
            "en": ("Not interested, goodbye.",),
        },
        Saying.OUT_OF_TARGET: {
            "fr": ("Vous faites erreur, nous ne faisons pas du tout cette activité.",),
            "en": ("You've got us wrong, that's not our line of business at all.",),
        },
        Saying.WRONG_NUMBER: {
            "fr": ("Il n'y a personne de ce nom ici, c'est une erreur.",),
            "en": ("Nobody of that name here, wrong number.",),
        },
        Saying.DO_NOT_CALL: {
            "fr": ("Retirez-moi de vos fichiers et ne me rappelez plus.",),
            "en": ("Take me off your list and don't call again.",),
        },
        Saying.LANGUAGE: {
            "fr": ("Sorry, I don't speak French.",),
            "en": ("Désolé, je ne parle pas anglais.",),
        },
        Saying.GATEKEEPER: {
            "fr": ("C'est à quel sujet ? Laissez-moi vos coordonnées, on vous rappellera.",),
            "en": ("What is it about? Leave your details and we'll get back to you.",),
        },
        Saying.AWAY: {
            "fr": ("La direction n'est pas là aujourd'hui. Essayez demain matin.",),
            "en": ("The manager is out today. Try tomorrow morning.",),
        },
        Saying.MACHINE: {
            "fr": ("Vous êtes bien sur le répondeur. Laissez un message après le bip.",),
            "en": ("You've reached our voicemail. Please leave a message after the tone.",),
        },
        Saying.OBJECTS: {
            "fr": ("Je m'oppose à ces appels. Où avez-vous eu mon numéro ?",),
            "en": ("I object to these calls. Where did you get my number?",),
        },
        Saying.RETURNED_CALL: {
            "fr": ("Bonjour, vous m'avez appelé : c'est à quel sujet ?",),
            "en": ("Hello, you called me. What is it about?",),
        },
    }
)

FRENCH_PREFIXES = ("+33", "+262", "+590", "+594", "+596", "+32", "+352", "+41", "+377")


def words_for(saying: Saying, number: str, dice: Random) -> str:
    """One sentence with that meaning, in French for a French-speaking country, else in English."""
    language = "fr" if number.startswith(FRENCH_PREFIXES) else "en"
    return dice.choice(SENTENCES[saying][language])
