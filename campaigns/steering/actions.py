"""What each cause is called, and what a manager does about it, in French and English."""

from collections.abc import Mapping

from campaigns.plan.parts import Metric
from campaigns.steering.causes import Cause

Words = Mapping[str, str]

CAUSES: Mapping[Cause, Words] = {
    Cause.HOURS: {"fr": "heures d'appel", "en": "calling hours"},
    Cause.LIST: {"fr": "liste épuisée", "en": "list used up"},
    Cause.LAW: {"fr": "retenu par la loi", "en": "held back by law"},
    Cause.PACE: {"fr": "appels par heure", "en": "dials per hour"},
    Cause.REACH: {"fr": "joignabilité", "en": "reach"},
    Cause.PITCH: {"fr": "argumentation", "en": "pitch"},
    Cause.CONVERSION: {"fr": "transformation", "en": "conversion"},
}
ACTIONS: Mapping[Cause, Words] = {
    Cause.HOURS: {
        "fr": "Demandez des heures en plus à l'équipe, ou engagez une personne de plus.",
        "en": "Ask the team for more hours, or engage one more person.",
    },
    Cause.LIST: {
        "fr": "Ajoutez un fichier de prospects, ou élargissez les cibles du plan.",
        "en": "Add a prospect file, or widen the plan's targets.",
    },
    Cause.LAW: {
        "fr": "Voyez quand ces fiches rouvrent, et placez-y des heures ; d'ici là, appelez-en "
        "d'autres.",
        "en": "See when these leads open again and put hours there; until then, call others.",
    },
    Cause.PACE: {
        "fr": "Comparez les téléprospecteurs : saisie après l'appel, pauses, lignes perdues.",
        "en": "Compare the teleprospectors: wrap-up after calls, breaks, lines that were lost.",
    },
    Cause.REACH: {
        "fr": "Déplacez les heures vers celles où l'on joint le bon interlocuteur.",
        "en": "Move hours to those in which the right person is reached.",
    },
    Cause.PITCH: {
        "fr": "Écoutez quelques appels et revoyez l'ouverture du script.",
        "en": "Listen to a few calls and look at the script's opening again.",
    },
    Cause.CONVERSION: {
        "fr": "Revoyez l'offre et les réponses aux objections avec l'équipe, segment par segment.",
        "en": "Go through the offer and the answers to objections with the team, by segment.",
    },
}
_BOOKED: Words = {"fr": "rendez-vous pris", "en": "meetings booked"}
RESULT_WORDS: Mapping[Metric, Words] = {
    Metric.MEETINGS: _BOOKED,
    Metric.MEETINGS_BOOKED: _BOOKED,
    Metric.QUALIFIED_LEADS: {"fr": "contacts qualifiés", "en": "qualified leads"},
    Metric.QUOTES: {"fr": "devis demandés", "en": "quotes requested"},
    Metric.SALES: _BOOKED,
}
