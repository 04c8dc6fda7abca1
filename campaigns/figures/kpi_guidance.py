"""Which figures to steer a campaign by, why, what is usual and who uses it; a manager starts from these.

What is usual is the trade's (`benchmarks`); each plan's own assumption goes before it after two hundred
calls.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaigns.figures.benchmarks import BENCHMARKS
from campaigns.kpi import Kpi, kpi_named
from campaigns.kpi.reading import reading
from campaigns.plan.parts import KpiReader, KpiTarget, Metric

Words = Mapping[str, str]

_ALWAYS = ("contact_rate", "argumentation_rate", "transformation_rate", "dials_per_hour")
RECOMMENDED: Mapping[Metric, tuple[str, ...]] = {
    Metric.MEETINGS: (*_ALWAYS, "show_rate", "acceptance_rate", "opt_out_rate", "cost_per_meeting"),
    Metric.MEETINGS_BOOKED: (*_ALWAYS, "meetings_per_hour", "acceptance_rate", "opt_out_rate"),
    Metric.QUALIFIED_LEADS: (*_ALWAYS, "cost_per_lead", "talk_time", "opt_out_rate"),
    Metric.QUOTES: (*_ALWAYS, "cost_per_argued", "opt_out_rate"),
    Metric.SALES: (*_ALWAYS, "show_rate", "win_rate", "cost_per_win", "callback_punctuality"),
}
_CALLER, _MANAGER, _COMPANY = KpiReader.TELEPROSPECTOR, KpiReader.MANAGER, KpiReader.COMPANY
_OWN: Words = {"fr": "Votre propre indicateur.", "en": "A figure of your own."}


@dataclass(frozen=True, slots=True)
class _Guide:
    """Why a figure is followed, and who acts by it."""

    why: Words
    readers: tuple[KpiReader, ...]


def _guide(fr: str, en: str, *readers: KpiReader) -> _Guide:
    return _Guide({"fr": fr, "en": en}, readers)


_GUIDES: Mapping[str, _Guide] = {
    "file_validity": _guide(
        "Juge le fichier, pas l’équipe. En dessous, faites-le nettoyer avant d’appeler.",
        "Judges the file, not the team. Below it, have the file cleaned before you call.",
        _MANAGER,
        _COMPANY,
    ),
    "answer_rate": _guide(
        "Dit si les heures et le numéro affiché sont bons, avant toute parole.",
        "Says whether the hours and the number shown are right, before a word is said.",
        _MANAGER,
    ),
    "contact_rate": _guide(
        "Dit si le fichier, les heures et les numéros sont bons. Un tiers de moins demande moitié plus "
        "d’appels.",
        "Says whether file, hours and numbers are right. A third less takes half as many dials again.",
        _CALLER,
        _MANAGER,
    ),
    "reach_rate": _guide(
        "Dit ce que les tentatives ont obtenu du fichier, fiche par fiche.",
        "Says what the attempts have got out of the file, prospect by prospect.",
        _MANAGER,
    ),
    "argumentation_rate": _guide(
        "Juge l’accroche\u00a0: combien de contacts ont entendu l’offre.",
        "Judges the opening: how many contacts heard the offer.",
        _CALLER,
        _MANAGER,
    ),
    "transformation_rate": _guide(
        "Juge l’offre et la conclusion.",
        "Judges the offer and the close.",
        _CALLER,
        _MANAGER,
        _COMPANY,
    ),
    "rejection_rate": _guide(
        "Suivez sa pente\u00a0: elle monte quand un fichier s’use ou que l’accroche lasse.",
        "Watch its slope: it rises when a file wears out or the opening tires.",
        _MANAGER,
    ),
    "opt_out_rate": _guide(
        "Le premier signe d’un mauvais fichier ou d’une mauvaise accroche.",
        "The first sign of a bad file or a bad opening.",
        _MANAGER,
        _COMPANY,
    ),
    "abandonment_rate": _guide(
        "Seulement où l’appel part seul\u00a0: la loi le plafonne, et chaque silence fâche quelqu’un.",
        "Only where calls go out by themselves: the law caps it, and each silence annoys somebody.",
        _MANAGER,
    ),
    "callback_punctuality": _guide(
        "Un rappel est une promesse, à quinze minutes près.",
        "A callback is a promise, within fifteen minutes.",
        _CALLER,
        _MANAGER,
    ),
    "penetration": _guide(
        "Dit ce qui reste de neuf\u00a0: finissez un fichier avant d’en ouvrir un autre.",
        "Says what is left untried: finish a file before you open another one.",
        _MANAGER,
    ),
    "exhaustion": _guide(
        "Dit quand clore\u00a0: au-delà, les derniers appels coûtent plus qu’ils ne rapportent.",
        "Says when to close: beyond it the last calls cost more than they bring.",
        _MANAGER,
    ),
    "attempts_per_record": _guide(
        "Peu\u00a0: des fiches abandonnées trop tôt. Beaucoup\u00a0: de l’insistance.",
        "Few: prospects are given up too early. Many: it is pestering.",
        _MANAGER,
    ),
    "dials_per_meeting": _guide(
        "Le chemin entier en un chiffre\u00a0; sur prospects froids.",
        "The whole way in one figure; with cold prospects.",
        _MANAGER,
        _COMPANY,
    ),
    "dials_per_hour": _guide(
        "Un rythme, jamais un but\u00a0: 10 à 20 quand chaque fiche est étudiée.",
        "A pace, never an aim: 10 to 20 when each card is studied.",
        _CALLER,
        _MANAGER,
    ),
    "contacts_per_hour": _guide(
        "Ce qu’une heure offre de conversations, quel que soit le rythme.",
        "The conversations that an hour offers, whatever the pace.",
        _CALLER,
        _MANAGER,
    ),
    "argued_per_hour": _guide(
        "L’offre présentée, par heure\u00a0; moins en B2B qu’auprès de particuliers.",
        "The offer made, per hour; less with businesses than with consumers.",
        _CALLER,
        _MANAGER,
    ),
    "meetings_per_hour": _guide(
        "Le chiffre que chacun comprend.",
        "The figure that everybody understands.",
        _CALLER,
        _MANAGER,
        _COMPANY,
    ),
    "talk_time": _guide(
        "Une conversation utile dure\u00a0: près de six minutes pour un rendez-vous pris.",
        "A useful conversation takes time: nearly six minutes for a meeting booked.",
        _MANAGER,
    ),
    "handle_time": _guide(
        "Trop longue, la saisie pèse\u00a0; trop courte, les fiches restent vides.",
        "Too long, and wrap-up weighs; too short, and cards stay empty.",
        _MANAGER,
    ),
    "occupancy": _guide(
        "La part d’une heure passée en appel\u00a0: au-delà, on fatigue\u00a0; en deçà, on attend.",
        "The part of an hour spent on calls: above, people tire; below, they wait.",
        _MANAGER,
    ),
    "show_rate": _guide(
        "Un rendez-vous pris n’est pas un rendez-vous tenu.",
        "A meeting booked is not a meeting held.",
        _CALLER,
        _MANAGER,
        _COMPANY,
    ),
    "acceptance_rate": _guide(
        "La qualité vue par l’entreprise. En dessous, reprenez les critères ensemble.",
        "Quality as the company sees it. Below it, go through the criteria together.",
        _CALLER,
        _MANAGER,
        _COMPANY,
    ),
    "win_rate": _guide(
        "Ne le suivez que si l’issue vous est rapportée.",
        "Follow it only if you hear how it ended.",
        _MANAGER,
        _COMPANY,
    ),
    "cost_per_argued": _guide(
        "Ce que coûte une offre entendue\u00a0: utile où peu d’appels aboutissent encore.",
        "What an offer heard costs: useful while few calls have come to anything.",
        _MANAGER,
        _COMPANY,
    ),
    "cost_per_meeting": _guide(
        "Ce que l’entreprise compare avec sa marge. Comptez les rendez-vous tenus.",
        "What the company sets against its margin. Count the meetings held.",
        _MANAGER,
        _COMPANY,
    ),
    "cost_per_lead": _guide(
        "À comparer avec la marge multipliée par le taux de signature.",
        "To be set against the margin times the win rate.",
        _MANAGER,
        _COMPANY,
    ),
    "cost_per_win": _guide(
        "Le dernier mot\u00a0: ce qu’un client a coûté, à comparer avec ce qu’il rapporte.",
        "The last word: what a customer cost, to be set against what they bring.",
        _MANAGER,
        _COMPANY,
    ),
    "value_per_hour": _guide(
        "Ce que gagne une heure de connexion\u00a0: en dessous de son coût, la mission perd.",
        "What an hour signed in earns: below its cost the mission loses.",
        _MANAGER,
    ),
    "return_on_investment": _guide(
        "Seulement si les marges vous sont rapportées\u00a0: au-dessus de zéro, la campagne a payé.",
        "Only if you hear of the margins: above zero the campaign has paid.",
        _MANAGER,
        _COMPANY,
    ),
}
_RANGES: Mapping[str, Words] = {
    "both": {
        "fr": "Usuel\u00a0: {low} à {high} ({source}).",
        "en": "Usual: {low} to {high} ({source}).",
    },
    "low": {
        "fr": "Usuel\u00a0: {low} ou plus ({source}).",
        "en": "Usual: {low} or more ({source}).",
    },
    "high": {
        "fr": "Usuel\u00a0: {high} au plus ({source}).",
        "en": "Usual: at most {high} ({source}).",
    },
    "none": {
        "fr": "Aucun chiffre publié\u00a0: comparez avec vos propres campagnes.",
        "en": "No published figure: compare with your own campaigns.",
    },
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A figure with its formula, why to choose it, what is usual, and who uses it."""

    kpi: Kpi
    why: Words
    usual: Words
    readers: tuple[KpiReader, ...]


