"""Which figures to steer a campaign by, why, and what is usual; a manager starts from these.

The usual values are those of trade sources of 2025 and of French habits; each plan's own assumption goes
before them after two hundred calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.kpi import Kpi, kpi_named
from campaigns.plan.parts import Metric

Words = Mapping[str, str]

_ALWAYS = ("contact_rate", "argumentation_rate", "transformation_rate", "dials_per_hour")
RECOMMENDED: Mapping[Metric, tuple[str, ...]] = {
    Metric.MEETINGS: (*_ALWAYS, "show_rate", "acceptance_rate", "opt_out_rate", "cost_per_meeting"),
    Metric.MEETINGS_BOOKED: (*_ALWAYS, "meetings_per_hour", "acceptance_rate", "opt_out_rate"),
    Metric.QUALIFIED_LEADS: (*_ALWAYS, "cost_per_lead", "talk_time", "opt_out_rate"),
    Metric.QUOTES: (*_ALWAYS, "cost_per_argued", "opt_out_rate"),
    Metric.SALES: (*_ALWAYS, "show_rate", "win_rate", "cost_per_win", "callback_punctuality"),
}
_GUIDES: Mapping[str, Words] = {
    "file_validity": {
        "fr": "Juge le fichier, pas l’équipe. Usuel : plus de 95 % pour un bon fichier.",
        "en": "Judges the file, not the team. Usual: above 95 % for a good file.",
    },
    "contact_rate": {
        "fr": "Dit si le fichier, les heures et les numéros sont bons. Usuel : 10 à 25 % en B2B. "
        "Dix points de moins demandent 40 % d’appels en plus.",
        "en": "Says whether file, hours and numbers are right. Usual: 10 to 25 % in B2B. Ten points "
        "less take 40 % more dials.",
    },
    "argumentation_rate": {
        "fr": "Juge l’accroche : combien de contacts ont entendu l’offre. Usuel : 40 à 70 %.",
        "en": "Judges the opening: how many contacts heard the offer. Usual: 40 to 70 %.",
    },
    "transformation_rate": {
        "fr": "Juge l’offre et la conclusion. Usuel : 5 à 15 % des contacts argumentés en B2B.",
        "en": "Judges the offer and the close. Usual: 5 to 15 % of argued contacts in B2B.",
    },
    "dials_per_hour": {
        "fr": "Un rythme, jamais un but : 15 à 25 avec lecture de la fiche.",
        "en": "A pace, never an aim: 15 to 25 when the card is read.",
    },
    "show_rate": {
        "fr": "Un rendez-vous pris n’est pas un rendez-vous tenu. Usuel : 70 à 85 %.",
        "en": "A meeting booked is not a meeting held. Usual: 70 to 85 %.",
    },
    "acceptance_rate": {
        "fr": "La qualité vue par l’entreprise. En dessous de 85 %, reprenez les critères ensemble.",
        "en": "Quality as the company sees it. Below 85 %, go through the criteria together.",
    },
    "opt_out_rate": {
        "fr": "Le premier signe d’un mauvais fichier ou d’une mauvaise accroche. Alarme vers 6 %.",
        "en": "The first sign of a bad file or a bad opening. Alarm at about 6 %.",
    },
    "cost_per_meeting": {
        "fr": "Ce que l’entreprise compare avec sa marge. Comptez les rendez-vous tenus.",
        "en": "What the company sets against its margin. Count the meetings held.",
    },
    "meetings_per_hour": {
        "fr": "Le chiffre que chacun comprend. Usuel : 0,1 à 0,5 en B2B.",
        "en": "The figure that everybody understands. Usual: 0.1 to 0.5 in B2B.",
    },
    "talk_time": {
        "fr": "Une conversation utile dure : environ six minutes pour un rendez-vous pris.",
        "en": "A useful conversation takes time: about six minutes for a meeting booked.",
    },
    "callback_punctuality": {
        "fr": "Un rappel est une promesse. Visez 90 % à quinze minutes près.",
        "en": "A callback is a promise. Aim at 90 % within fifteen minutes.",
    },
    "win_rate": {
        "fr": "Ne le suivez que si l’issue vous est rapportée. Usuel : 20 à 30 % sur prospects.",
        "en": "Follow it only if you hear how it ended. Usual: 20 to 30 % with new prospects.",
    },
    "cost_per_lead": {
        "fr": "À comparer avec la marge multipliée par le taux de signature.",
        "en": "To be set against the margin times the win rate.",
    },
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A figure that the catalogue offers, and why to choose it here."""

    kpi: Kpi
    why: Words


def advice(metric: Metric) -> tuple[Advice, ...]:
    """The figures for a campaign that is after this result, the first ones first."""
    found = [kpi_named(key) for key in RECOMMENDED[metric]]
    return tuple(Advice(kpi, _GUIDES.get(kpi.key, kpi.definition)) for kpi in found if kpi)