def advice(metric: Metric) -> tuple[Advice, ...]:
    """The figures for a campaign that is after this result, the first ones first."""
    found = [kpi_named(key) for key in RECOMMENDED[metric]]
    return tuple(_advice(kpi) for kpi in found if kpi)


def chosen(kpis: Iterable[KpiTarget]) -> tuple[Advice, ...]:
    """The figures that a plan steers by, in its order; one of its own has no more than its formula."""
    found = [each.own or kpi_named(each.kpi) for each in kpis]
    return tuple(_advice(kpi) for kpi in found if kpi)


def usual_of(kpi: Kpi) -> Words:
    """What is usual for a figure, and who says so."""
    usual = BENCHMARKS.get(kpi.key)
    low, high = (usual.low, usual.high) if usual else (None, None)
    kind = {(True, True): "both", (True, False): "low", (False, True): "high"}.get(
        (low is not None, high is not None), "none"
    )
    return {
        language: said.format(
            low="" if low is None else reading(kpi.unit, low, language),
            high="" if high is None else reading(kpi.unit, high, language),
            source=usual.source[language] if usual else "",
        )
        for language, said in _RANGES[kind].items()
    }


def _advice(kpi: Kpi) -> Advice:
    guide = _GUIDES.get(kpi.key)
    if guide is None:
        return Advice(kpi, _OWN, usual_of(kpi), ())
    return Advice(kpi, guide.why, usual_of(kpi), guide.readers)
